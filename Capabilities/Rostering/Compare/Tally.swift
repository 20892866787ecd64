import Base
import Directory
import Foundation
import Storage

/// Counts from which group into which the memberships in force go, for the guard: nowhere is where one begins or ends.
struct Tally {
    private struct Move: Hashable {
        let old: UUID?
        let new: UUID?

        /// Nearly all stay where they are: one of the two is enough to tell them apart.
        func hash(into hasher: inout Hasher) { hasher.combine(old ?? new) }
    }

    private let scratch: any Scratch
    private var counts: [Move: Int] = [:]
    /// So many pairs are counted in memory before they are put down.
    private static let most = 20_000

    init(_ scratch: any Scratch) { self.scratch = scratch }

    mutating func note(_ met: Met<MembershipRow>, on day: CivilDate) throws {
        func isInForce(_ row: MembershipRow) -> Bool { row.ends.map { $0 > day } ?? true }
        let old = met.old.flatMap { !$0.isEnded && isInForce($0.row) ? $0.row.group.uuid : nil }
        let stays = met.new ?? met.old.flatMap { $0.isEnded || met.isEnding ? nil : $0.row }
        let new = stays.flatMap { isInForce($0) ? $0.group.uuid : nil }
        guard old != nil || new != nil else { return }
        counts[Move(old: old, new: new), default: 0] += 1
        if counts.count >= Self.most { try flush() }
    }

    mutating func flush() throws {
        try scratch.load(Staging.tallies, counts.map { [Bound($0.key.old), Bound($0.key.new), Bound($0.value)] })
        counts.removeAll(keepingCapacity: true)
    }
}
