package import Base
package import Storage
import Synchronization

/// Gathers when sessions were used and what they last chose, and writes it in batches, at most once in five minutes each,
/// more often where sessions are short.
package final class SessionUse: Sendable {
    private struct Use {
        var at: Instant
        var choice: String?

        mutating func update(_ now: Instant, _ choice: String?) {
            at = now
            if let choice { self.choice = choice }
        }
    }

    private let waiting = Mutex<[ID<Session>: Use]>([:])
    package init() {}

    /// - Parameter choice: where the landing page shall lead next time, if this page says so.
    package func note(_ viewer: Viewer, choice: String?, at now: Instant) {
        let isNewChoice = choice != nil && choice != viewer.choice
        guard isNewChoice || viewer.isUseNoted(at: now) else { return }
        waiting.withLock { waiting in
            waiting[viewer.session, default: Use(at: now, choice: viewer.choice)].update(
                now, isNewChoice ? choice : nil)
        }
    }

    /// Writes what has been noted; a failure loses nothing that matters.
    package func flush(to database: any Database) async throws {
        let batch = waiting.withLock { waiting in
            defer { waiting = [:] }
            return waiting
        }
        guard !batch.isEmpty else { return }
        try await database.write { writer in
            for (session, use) in batch {
                try SessionUse.write(session, usedAt: use.at, choice: use.choice, in: writer)
            }
        }
    }
}
