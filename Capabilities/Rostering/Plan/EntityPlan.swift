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
        let old: Row
        let new: Row
    }

    var created: [Created] = []
    var changed: [Changed] = []
    var ended: [UUID] = []
    var unchanged = 0

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
                changed.append(Changed(id: old.id, old: old.row, new: row))
            } else {
                unchanged += 1
            }
        }
        for row in present.values where !row.isEnded && !kept.contains(row.sourceID) && ends(row) {
            ended.append(row.id)
        }
    }

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

    /// References were checked before; an id that nobody has is refused by the foreign keys.
    subscript(_ sourceID: String) -> UUID { ids[sourceID] ?? UUID(high: 0, low: 0) }

    func id<Entity>(_ sourceID: String) -> ID<Entity> { ID(self[sourceID]) }
}
