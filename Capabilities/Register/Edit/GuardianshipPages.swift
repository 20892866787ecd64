import Accounts
import Base
import Directory
import Storage
import Web

/// A child, and the guardian that is chosen or looked for.
struct NewGuardianModel: Sendable {
    let scope: Scope
    let child: Person
    let guardian: Person?
    let choice: PersonChoice?
}

extension Register {
    func mountGuardianships(on site: Site<Viewer>, as role: Role) {
        site.get(
            RegisterPath.guardianships(role), may: .acting(as: role),
            load: { read in
                let model = try newGuardian(read, read.visit, try read.scope(role), with: read.visit.withPerson)
                read.look(at: model.shown, model.scope)
                return model
            },
            page: { model, visit in
                let words = words(visit)
                return newGuardianPage(model, Typed(visit.form, words), words)
            })
        site.post(RegisterPath.guardianships(role), may: .acting(as: role)) { write in
            try addGuardian(Edit(write, as: role))
        }
    }

    private func newGuardian(
        _ reader: any Reader, _ visit: Visit, _ scope: Scope, with other: ID<Person>?
    ) throws -> NewGuardianModel {
        let id = try visit.id("person", of: Person.self)
        let records = try reader.all(PersonRecord.reached([id] + [other].compactMap { $0 }, scope)).map(\.person)
        guard let child = records.first(where: { $0.id == id }) else { throw Fault.missing }
        let guardian = records.first { $0.id == other && $0.id != id }
        return NewGuardianModel(
            scope: scope, child: child, guardian: guardian,
            choice: guardian == nil ? try PersonChoice(visit, scope, except: [id], in: reader) : nil)
    }

    private func addGuardian(_ edit: Edit) throws -> Outcome {
        let words = words(edit.write.visit)
        let form = edit.write.visit.form
        let model = try newGuardian(edit.writer, edit.write.visit, edit.scope, with: ID(form.text("with")))
        guard let guardian = model.guardian else { throw Fault.missing }
        var typed = Typed(form, words)
        let scope = typed.choice("scope") { Guardianship.Scope(rawValue: $0) }
        let evidence = typed.line("evidence", most: 500)
        let (begins, ends) = typed.period()
        guard let scope, typed.errors.isEmpty else {
            return try edit.refused(newGuardianPage(model, typed, words), showing: model.shown)
        }
        let id = try edit.addGuardianship(
            of: model.child.id, by: guardian.id, scope, evidence: evidence, begins, ends)
        try edit.feed(.create, .guardianship, id)
        try edit.log(
            .guardianshipAdd, .guardianship, id,
            after: Edit.values(["scope": scope.rawValue, "evidence": evidence], begins, ends),
            concerning: [model.child.id.uuid, guardian.id.uuid])
        return edit.done(.guardianshipAdd, at: model.child.id)
    }

    private func newGuardianPage(_ model: NewGuardianModel, _ typed: Typed, _ words: RegisterWords) -> Page {
        let scope = model.scope
        let link = RegisterPath.guardianships(scope.role)(scope.slug, model.child.id)
        let back = (model.child.name.full, RegisterPath.person(scope.role)(scope.slug, model.child.id))
        guard let guardian = model.guardian else {
            let content: HTML = """
                \(Part.heading(words(.addGuardian), over: back.0, back: back.1, lead: words(.chooseGuardian)))
                \(model.choice.map { choosing($0, at: link, words) })
                """
            return Page(
                title: words(.addGuardian), content: content, place: Place.register, acting: scope.acting)
        }
        let scopes = [Guardianship.Scope.full, .limited, .information].map { kind in
            Choice(words(kind).capitalizedFirst, value: kind.rawValue, note: words.explained(kind))
        }
        return formPage(
            words(.addGuardian), scope, typed, to: link, back: back,
            lead: words(.guardianOf, ["guardian": guardian.name.full, "child": model.child.name.full]),
            fields: """
                \(Part.hidden(["with": guardian.id.description]))\
                \(Part.choiceGroup(field(.guardianScope, "scope", typed, words), scopes, words.parts))\
                \(Part.field(field(.evidence, "evidence", typed, hint: .evidenceHint, width: .full, words), words.parts))\
                \(periodFields(typed, begins: scope.day.date, words))
                """, button: words(.addGuardian), words)
    }
}

extension NewGuardianModel {
    var shown: [ID<Person>] { [child.id] + [guardian?.id].compactMap { $0 } + (choice?.shown ?? []) }
}

extension RegisterWords {
    /// What a scope lets a guardian do.
    func explained(_ scope: Guardianship.Scope) -> String {
        switch scope {
        case .full: self(.scopeFullText)
        case .limited: self(.scopeLimitedText)
        case .information: self(.scopeInformationText)
        }
    }
}
