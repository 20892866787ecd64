import Accounts
import Audit
import Base
import Directory
import Storage
import Web

/// A person's contact details, shown to the one who said why.
struct ContactModel: Sendable {
    let person: PersonModel
    let contacts: [Contact]
    let reason: String
}

extension Register {
    func mountContact(on site: Site<Viewer>, as role: Role) {
        site.get(
            RegisterPath.contact(role), may: .acting(as: role, assurance: .strong), load: { try personModel($0, role) },
            page: { model, visit in
                let words = words(visit)
                return contactReasonPage(model, Typed(visit.form, words), words)
            })
        site.post(RegisterPath.contact(role), may: .acting(as: role, assurance: .strong)) { write in
            try askContact(Edit(write, as: role))
        }
        site.get(
            RegisterPath.contactReading(role), may: .acting(as: role, assurance: .strong),
            load: { read in
                let scope = try read.scope(role)
                let person = try read.visit.id("person", of: Person.self)
                let record = try read.one(PersonRecord.reached([person], scope))
                guard scope.maySeeContacts(of: record.person) else { throw Fault.missing }
                let reading = try read.one(
                    ContactReading.own(
                        try read.visit.id("reading"), of: person, by: read.viewer.account, at: read.visit.now, scope))
                read.look(at: [person], scope, for: "contact")
                return ContactModel(
                    person: PersonModel(scope: scope, file: PersonFile(record)),
                    contacts: try read.all(scope.contacts(of: person)), reason: reading.reason)
            }, page: contactPage)
    }

    private func askContact(_ edit: Edit) throws -> Outcome {
        let (file, words) = (try edit.file(), words(edit.write.visit))
        guard edit.scope.maySeeContacts(of: file.person) else { throw Fault.missing }
        var typed = Typed(edit.write.visit.form, words)
        let reason = typed.line("reason", most: 500)
        guard typed.errors.isEmpty else {
            let model = PersonModel(scope: edit.scope, file: file)
            return try edit.refused(contactReasonPage(model, typed, words), showing: [file.person.id])
        }
        let reading = try edit.log(
            .contactRead, .person, file.person.id.uuid, after: ["reason": reason], concerning: [])
        return .seeOther(
            RegisterPath.contactReading(edit.scope.role)(edit.scope.slug, file.person.id, reading))
    }

    private func contactReasonPage(_ model: PersonModel, _ typed: Typed, _ words: RegisterWords) -> Page {
        guard model.scope.maySeeContacts(of: model.file.person) else {
            let content: HTML = """
                \(Part.heading(words(.contact), over: model.back.text, back: model.back.link))
                \(Part.notice(words(.protected), .stop, "<p>\(words(.contactHidden))</p>"))
                """
            return Page(
                title: words(.contact), content: content, place: Place.register, acting: model.scope.acting)
        }
        return formPage(
            words(.contact), model.scope, typed, to: model.link(RegisterPath.contact), back: model.back,
            lead: words(.contactLead),
            fields: Part.field(
                field(.reason, "reason", typed, hint: .reasonHint, width: .full, words), words.parts),
            button: words(.showContact), words)
    }

    private func contactPage(_ model: ContactModel, _ visit: Visit) -> Page {
        let words = words(visit)
        let pairs = model.contacts.map { contact -> (term: String, value: HTML) in
            contact.kind == "email"
                ? (words(.email), Part.mail(contact.value)) : (words(.phone), Part.telephone(contact.value))
        }
        let content: HTML = """
            \(Part.heading(
                words(.contact), over: model.person.back.text, back: model.person.back.link,
                lead: words(.contactShownFor, ["reason": model.reason])))
            \(pairs.isEmpty ? "<p>\(Part.quiet(words(.noContact)))</p>" : Part.definitions(pairs))
            """
        return Page(
            title: words(.contact), content: content, place: Place.register, acting: model.person.scope.acting)
    }
}

extension Scope {
    /// A protected person's contact details are for the office alone, not for those who run the system (decision 0033).
    func maySeeContacts(of person: Person) -> Bool { role == .office || !person.isProtected }

    /// The office sees every one; others none that leads to a protected home.
    func contacts(of person: ID<Person>) -> Query<Contact> {
        role == .office
            ? Contact.all(of: person, in: provider.id) : Person.contacts(of: [person], in: provider.id)
    }
}
