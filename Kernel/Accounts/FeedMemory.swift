package import Base
package import Directory
package import Web

/// What follows from the registers of some providers alone, remembered for as long as their change feeds stand still; how
/// far they have come, the viewer has from the page's own snapshot (`docs/decisions/0015-remembered-viewers.md`).
///
/// The key MUST say everything else that the value follows from, the day above all.
package struct FeedMemory<Key: Hashable & Sendable, Value: Sendable>: Sendable {
    private let memory: Memory<Key, [Int64], Value>

    /// - Parameter limit: how many values are remembered at most.
    package init(limit: Int = 4000) { memory = Memory(limit: limit) }

    /// The value under `key`, remembered or made by `make`, which reads from `read`.
    package func value(
        of key: Key, in providers: [ID<Provider>], _ read: PageRead<Viewer>, make: () throws -> Value
    ) rethrows -> Value {
        let stamp = providers.compactMap { read.viewer.feeds[$0] }
        guard stamp.count == providers.count else { return try make() }
        return try memory.value(of: key, stamp, at: read.visit.now, make: make)
    }
}
