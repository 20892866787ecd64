package import Base
package import Storage

/// Something that happened to an account's ways in, as its owner reads it.
package struct SignInEvent: RowDecodable {
    package let at: Instant
    package let kind: Kind
    package let proof: Proof
    /// What the owner called the way in, where it has a name.
    package let title: String?
    package let browser: String

    /// What happened.
    package enum Kind: String, Sendable {
        case signIn = "sign-in"
        case stepUp = "step-up"
        case added, removed
        /// A new password in place of the old.
        case changed
        /// A passkey counted backwards: there may be a copy of it.
        case suspicious
        /// Whoever helps has taken all ways in away.
        case reset
        /// A wrong password, code or passkey for this account.
        case refused
        case signOut = "sign-out"
        /// A session was ended from another device, or by whoever helps.
        case ended

        /// Under what an administrator finds it.
        package var subject: Subject {
            switch self {
            case .signIn: .signIn
            case .refused, .suspicious: .refused
            case .stepUp: .confirmation
            case .added, .removed, .changed, .reset: .method
            case .signOut: .signOut
            case .ended: .ended
            }
        }
    }

    /// What events are about, as one asks for them.
    package enum Subject: String, CaseIterable, Sendable {
        case signIn = "sign-in"
        case refused, confirmation, method
        case signOut = "sign-out"
        case ended
    }

    /// How long events are kept.
    package static let days: Int64 = 400

    package init(row: inout Row) throws {
        at = try row.next()
        guard let kind = Kind(rawValue: try row.next()), let proof = Proof(rawValue: try row.next()) else {
            throw StorageFault.malformed("an event of no known kind")
        }
        (self.kind, self.proof) = (kind, proof)
        title = try row.next()
        browser = try row.next()
    }
}
