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
    /// The groups among them that the role may open.
    let open: Set<ID<SchoolGroup>>
    let guardians: [Guardian]
    let contacts: [Contact]
}

/// Who sees the contact details of a protected home, after a written reason (decision 0033).
private let askers: Set<Role> = [.office, .principal]

extension People {
    func mountPerson(on site: Site<Viewer>, as role: Role) {
        site.get(
            ActingPath.person(role), may: .acting(as: role),
            load: { read in
                let record = try read.record(as: role)
                let provider = record.provider.id
                let day = Day(read.visit.today)
                let person = try read.one(reached(read, provider, as: role, on: day))
                if person.isProtected { try read.confirm() }
                let guardians = try read.all(Person.guardians(of: person.id, in: provider, on: day))
                for shown in [person.id] + guardians.map(\.person.id) {
                    read.look(at: shown, in: provider, for: "person", as: role)
                }
                // Around a protected person nobody's contact details are shown: they would lead to the same home.
                let isOpen = !person.isProtected
                let groups = try read.all(SchoolGroup.taught(of: person.id, in: provider, on: day))
                return PersonModel(
                    role: role, provider: record.provider, acting: acting(role, record), person: person,
                    groups: groups, open: try open(groups, read, provider, as: role, on: day),
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

    /// Who governs opens every group of the person at the governed schools, a teacher the own ones.
    private func open(
        _ groups: [TaughtGroup], _ read: PageRead<Viewer>, _ provider: ID<Provider>, as role: Role, on day: Day
    ) throws -> Set<ID<SchoolGroup>> {
        let persons = read.viewer.persons(at: provider)
        if role == .teacher {
            return Set(groups.filter { $0.teacher.map { persons.contains($0.id) } ?? false }.map(\.group.id))
        }
        let schools = Set(try read.all(Organisation.governedIDs(by: persons, as: role, in: provider, on: day)))
        return Set(groups.map(\.group).filter { schools.contains($0.schoolID) }.map(\.id))
    }

    private func personPage(_ model: PersonModel, _ visit: Visit) -> Page {
        let (words, _) = words(visit)
        let person = model.person
        let notice =
            person.isProtected
            ? Part.notice(
                words(.protected), .stop,
                "<p>\(words(askers.contains(model.role) ? .protectedAskText : .protectedText))</p>") : .nothing
        let content: HTML = """
            \(heading(model, words))
            \(notice)
            \(Part.columns("\(guardians(model, words))\(contact(model, words))", aside: groups(model, words)))
            """
        return Page(title: person.name.full, content: content, place: place(of: model.role), acting: model.acting)
    }

    private func heading(_ model: PersonModel, _ words: Words<PeopleText>) -> HTML {
        let slug = model.provider.slug
        let first = model.groups.map(\.group).first { model.open.contains($0.id) }
        let lead = model.person.yearLevel.map { words(.year, ["year": $0]) }
        let acts = ways(model, words)
        guard let first else { return Part.heading(model.person.name.full, lead: lead, acts: acts) }
        return model.role == .teacher
            ? Part.heading(
                model.person.name.full, over: words(.groupsTitle), back: ActingPath.groups(.teacher)(slug), lead: lead,
                acts: acts)
            : Part.heading(
                model.person.name.full, over: first.school, back: ActingPath.school(model.role)(slug, first.schoolID),
                lead: lead, acts: acts)
    }

    /// A guardian has no page of their own; the office cares for how they sign in.
    private func signIn(of guardian: Person, _ model: PersonModel) -> Link? {
        [.office, .administrator].contains(model.role)
            ? ActingPath.personSignIn(model.role)(model.provider.slug, guardian.id) : nil
    }

    /// The ways to how the person signs in and to what they see, for those who may.
    private func ways(_ model: PersonModel, _ words: Words<PeopleText>) -> [HTML] {
        let (slug, person) = (model.provider.slug, model.person.id)
        let signIn =
            model.role == .principal
            ? [] : [Part.linkButton(words(.signIn), to: ActingPath.personSignIn(model.role)(slug, person), icon: .key)]
        let sight =
            [.principal, .administrator].contains(model.role)
            ? [Part.linkButton(words(.sight), to: ActingPath.sight(model.role)(slug, person), icon: .eye)] : []
        let log =
            model.role == .administrator
            ? [
                Part.linkButton(
                    words(.accessLog),
                    to: ActingPath.accessLogSearch(slug).with(["person": person.description]), look: .plain)
            ] : []
        return askContact(person, isOf: model.person.isProtected, model, words) + register(model, words) + signIn
            + sight
            + log
    }

    /// The way to contact details that are shown to office and principal once a reason is written.
    private func askContact(
        _ person: ID<Person>, isOf protectedHome: Bool, about: String? = nil, _ model: PersonModel,
        _ words: Words<PeopleText>
    ) -> [HTML] {
        guard protectedHome, askers.contains(model.role) else { return [] }
        let link = ActingPath.registerContact(model.role)(model.provider.slug, person)
        return [
            about == nil
                ? Part.linkButton(words(.askContact), to: link)
                : Part.link(words(.askContact), to: link, about: about)
        ]
    }

    /// Who keeps the register opens the record in it.
    private func register(_ model: PersonModel, _ words: Words<PeopleText>) -> [HTML] {
        guard [.office, .administrator].contains(model.role) else { return [] }
        let record = ActingPath.registerPerson(model.role)(model.provider.slug, model.person.id)
        return [Part.linkButton(words(.openRecord), to: record, icon: .pencil)]
    }

    private func groups(_ model: PersonModel, _ words: Words<PeopleText>) -> HTML {
        let groups = model.groups.map(\.group).uniqued()
        let rows = groups.map { group in
            Part.row(
                group.title,
                to: model.open.contains(group.id)
                    ? ActingPath.group(model.role)(model.provider.slug, group.id) : nil, note: group.school)
        }
        return Part.section(
            words(.groupsOf), id: "groups", rows.isEmpty ? Part.quiet(words(.noGroups)) : Part.rows(rows))
    }

    private func guardians(_ model: PersonModel, _ words: Words<PeopleText>) -> HTML {
        let rows = model.guardians.map { guardian in
            let reach = model.contacts.filter { $0.person == guardian.person.id }.map(People.reach)
            let asking = askContact(
                guardian.person.id, isOf: model.person.isProtected || guardian.person.isProtected,
                about: guardian.person.name.full, model, words)
            return row(
                guardian.person, as: model.role, link: signIn(of: guardian.person, model), note: words(guardian.scope),
                below: HTML(reach + asking), words)
        }
        return Part.section(
            words(.guardiansOf), id: "guardians", rows.isEmpty ? Part.quiet(words(.noGuardians)) : Part.rows(rows))
    }

    private static func reach(_ contact: Contact) -> HTML {
        contact.kind == "email" ? Part.mail(contact.value) : Part.telephone(contact.value)
    }

    private func contact(_ model: PersonModel, _ words: Words<PeopleText>) -> HTML {
        guard !model.person.isProtected else { return .nothing }
        let own = model.contacts.filter { $0.person == model.person.id }
        let pairs = own.map { contact -> (term: String, value: HTML) in
            (words(contact.kind == "email" ? .email : .phone), People.reach(contact))
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
