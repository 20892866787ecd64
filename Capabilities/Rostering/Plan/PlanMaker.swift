import Base
import Foundation
import Storage

/// Writes a plan into the staging file, row by row.
final class PlanMaker {
    private var plan: ImportPlan
    private let rows: StagedRows
    private var number = 0

    init(_ staging: Staging) {
        plan = ImportPlan(scratch: staging.scratch)
        for entity in ImportEntity.allCases where entity != .provider { plan.counts[entity] = ImportCounts() }
        rows = StagedRows(Staging.planned, in: staging.scratch)
    }

    /// - Parameter depth: how many rows of the plan must be written before, one below the other.
    func create<Row: StoredRow>(_ sourceID: String, _ id: UUID, _ row: Row, depth: Int = 0) throws {
        plan.counts[Row.entity, default: ImportCounts()].created += 1
        try add(Row.entity, .create, sourceID, id, new: Packer.bytes(of: row), depth: depth)
    }

    func change<Row: StoredRow>(
        _ sourceID: String, _ id: UUID, from old: Row, to new: Row, endedAt: Instant?, restoredEnd: Instant? = nil
    ) throws {
        plan.counts[Row.entity, default: ImportCounts()].changed += 1
        try add(
            Row.entity, .update, sourceID, id, old: Packer.bytes(of: old), new: Packer.bytes(of: new),
            endedAt: endedAt, restoredEnd: restoredEnd)
    }

    func end<Row: StoredRow>(_ sourceID: String, _ id: UUID, _ row: Row) throws {
        plan.counts[Row.entity, default: ImportCounts()].ended += 1
        try add(Row.entity, .end, sourceID, id, old: Packer.bytes(of: row))
    }

    func keep(_ entity: ImportEntity) { plan.counts[entity, default: ImportCounts()].unchanged += 1 }

    func finished() throws -> ImportPlan {
        try rows.flush()
        return plan
    }

    private func add(
        _ entity: ImportEntity, _ operation: RunChange.Operation, _ sourceID: String, _ id: UUID, old: [UInt8]? = nil,
        new: [UInt8]? = nil, endedAt: Instant? = nil, restoredEnd: Instant? = nil, depth: Int = 0
    ) throws {
        number += 1
        try rows.add([
            Bound(entity.number), Bound(operation.number), Bound(depth << 40 | number), Bound(sourceID), Bound(id),
            Bound(old), Bound(new), Bound(endedAt), Bound(restoredEnd),
        ])
    }
}
