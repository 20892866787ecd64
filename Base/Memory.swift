import Synchronization

/// Values that are made again only when what they follow from has changed.
///
/// Each value is kept with its stamp, which the caller reads anew every time; what has the same stamp is the same. At most
/// `limit` values are kept, the least lately asked for go first, and none is kept longer than ten minutes.
package final class Memory<Key: Hashable & Sendable, Stamp: Equatable & Sendable, Value: Sendable>: Sendable {
    private struct Kept {
        let stamp: Stamp
        let until: Instant
        let value: Value
    }

    /// The kept of now, and those before them that nobody has asked for since.
    private struct Generations {
        var young: [Key: Kept] = [:]
        var old: [Key: Kept] = [:]
    }

    private let generations = Mutex(Generations())
    private let limit: Int

    private static var minutesKept: Int64 { 10 }

    /// - Parameter limit: how many values are kept at most.
    package init(limit: Int) { self.limit = limit }

    /// The value under `key`, kept or made.
    package func value(of key: Key, _ stamp: Stamp, at now: Instant, make: () throws -> Value) rethrows -> Value {
        if let kept = kept(key), kept.stamp == stamp, now < kept.until { return kept.value }
        let value = try make()
        keep(value, of: key, stamp, at: now)
        return value
    }

    /// Keeps what was made elsewhere, in the place of what was kept under `key`.
    package func keep(_ value: Value, of key: Key, _ stamp: Stamp, at now: Instant) {
        let kept = Kept(stamp: stamp, until: now.adding(minutes: Self.minutesKept), value: value)
        generations.withLock { generations in
            if generations.young.count >= max(1, limit / 2) { generations = Generations(old: generations.young) }
            generations.young[key] = kept
        }
    }

    /// The value under `key`, if it is kept with this stamp. For transactions that write: what they make themselves may be
    /// undone with them, so nothing of it is kept.
    package func value(of key: Key, _ stamp: Stamp, at now: Instant) -> Value? {
        kept(key).flatMap { kept in kept.stamp == stamp && now < kept.until ? kept.value : nil }
    }

    private func kept(_ key: Key) -> Kept? {
        generations.withLock { generations in
            if let kept = generations.young[key] { return kept }
            guard let kept = generations.old.removeValue(forKey: key) else { return nil }
            generations.young[key] = kept
            return kept
        }
    }
}
