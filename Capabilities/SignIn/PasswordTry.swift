package import Accounts
package import Base
package import Storage
package import Web

/// A password that is looked at: counted before, for the address, for the name at that address and for the name everywhere.
package struct PasswordTry: Sendable {
    private let subjects: [Throttle.Subject]
    private let database: any Database
    private let hasher: PasswordHasher

    /// - Parameter name: whose password it is to be, as it was typed or as the session says.
    package init(of name: String, _ visit: Visit, _ database: any Database, _ hasher: PasswordHasher) {
        let name = SignInName.folded(name)
        subjects = [.address(visit.address), .name(name, at: visit.address), .name(name)]
        (self.database, self.hasher) = (database, hasher)
    }

    /// Counts it; a fault when there have been too many.
    package func refusal(at now: Instant, in writer: any Writer) throws -> Fault? {
        try Throttle.refusal(subjects, at: now, in: writer)
    }

    /// Takes it back, since it was right.
    package func forgive(in writer: any Writer) throws { try Throttle.forgive(subjects, in: writer) }

    /// Whether the password is right. A server that is too busy to look has tried nothing: that closes no name, and no address
    /// behind which a school sits.
    package func isRight(_ password: Secret<String>, against hash: String?) async throws -> Bool {
        do {
            return try await hasher.verify(password, against: hash)
        } catch {
            try await database.write { writer in try forgive(in: writer) }
            throw error
        }
    }
}
