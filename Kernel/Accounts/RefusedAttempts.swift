package import Base
package import Storage
import Synchronization
package import Web

/// Attempts to sign in to accounts that there are, refused for a wrong password, code or passkey. They are gathered and
/// written every second: an attempt that were written while one waits would answer slower for a name that there is than
/// for one that there is not. Names that nobody has are kept nowhere.
package final class RefusedAttempts: Sendable {
    private struct Attempt {
        let account: ID<Account>
        let proof: Proof
        let browser: String
        let at: Instant
    }

    private let waiting = Mutex<[Attempt]>([])
    /// How many wait at most; attempts are limited before they come here.
    private static let most = 10_000

    package init() {}

    /// Takes note of an attempt; it is in the database after the next `flush`.
    package func note(_ account: ID<Account>, by proof: Proof, _ visit: Visit) {
        let attempt = Attempt(account: account, proof: proof, browser: visit.browser, at: visit.now)
        waiting.withLock { if $0.count < RefusedAttempts.most { $0.append(attempt) } }
    }

    /// Writes what has been noted. When the database refuses, it is kept for the next time.
    package func flush(to database: any Database) async throws {
        let batch = waiting.withLock { waiting in
            defer { waiting = [] }
            return waiting
        }
        guard !batch.isEmpty else { return }
        do {
            try await database.write { writer in
                for attempt in batch {
                    try SignInEvent.write(
                        .refused, by: attempt.proof, of: attempt.account, browser: attempt.browser, at: attempt.at,
                        in: writer)
                }
            }
        } catch {
            waiting.withLock { $0 = Array((batch + $0).prefix(RefusedAttempts.most)) }
            throw error
        }
    }
}
