import Accounts
import Base
import Directory
import Storage
import Web

/// A person's record as office and administrator see it.
struct PersonModel: Sendable {
    let scope: Scope
    let file: PersonFile
}

extension Register {
    func mountPerson(on site: Site<Viewer>, as role: Role) {
        site.get(
            RegisterPath.person(role), may: .acting(as: role), load: { try personModel($0, role) }, page: personPage)
    }

    /// The person in the path, for a page.
    func personModel(_ read: PageRead<Viewer>, _ role: Role) throws -> PersonModel {
        let scope = try read.scope(role)
        let id = try read.visit.id("person", of: Person.self)
        guard let file = try PersonFile.all(of: [id], scope, in: read).first else { throw Fault.missing }
        if file.person.isProtected { try read.confirm() }
        read.look(at: file.shown, scope, for: "record")
        return PersonModel(scope: scope, file: file)
    }

    /// The person in the path, for a change.
    func personModel(_ edit: Edit) throws -> PersonModel { PersonModel(scope: edit.scope, file: try edit.file()) }
}
