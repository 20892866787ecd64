import Accounts
import Base
import Directory
import Storage
import Web

/// All children of a guardian, at every provider, in one view.
struct FamilyModel: Sendable {
    let viewer: Viewer
    /// The teachers of each child's homeroom class.
    let homerooms: [HomeroomTeacher]
    let contributed: Contributed
}

/// One child with its groups and their teachers.
struct ChildModel: Sendable {
    let child: Viewer.Child
    let groups: [TaughtGroup]
    let contributed: Contributed
}

extension Desktop {
    func mountFamily(on site: Site<Viewer>) {
        site.get(
            ActingPath.family, may: .guardian, until: { $0.contributed.end($1) },
            load: { read in
                let children = read.viewer.children
                let homerooms = try groups.homerooms(read).filter { homeroom in
                    let child = children.first { $0.person == homeroom.child && $0.provider.id == homeroom.provider }
                    return child?.showsSchool == true && !homeroom.teacher.isProtected
                }
                for child in children {
                    read.look(at: child.person, in: child.provider.id, for: "desktop", as: .guardian)
                }
                for homeroom in homerooms {
                    read.look(at: homeroom.teacher.id, in: homeroom.provider, for: "desktop", as: .guardian)
                }
                return FamilyModel(
                    viewer: read.viewer, homerooms: homerooms,
                    contributed: try Contributed(contributions, read, .children(children)))
            }, page: familyPage)
    }

    func mountChild(on site: Site<Viewer>) {
        site.get(
            ActingPath.child, may: .guardianOfChild, until: { $0.contributed.end($1) },
            load: { read in
                let child = try read.child()
                let taught =
                    child.showsSchool
                    ? try groups.taught(of: child.person, in: child.provider.id, read) : []
                let teachers = taught.compactMap(\.teacher).filter { !$0.isProtected }
                for person in [child.person] + teachers.map(\.id) {
                    read.look(at: person, in: child.provider.id, for: "desktop", as: .guardian)
                }
                return ChildModel(
                    child: child, groups: taught,
                    contributed: try Contributed(contributions, read, .children([child])))
            }, page: childPage)
    }

    private func familyPage(_ model: FamilyModel, _ visit: Visit) -> Page {
        let words = texts(in: visit.language)
        let children = model.viewer.children
        let rows = children.map { child in
            Part.row(
                child.name.full, to: ActingPath.child(child.provider.slug, child.person),
                lead: Part.avatar(child.name.full), note: note(child, model.homerooms, visit.language, words),
                tail: scope(child, words))
        }
        let own = Part.section(words(.children), id: "children", Part.rows(rows))
        let content: HTML = """
            \(Part.heading(greeting(model.viewer, visit), lead: words(.familyLead, count: children.count),
                acts: model.contributed.acts(visit)))
            \(columns(
                "\(needs(model.contributed, visit))\(next(model.contributed, more: ActingPath.familyTimetable(), visit))",
                aside: "\(own)\(mine(model.contributed.tiles(visit), words))"))
            """
        return Page(
            title: words(.title), content: content, place: Place.desktop, acting: ActingPath.family(),
            done: done(visit))
    }

    private func note(
        _ child: Viewer.Child, _ homerooms: [HomeroomTeacher], _ language: Language, _ words: Words<DesktopText>
    ) -> String {
        guard child.showsSchool else { return words(.childHidden) }
        let teachers = homerooms.filter { $0.child == child.person && $0.provider == child.provider.id }
            .map(\.teacher.name.full)
        let homeroom = ([child.shownHomeroom].compactMap { $0 } + teachers).joined(separator: ", ")
        return [homeroom, child.shownSchool ?? "", child.provider.name(in: language)].filter { !$0.isEmpty }
            .joined(separator: " · ")
    }

    private func scope(_ child: Viewer.Child, _ words: Words<DesktopText>) -> HTML {
        switch child.scope {
        case .full: .nothing
        case .limited: Part.tag(words(.scopeLimited), .notice)
        case .information: Part.tag(words(.scopeInformation), .notice)
        }
    }

    /// What there is of the child, and the way to who has looked at it.
    private func childTiles(_ model: ChildModel, _ visit: Visit, _ words: Words<DesktopText>) -> HTML {
        let child = model.child
        let log = Tile(
            words(.childAccessLog), to: ActingPath.childAccessLog(child.provider.slug, child.person), icon: .eye)
        return Part.section(words(.childMine), id: "mine", Part.tiles(model.contributed.tiles(visit) + [log]))
    }

    private func childPage(_ model: ChildModel, _ visit: Visit) -> Page {
        let words = texts(in: visit.language)
        let child = model.child
        let groups =
            child.showsSchool
            ? taughtGroups(model.groups, as: .guardian, words) {
                ActingPath.childGroup(child.provider.slug, child.person, $0)
            } : Part.empty(words(.childHidden), words(.childHiddenText), icon: .lock)
        let more = ActingPath.childTimetable(child.provider.slug, child.person)
        let content: HTML = """
            \(Part.heading(child.name.full, lead: child.showsSchool ? note(child, [], visit.language, words) : nil,
                acts: (child.scope == .full ? [] : [scope(child, words)]) + model.contributed.acts(visit)))
            \(columns("\(needs(model.contributed, visit))\(next(model.contributed, more: more, visit))\(groups)",
                aside: childTiles(model, visit, words)))
            """
        return Page(
            title: child.name.called, content: content, place: Place.desktop,
            acting: ActingPath.child(child.provider.slug, child.person), done: done(visit))
    }
}
