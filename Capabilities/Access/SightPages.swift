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
}

extension Access {
    func mountSight(on site: Site<Viewer>, as role: Role) {
        site.get(
            ActingPath.sight(role), may: .acting(as: role),
            load: { read in
                let provider = try read.record(as: role).provider
                let day = Day(read.visit.today)
                let person = try read.one(
                    Person.helped(
                        read.visit.id("person"), by: read.viewer.persons(at: provider.id), as: role, in: provider.id,
                        on: day))
                read.look(at: person.id, in: provider.id, for: "sight", as: role)
                let viewer = try Viewer.standing(
                    for: person.id, in: provider.id, signInName: person.name.full, at: read.visit.now, in: read)
                var (groups, schools): ([Role: [OwnGroup]], [Role: [School]]) = ([:], [:])
                for held in Set(viewer.records.flatMap(\.roles).map(\.role)) {
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
                    role: role, provider: provider, person: person, viewer: viewer, groups: groups, schools: schools,
                    guardians: guardians)
            }, page: sightPage)
    }

    private func sightPage(_ model: SightModel, _ visit: Visit) -> Page {
        let words = texts(in: visit.language)
        // The same list that the person's own switch of roles and children is made of; "all children" repeats them.
        let actings = model.viewer.actings.filter { $0.provider != nil }
        let sections = actings.enumerated().map { index, acting in
            Part.section(title(acting, index, model, visit), id: "acting-\(index)", opened(acting, model, words))
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

    private func opened(_ acting: Acting, _ model: SightModel, _ words: Words<AccessText>) -> HTML {
        if let child = acting.child { return sight(of: child, words) }
        if let schools = model.schools[acting.role] {
            return Part.rows(
                schools.map { school in
                    Part.row(
                        school.name, lead: Icon.school(),
                        note:
                            "\(words(.schoolSize, count: school.pupils)) · \(words(.groupCount, count: school.groups))")
                })
        }
        let groups = model.groups[acting.role] ?? []
        let rows = groups.map { own in
            Part.row(own.group.title, note: own.group.school, tail: Part.quiet(words(.classmates, count: own.pupils)))
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
