import Accounts
import Base
import Directory
import Storage
import Web

/// A group, and the new member who is chosen or looked for.
struct NewMemberModel: Sendable {
    let scope: Scope
    let group: SchoolGroup
    let person: Person?
    let choice: PersonChoice?

    var shown: [ID<Person>] { [person?.id].compactMap { $0 } + (choice?.shown ?? []) }
}

extension Register {
    func mountMembers(on site: Site<Viewer>, as role: Role) {
        site.get(
            RegisterPath.members(role), may: .acting(as: role),
            load: { read in
                let model = try newMember(read, read.visit, try read.scope(role), with: read.visit.withPerson)
                read.look(at: model.shown, model.scope)
                return model
            },
            page: { model, visit in
                let words = words(visit)
                return newMemberPage(model, Typed(visit.form, words), words)
            })
        site.post(RegisterPath.members(role), may: .acting(as: role)) { write in
            try addMember(Edit(write, as: role))
        }
    }

    private func newMember(
        _ reader: any Reader, _ visit: Visit, _ scope: Scope, with person: ID<Person>?
    ) throws -> NewMemberModel {
        let group = try reader.one(scope.group(try visit.id("group")))
        let person = try person.flatMap { try reader.first(PersonRecord.reached([$0], scope))?.person }
        return NewMemberModel(
            scope: scope, group: group, person: person,
            choice: person == nil ? try PersonChoice(visit, scope, except: [], in: reader) : nil)
    }

    private func addMember(_ edit: Edit) throws -> Outcome {
        let words = words(edit.write.visit)
        let form = edit.write.visit.form
        let model = try newMember(edit.writer, edit.write.visit, edit.scope, with: ID(form.text("with")))
        guard let person = model.person else { throw Fault.missing }
        var typed = Typed(form, words)
        let role = typed.choice("role") { text in Register.memberRoles.first { $0.rawValue == text } }
        let (begins, ends) = typed.period()
        guard let role, typed.errors.isEmpty else {
            return try edit.refused(newMemberPage(model, typed, words), showing: model.shown)
        }
        let id = try edit.addMembership(of: person.id, in: model.group.id, as: role, begins, ends)
        try edit.feed(.create, .membership, id)
        try edit.log(
            .membershipAdd, .membership, id,
            after: Edit.values(["role": role.rawValue, "group": model.group.title], begins, ends),
            concerning: [person.id.uuid, model.group.id.uuid])
        return .done(
            Action.membershipAdd.rawValue, at: RegisterPath.group(edit.scope.role)(edit.scope.slug, model.group.id))
    }

    private static let memberRoles: [Role] = [.pupil, .teacher, .assistant]

    private func newMemberPage(_ model: NewMemberModel, _ typed: Typed, _ words: RegisterWords) -> Page {
        let scope = model.scope
        let link = RegisterPath.members(scope.role)(scope.slug, model.group.id)
        let back = (model.group.title, RegisterPath.group(scope.role)(scope.slug, model.group.id))
        guard let person = model.person else {
            let content: HTML = """
                \(Part.heading(words(.addMember), over: back.0, back: back.1, lead: words(.chooseMember)))
                \(model.choice.map { choosing($0, at: link, words) })
                """
            return Page(title: words(.addMember), content: content, place: Place.register, acting: scope.acting)
        }
        let roles = Register.memberRoles.map { Choice(words($0).capitalizedFirst, value: $0.rawValue) }
        return formPage(
            words(.addMember), scope, typed, to: link, back: back,
            lead: words(.memberOf, ["person": person.name.full, "group": model.group.title]),
            fields: """
                \(Part.hidden(["with": person.id.description]))\
                \(Part.choiceGroup(field(.role, "role", typed, words), roles, words.parts))\
                \(periodFields(typed, begins: scope.day.date, words))
                """, button: words(.addMember), words)
    }
}
