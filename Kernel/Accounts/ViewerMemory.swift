import Base
import Directory
import Synchronization

/// Whom accounts stand for and care for, remembered for as long as nothing has changed that it follows from.
///
/// What is kept goes with a stamp that is read in the page's own snapshot: the civil day, the linked person records, their
/// providers as they are, and how far each provider's change feed has come. Every change of the directory moves the feed
/// in the same transaction, so what has the same stamp is the same; `docs/decisions/0015-remembered-viewers.md`.
package final class ViewerMemory: Sendable {
    /// What a viewer's relations follow from.
    struct Stamp: Hashable, Sendable {
        let day: CivilDate
        var links: [Link]

        /// One person record of the account, with the state of its provider.
        struct Link: Hashable, Sendable {
            let person: ID<Person>
            let provider: Provider
            let sequence: Int64
        }
    }

    private struct Kept {
        let stamp: Stamp
        let until: Instant
        let records: [Viewer.Record]
        let children: [Viewer.Child]
    }

    /// The kept of now, and those before them that nobody has asked for since.
    private struct Generations {
        var young: [ID<Account>: Kept] = [:]
        var old: [ID<Account>: Kept] = [:]
    }

    private let generations = Mutex(Generations())
    private let limit: Int

    /// After this long an answer is read anew whatever the stamp says.
    private static let minutesKept: Int64 = 10

    /// - Parameter limit: how many accounts are remembered at most.
    package init(limit: Int = 20_000) { self.limit = limit }

    /// The relations of the account, remembered or read by `read`.
    func relations(
        of account: ID<Account>, _ stamp: Stamp, at now: Instant,
        read: () throws -> (records: [Viewer.Record], children: [Viewer.Child])
    ) rethrows -> (records: [Viewer.Record], children: [Viewer.Child]) {
        if let kept = kept(account), kept.stamp == stamp, now < kept.until { return (kept.records, kept.children) }
        let (records, children) = try read()
        let kept = Kept(
            stamp: stamp, until: now.adding(minutes: Self.minutesKept), records: records, children: children)
        keep(kept, account)
        return (records, children)
    }

    private func kept(_ account: ID<Account>) -> Kept? {
        generations.withLock { generations in
            if let kept = generations.young[account] { return kept }
            guard let kept = generations.old.removeValue(forKey: account) else { return nil }
            generations.young[account] = kept
            return kept
        }
    }

    private func keep(_ kept: Kept, _ account: ID<Account>) {
        generations.withLock { generations in
            if generations.young.count >= limit / 2 { generations = Generations(old: generations.young) }
            generations.young[account] = kept
        }
    }
}
