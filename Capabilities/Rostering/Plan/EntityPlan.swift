import Base
import Foundation

/// What an import does to the rows of one kind.
struct EntityPlan<Row: StoredRow>: Sendable {
    struct Created: Sendable {
        let id: UUID
        let sourceID: String
        let row: Row
    }

    struct Changed: Sendable {
        let id: UUID
        let sourceID: String
        let old: Row
        let new: Row
        /// When it was ended, if it was; a changed row is in force.
        var endedAt: Instant?
    }

    struct Ended: Sendable {
        let id: UUID
        let sourceID: String
        let row: Row
    }

    var created: [Created] = []
    var changed: [Changed] = []
    var ended: [Ended] = []
    var unchanged = 0
    /// Changed rows that shall be ended for all that, since that moment: only where a run is undone.
    var restoredEnds: [UUID: Instant] = [:]

    init() {}

    /// - Parameters:
    ///   - desired: the rows that files ask for, each sourcedId once.
    ///   - ids: an id for every desired row that is not present.
    ///   - ends: whether a row in force that no file asks for is over.
    init(
        _ desired: some Sequence<(sourceID: String, row: Row)>, over present: PresentState.Rows<Row>, ids: SourceIDs,
        ends: (PresentRow<Row>) -> Bool
    ) {
        var kept: Set<String> = []
        for (sourceID, row) in desired {
            guard kept.insert(sourceID).inserted else { continue }
            guard let old = present[sourceID] else {
                created.append(Created(id: ids[sourceID], sourceID: sourceID, row: row))
                continue
            }
            if old.isEnded || old.row != row {
                changed.append(
                    Changed(id: old.id, sourceID: sourceID, old: old.row, new: row, endedAt: old.endedAt))
            } else {
                unchanged += 1
            }
        }
        for row in present.values where !row.isEnded && !kept.contains(row.sourceID) && ends(row) {
            ended.append(Ended(id: row.id, sourceID: row.sourceID, row: row.row))
        }
    }

    var endedIDs: Set<UUID> { Set(ended.lazy.map(\.id)) }

    var counts: ImportCounts {
        ImportCounts(created: created.count, changed: changed.count, ended: ended.count, unchanged: unchanged)
    }
}

/// The id of every sourcedId of one kind: the present one, or a new one that stays the same for the whole plan.
struct SourceIDs: Sendable {
    private var ids: [String: UUID]

    init<Row>(_ sourceIDs: some Sequence<String>, present: PresentState.Rows<Row>, at instant: Instant) {
        ids = present.mapValues(\.id)
        for sourceID in sourceIDs where ids[sourceID] == nil { ids[sourceID] = ID<Row>.new(at: instant).uuid }
    }

    /// Wherever a source names one that was merged into another, the other is meant.
    mutating func follow(_ merged: [UUID: UUID]) { ids = ids.mapValues { merged[$0] ?? $0 } }

    /// References were checked before; an id that nobody has is refused by the foreign keys.
    subscript(_ sourceID: String) -> UUID { ids[sourceID] ?? UUID(high: 0, low: 0) }

    func id<Entity>(_ sourceID: String) -> ID<Entity> { ID(self[sourceID]) }
}
