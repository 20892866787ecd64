import Accounts
import Base
package import Directory
import Foundation
import Storage
import Web

/// The persons of the demo municipality, who sign in with one click. They exist in demo mode only.
package struct DemoPersons: Codable, Sendable {
    /// One person of the list.
    package struct Person: Codable, Sendable {
        package let name: String
        package let role: Role
        package let place: String
        package let signInName: String

        package init(name: String, role: Role, place: String, signInName: String) {
            (self.name, self.role, self.place, self.signInName) = (name, role, place, signInName)
        }
    }

    package let persons: [Person]

    package init(_ persons: [Person]) { self.persons = persons }
}

extension SignIn {
    /// One-click sign-in for the listed persons and nobody else.
    func mount(_ demo: DemoPersons, on site: Site<Viewer>) {
        let names = Set(demo.persons.map { SignInName.folded($0.signInName) })
        site.post(SignInPath.demo, may: .anyone) { visit in
            let name = SignInName.folded(visit.form.text("name"))
            guard names.contains(name) else { throw Fault.missing }
            let token = try await database.write { writer in
                let known = try writer.one(PasswordAccount.named(name))
                return try begin(known.account, by: .demo, visit, in: writer)
            }
            return .seeOther(SignInPath.home(), [cookie(token, visit)])
        }
    }
}
