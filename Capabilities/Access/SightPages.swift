import Accounts
import Base
import Directory
import Storage
import Web

/// What somebody sees, without the contents: roles, groups and schools by name, other people by number alone.
struct SightModel: Sendable {
    let role: Role
    let provider: Provider
    let person: Person
    let viewer: Viewer
    /// Groups and schools of each role that has them.
    let groups: [Role: [OwnGroup]]
    let schools: [Role: [School]]
    let guardians: Int
    /// Whether a page can be drawn as the person would see it.
    let canDraw: @Sendable (Link) -> Bool
}

/// The person in the path, and whom they would be with an account of their own.
struct Seen: Sendable {
    let provider: Provider
    let person: Person
    let viewer: Viewer
}

extension Access {
    /// Whom the reader looks at, with the look in the log.
    func seen(_ read: PageRead<Viewer>, as role: Role) throws -> Seen {
        let provider = try read.record(as: role).provider
        let person = try read.one(
            Person.helped(
                read.visit.id("person"), by: read.viewer.persons(at: provider.id), as: role, in: provider.id,
                on: Day(read.visit.today)))
        read.look(at: person.id, in: provider.id, for: "sight", as: role)
        return Seen(
            provider: provider, person: person,
            viewer: try Viewer.standing(
                for: person.id, in: provider.id, signInName: person.name.full, at: read.visit.now, in: read))
    }

    func mountSight(on site: Site<Viewer>, as role: Role) {
        let drawings = site.drawings
        site.get(
            ActingPath.sight(role), may: .acting(as: role),
            load: { read in
                let seen = try seen(read, as: role)
                let (provider, person, day) = (seen.provider, seen.person, Day(read.visit.today))
                var (groups, schools): ([Role: [OwnGroup]], [Role: [School]]) = ([:], [:])
                for held in Set(seen.viewer.records.flatMap(\.roles).map(\.role)) {
                    switch held {
                    case .pupil, .teacher, .assistant:
                        groups[held] = try read.all(
                            SchoolGroup.own(of: [person.id], as: held, in: provider.id, on: day))
                    case .principal, .office, .administrator:
                        schools[held] = try read.all(
                            Organisation.governed(by: [person.id], as: held, in: provider.id, on: day))
                    case .guardian: break
                    }
                }
                let guardians =
                    groups[.pupil] == nil
                    ? 0 : try read.all(Person.guardians(of: person.id, in: provider.id, on: day)).count
                return SightModel(
                    role: role, provider: provider, person: person, viewer: seen.viewer, groups: groups,
                    schools: schools, guardians: guardians, canDraw: { drawings.has($0) })
            }, page: sightPage)
        mountDrawing(on: site, as: role)
    }

    private func sightPage(_ model: SightModel, _ visit: Visit) -> Page {
        let words = texts(in: visit.language)
        // The same list that the person's own switch of roles and children is made of; "all children" repeats them.
        let actings = model.viewer.actings.filter { $0.provider != nil }
        let sections = actings.enumerated().map { index, acting in
            Part.section(
                title(acting, index, model, visit), id: "acting-\(index)",
                "\(pages(acting, model, visit))\(opened(acting, model, words))")
        }
        let content: HTML = """
            \(Part.heading(words(.sightTitle, ["person": model.person.name.full]), lead: words(.sightLead)))
            \(sections.isEmpty ? Part.empty(words(.seesNothing), words(.seesNothingText), icon: .eye) : HTML(sections))
            \(Part.quiet(words(.sightNote)))
            """
        return Page(
            title: words(.sightTitle, ["person": model.person.name.full]), content: content,
            place: place(of: model.role),
            acting: acting(model.role, model.provider.slug))
    }

    /// "Opettaja · Järvelän koulu", "Huoltaja · lapsi 1 (A. N.)": the relation that opens what follows.
    private func title(_ acting: Acting, _ index: Int, _ model: SightModel, _ visit: Visit) -> String {
        let (words, roles) = (texts(in: visit.language), chrome.words(in: visit.language))
        let role = roles(acting.role).capitalizedFirst
        guard let child = acting.child else { return ([role] + acting.places).joined(separator: " · ") }
        let number = (model.viewer.children.firstIndex(of: child) ?? 0) + 1
        let name =
            child.isProtected
            ? words(.protectedChild, ["number": String(number)])
            : words(.child, ["number": String(number), "initials": Part.initials(of: child.name.full)])
        return "\(role) · \(name)"
    }

    /// The pages that can be looked at as the person sees them.
    private func pages(_ acting: Acting, _ model: SightModel, _ visit: Visit) -> HTML {
        let (words, places) = (texts(in: visit.language), chrome.words(in: visit.language))
        let rows = SeenPage.all(of: acting, model.viewer).filter { model.canDraw($0.link) }.map { page in
            let title =
                page.key.hasSuffix("-timetable")
                ? places(.timetable) : page.key.hasSuffix("-groups") ? places(.groups) : places(.desktop)
            return Part.row(title, to: link(to: page, model), lead: Icon.eye(), note: words(.drawnNote))
        }
        return rows.isEmpty ? .nothing : Part.rows(rows)
    }

    private func link(to page: SeenPage?, _ model: SightModel) -> Link? {
        page.map { AccessPath.seenPage(model.role)(model.provider.slug, model.person.id, $0.key) }
    }

    private func opened(_ acting: Acting, _ model: SightModel, _ words: Words<AccessText>) -> HTML {
        if let child = acting.child { return sight(of: child, words) }
        if let schools = model.schools[acting.role] {
            return Part.rows(
                schools.map { school in
                    Part.row(
                        school.name,
                        to: link(to: SeenPage("\(acting.role.rawValue)-school-\(school.id)", model.viewer), model),
                        lead: Icon.school(),
                        note:
                            "\(words(.schoolSize, count: school.pupils)) · \(words(.groupCount, count: school.groups))")
                })
        }
        let groups = model.groups[acting.role] ?? []
        let rows = groups.map { own in
            Part.row(
                own.group.title,
                to: link(to: SeenPage("\(acting.role.rawValue)-group-\(own.group.id)", model.viewer), model),
                note: own.group.school, tail: Part.quiet(words(.classmates, count: own.pupils)))
        }
        let homes = acting.role == .pupil ? "<p>\(words(.ownGuardians, count: model.guardians))</p>" as HTML : .nothing
        let names = "<p class=\"quiet\">\(words(acting.role == .teacher ? .wholeNames : .calledNames))</p>" as HTML
        return "\(rows.isEmpty ? Part.quiet(words(.noGroups)) : Part.rows(rows))\(homes)\(names)"
    }

    private func sight(of child: Viewer.Child, _ words: Words<AccessText>) -> HTML {
        let scope: AccessText =
            switch child.scope {
            case .full: .scopeFull
            case .limited: .scopeLimited
            case .information: .scopeInformation
            }
        return Part.rows([
            Part.row(words(scope), note: words(child.showsSchool ? .seesSchool : .seesNoSchool))
        ])
    }
}
