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
            RegisterPath.contact(role), may: .acting(as: role, assurance: .strong),
            load: { try contactModel($0, role, for: "record") },
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
                let model = try contactModel(read, role, for: "contact")
                let (scope, person) = (model.scope, model.file.person)
                guard scope.maySeeContacts(of: person) else { throw Fault.missing }
                let reading = try read.one(
                    ContactReading.own(
                        try read.visit.id("reading"), of: person.id, by: read.viewer.account, at: read.visit.now, scope)
                )
                return ContactModel(
                    person: model, contacts: try read.all(scope.contacts(of: person.id)), reason: reading.reason)
            }, page: contactPage)
    }

    /// The person in the path, and whose page leads there: nobody else is named.
    private func contactModel(_ read: PageRead<Viewer>, _ role: Role, for purpose: String) throws -> PersonModel {
        let scope = try read.scope(role)
        let id = try read.visit.id("person", of: Person.self)
        guard let file = try PersonFile.all(of: [id], scope, in: read).first else { throw Fault.missing }
        let model = PersonModel(scope: scope, file: file)
        read.look(at: [id], scope, for: purpose)
        if model.host.id != id { read.look(at: [model.host.id], scope, for: "record") }
        return model
    }

    private func askContact(_ edit: Edit) throws -> Outcome {
        let (file, words) = (try edit.file(), words(edit.write.visit))
        guard edit.scope.maySeeContacts(of: file.person) else { throw Fault.missing }
        var typed = Typed(edit.write.visit.form, words)
        let reason = typed.line("reason", most: 500)
        guard typed.errors.isEmpty else {
            let model = PersonModel(scope: edit.scope, file: file)
            return try edit.refused(contactReasonPage(model, typed, words), showing: [file.person.id, model.host.id])
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
                title: words(.contact), content: content, place: model.scope.place, acting: model.scope.acting)
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
            title: words(.contact), content: content, place: model.person.scope.place,
            acting: model.person.scope.acting)
    }
}

extension Scope {
    /// A protected person's contact details are for office and principal alone, not for those who run the system
    /// (decision 0033).
    func maySeeContacts(of person: Person) -> Bool { seesProtectedHomes || !person.isProtected }

    private var seesProtectedHomes: Bool { role == .office || role == .principal }

    /// Office and principal see every one; others none that leads to a protected home.
    func contacts(of person: ID<Person>) -> Query<Contact> {
        seesProtectedHomes
            ? Contact.all(of: person, in: provider.id) : Person.contacts(of: [person], in: provider.id)
    }
}
