package import Base
package import Foundation
package import Storage
import Synchronization

/// One look of an account at another person's data.
package struct PersonLook: Hashable, Sendable {
    package let provider: UUID
    package let person: UUID
    package let account: UUID
    /// What the page was for: `group`, `person`, `child`, …
    package let purpose: String
    /// Through which relation it was allowed: a role's name.
    package let relation: String

    package init(provider: UUID, person: UUID, account: UUID, purpose: String, relation: String) {
        (self.provider, self.person, self.account) = (provider, person, account)
        (self.purpose, self.relation) = (purpose, relation)
    }
}

/// That a service was given a person's data: the reader is the service, whoever signed in to it.
package struct Disclosure: Hashable, Sendable {
    package let provider: UUID
    package let person: UUID
    package let client: UUID
    /// The names of the fields, in their order, with spaces between them.
    package let fields: String

    /// - Parameter fields: names without spaces, in any order.
    package init(provider: UUID, person: UUID, client: UUID, fields: some Sequence<String>) {
        (self.provider, self.person, self.client) = (provider, person, client)
        self.fields = fields.sorted().joined(separator: " ")
    }
}

/// Gathers the looks of read pages, and what services were given, and writes them in batches: one row per look and quarter of
/// an hour, with a count.
package final class AccessLog: Sendable {
    enum Entry: Hashable {
        case look(PersonLook)
        case disclosure(Disclosure)
    }

    struct Key: Hashable {
        let entry: Entry
        let quarter: Int64
    }

    struct Count {
        var first: Instant
        var last: Instant
        var looks: Int

        mutating func add(_ more: Int, until instant: Instant) {
            looks += more
            last = max(last, instant)
        }
    }

    private let waiting = Mutex<[Key: Count]>([:])
    static let quarterMilliseconds: Int64 = 15 * 60 * 1000

    package init() {}

    /// Takes note of looks; they are in the database after the next `flush`.
    package func note(_ looks: [PersonLook], at instant: Instant) {
        note(looks.lazy.map { .look($0) }, at: instant)
    }

    /// Takes note of what a service was given, the same way.
    package func note(_ disclosures: [Disclosure], at instant: Instant) {
        note(disclosures.lazy.map { .disclosure($0) }, at: instant)
    }

    private func note(_ entries: some Collection<Entry>, at instant: Instant) {
        guard !entries.isEmpty else { return }
        let quarter = instant.milliseconds / AccessLog.quarterMilliseconds
        waiting.withLock { waiting in
            for entry in entries {
                let none = Count(first: instant, last: instant, looks: 0)
                waiting[Key(entry: entry, quarter: quarter), default: none].add(1, until: instant)
            }
        }
    }

    /// Rows that are not written yet.
    package var waitingRows: Int { waiting.withLock { $0.count } }

    /// Writes what has been noted. When the database refuses, everything is kept for the next time.
    package func flush(to database: any Database) async throws {
        let batch = waiting.withLock { waiting in
            defer { waiting = [:] }
            return waiting
        }
        guard !batch.isEmpty else { return }
        do {
            try await database.write { writer in
                try writer.run(all: batch.map { key, count in AccessLog.statement(key, count) })
            }
        } catch {
            waiting.withLock { waiting in
                for (key, count) in batch {
                    let none = Count(first: count.first, last: count.last, looks: 0)
                    waiting[key, default: none].add(count.looks, until: count.last)
                }
            }
            throw error
        }
    }
}
