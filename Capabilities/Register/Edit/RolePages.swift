import Accounts
import Base
import Directory
import Storage
import Web

/// A person and the organisations where a role can be given.
struct NewRoleModel: Sendable {
    let person: PersonModel
    let units: [Unit]
}

extension Register {
    func mountRoles(on site: Site<Viewer>, as role: Role) {
        site.get(
            RegisterPath.roles(role), may: .acting(as: role),
            load: { read in try newRole(read, try personModel(read, role)) },
            page: { model, visit in
                let words = words(visit)
                return newRolePage(model, Typed(visit.form, words), words)
            })
        site.post(RegisterPath.roles(role), may: .acting(as: role)) { write in try addRole(Edit(write, as: role)) }
    }

    private func newRole(_ reader: any Reader, _ person: PersonModel) throws -> NewRoleModel {
        NewRoleModel(person: person, units: try reader.all(Unit.governed(person.scope)))
    }

    private func addRole(_ edit: Edit) throws -> Outcome {
        let words = words(edit.write.visit)
        let model = try newRole(edit.writer, try personModel(edit))
        let person = model.person.file.person
        var typed = Typed(edit.write.visit.form, words)
        let role = typed.choice("role") { text in edit.scope.givenRoles.first { $0.rawValue == text } }
        let unit = typed.choice("unit") { text in model.units.first { $0.id.description == text } }
        let (begins, ends) = typed.period()
        guard let role, let unit, typed.errors.isEmpty else {
            return try edit.refused(newRolePage(model, typed, words), showing: [person.id])
        }
        let id = try edit.addRole(role, of: person.id, at: unit.id, begins, ends)
        try edit.feed(.create, .role, id)
        try edit.log(
            .roleAdd, .role, id,
            after: Edit.values(["role": role.rawValue, "organisation": unit.name], begins, ends),
            concerning: [person.id.uuid, unit.id.uuid])
        return edit.done(.roleAdd, at: person.id)
    }

    private func newRolePage(_ model: NewRoleModel, _ typed: Typed, _ words: RegisterWords) -> Page {
        let scope = model.person.scope
        let roles = scope.givenRoles.map { Choice(words($0).capitalizedFirst, value: $0.rawValue) }
        let units = model.units.map { Choice($0.name, value: $0.id.description) }
        let only = units.count == 1 ? units[0].value : nil
        let unit = field(.school, "unit", typed, value: typed["unit"].isEmpty ? only : nil, words)
        return formPage(
            words(.addRole), scope, typed, to: model.person.link(RegisterPath.roles), back: model.person.back,
            lead: scope.role == .administrator ? nil : words(.rolesByAdministrator),
            fields: """
                \(Part.select(field(.role, "role", typed, words), roles, words.parts))\
                \(Part.select(unit, units, words.parts))\
                \(periodFields(typed, begins: scope.day.date, words))
                """, button: words(.addRole), words)
    }
}

extension Edit {
    /// What a dated row holds, for the log.
    static func values(_ values: [String: String], _ begins: CivilDate?, _ ends: CivilDate?) -> [String: String] {
        var values = values
        values["begins_on"] = begins?.description
        values["last_day"] = ends?.adding(days: -1).description
        return values
    }
}
