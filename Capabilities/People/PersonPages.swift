import Accounts
import Base
import Directory
import Storage
import Web

/// A person with groups, guardians and ways to reach them, for own teachers and those who govern the school.
struct PersonModel: Sendable {
    let role: Role
    let provider: Provider
    let acting: Link
    let person: Person
    let groups: [TaughtGroup]
    let guardians: [Guardian]
    let contacts: [Contact]
}

extension People {
    func mountPerson(on site: Site<Viewer>, as role: Role) {
        site.get(
            ActingPath.person(role), may: .acting(as: role),
            load: { read in
                let record = try read.record(as: role)
                let provider = record.provider.id
                let day = Day(read.visit.today)
                let person = try read.one(reached(read, provider, as: role, on: day))
                let guardians = try read.all(Person.guardians(of: person.id, in: provider, on: day))
                for shown in [person.id] + guardians.map(\.person.id) {
                    read.look(at: shown, in: provider, for: "person", as: role)
                }
                // Around a protected person nobody's contact details are shown: they would lead to the same home.
                let isOpen = !person.isProtected
                return PersonModel(
                    role: role, provider: record.provider, acting: acting(role, record), person: person,
                    groups: try read.all(SchoolGroup.taught(of: person.id, in: provider, on: day)),
                    guardians: guardians,
                    contacts: isOpen
                        ? try read.all(Person.contacts(of: [person.id] + guardians.map(\.person.id), in: provider)) : []
                )
            }, page: personPage)
    }

    private func reached(
        _ read: PageRead<Viewer>, _ provider: ID<Provider>, as role: Role, on day: Day
    ) throws -> Query<Person> {
        let person = try read.visit.id("person", of: Person.self)
        let persons = read.viewer.persons(at: provider)
        return role == .teacher
            ? Person.taught(person, by: persons, in: provider, on: day)
            : Person.governed(person, by: persons, as: role, in: provider, on: day)
    }

    private func personPage(_ model: PersonModel, _ visit: Visit) -> Page {
        let (words, _) = words(visit)
        let person = model.person
        let notice =
            person.isProtected ? Part.notice(words(.protected), .stop, "<p>\(words(.protectedText))</p>") : .nothing
        let content: HTML = """
            \(Part.heading(person.name.full, lead: person.yearLevel.map { words(.year, ["year": $0]) }))
            \(notice)
            \(Part.columns("\(guardians(model, words))\(contact(model, words))", aside: groups(model, words)))
            """
        return Page(title: person.name.full, content: content, place: Place.groups, acting: model.acting)
    }

    private func groups(_ model: PersonModel, _ words: Words<PeopleText>) -> HTML {
        let groups = model.groups.map(\.group).uniqued()
        let rows = groups.map { Part.row($0.title, note: $0.school) }
        return Part.section(
            words(.groupsOf), id: "groups", rows.isEmpty ? Part.quiet(words(.noGroups)) : Part.rows(rows))
    }

    private func guardians(_ model: PersonModel, _ words: Words<PeopleText>) -> HTML {
        let rows = model.guardians.map { guardian in
            let reach = model.contacts.filter { $0.person == guardian.person.id }.map(\.value)
            return row(
                guardian.person, as: model.role, link: nil,
                note: ([words(guardian.scope)] + reach).joined(separator: " · "), words)
        }
        return Part.section(
            words(.guardiansOf), id: "guardians", rows.isEmpty ? Part.quiet(words(.noGuardians)) : Part.rows(rows))
    }

    private func contact(_ model: PersonModel, _ words: Words<PeopleText>) -> HTML {
        guard !model.person.isProtected else { return .nothing }
        let own = model.contacts.filter { $0.person == model.person.id }
        let pairs = own.map { contact -> (term: String, value: HTML) in
            (words(contact.kind == "email" ? .email : .phone), "\(contact.value)")
        }
        return Part.section(
            words(.contact), id: "contact", pairs.isEmpty ? Part.quiet(words(.noContact)) : Part.definitions(pairs))
    }
}

extension Words<PeopleText> {
    /// What a guardian's scope is called.
    func callAsFunction(_ scope: Guardianship.Scope) -> String {
        switch scope {
        case .full: self(.scopeFull)
        case .limited: self(.scopeLimited)
        case .information: self(.scopeInformation)
        }
    }
}
