import Base
package import Directory
package import Web

extension Policy<Viewer> {
    /// Anyone with a session, for what belongs to the account itself.
    package static var signedIn: Policy { signedIn(assurance: .plain) }

    /// The same, with how sure it must be that it is the account's owner.
    package static func signedIn(assurance: Assurance) -> Policy {
        Policy("signedIn", assurance: assurance) { _, _, _ in true }
    }

    /// Whoever acts as `role` at the provider in the path, now. What an administrator does always asks for a session that
    /// was lately confirmed with more than a password.
    package static func acting(as role: Role, assurance: Assurance = .plain) -> Policy {
        Policy("acting as \(role.rawValue)", assurance: role == .administrator ? .strong : assurance) {
            _, viewer, visit in
            viewer.record(at: try visit.text("provider"), as: role) != nil
        }
    }

    /// A guardian of the child in the path, now.
    package static var guardianOfChild: Policy {
        Policy("guardian of the child") { _, viewer, visit in
            viewer.child(try visit.id("child"), at: try visit.text("provider")) != nil
        }
    }

    /// A guardian of at least one child, at any provider.
    package static var guardian: Policy { Policy("guardian") { _, viewer, _ in !viewer.children.isEmpty } }
}

extension PageRead<Viewer> {
    /// The viewer's record for the provider in the path; the policy has made sure of it.
    package func record(as role: Role) throws -> Viewer.Record {
        guard let record = viewer.record(at: try visit.text("provider"), as: role) else { throw Fault.missing }
        return record
    }

    /// The child in the path.
    package func child() throws -> Viewer.Child {
        guard let child = viewer.child(try visit.id("child"), at: try visit.text("provider")) else {
            throw Fault.missing
        }
        return child
    }
}
