import Base
import Directory

/// Whom accounts stand for and care for, remembered for as long as nothing has changed that it follows from.
///
/// What is kept goes with a stamp that is read in the page's own snapshot: the civil day, the linked person records, their
/// providers as they are, and how far each provider's change feed has come. Every change of the directory moves the feed
/// in the same transaction, so what has the same stamp is the same: `docs/decisions/0015-remembered-viewers.md`.
package struct ViewerMemory: Sendable {
    /// What a viewer's relations follow from.
    struct Stamp: Hashable, Sendable {
        let day: CivilDate
        let links: [Link]

        /// How far the feed of each provider has come.
        var feeds: [ID<Provider>: Int64] {
            Dictionary(links.map { ($0.provider.id, $0.sequence) }) { first, _ in first }
        }

        /// One person record of the account, with the state of its provider.
        struct Link: Hashable, Sendable {
            let person: ID<Person>
            let provider: Provider
            let sequence: Int64
        }
    }

    struct Relations: Sendable {
        let records: [Viewer.Record]
        let children: [Viewer.Child]
    }

    private let memory: Memory<ID<Account>, Stamp, Relations>

    /// - Parameter limit: how many accounts are remembered at most.
    package init(limit: Int = 20_000) { memory = Memory(limit: limit) }

    /// The relations of the account, remembered or read by `read`.
    func relations(
        of account: ID<Account>, _ stamp: Stamp, at now: Instant, read: () throws -> Relations
    ) rethrows -> Relations {
        try memory.value(of: account, stamp, at: now, make: read)
    }
}
