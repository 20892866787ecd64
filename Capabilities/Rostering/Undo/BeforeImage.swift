import Base
import Directory
import Foundation
import Storage

/// A changed row as it was before a run.
struct BeforeImage<Row: StoredRow>: Codable {
    let row: Row
    /// Milliseconds; nil when it was in force.
    let endedAt: Int64?

    init(_ changed: EntityPlan<Row>.Changed) { (row, endedAt) = (changed.old, changed.endedAt?.milliseconds) }
}

/// Keeps what a plan changes with its run. Of created and ended rows the change feed says enough: they were not there,
/// and they were in force.
struct BeforeImages {
    let record: RunRecord
    let writer: any Writer

    func write(_ plan: ImportPlan) throws {
        try write(plan.organisations)
        try write(plan.sessions)
        try write(plan.people)
        try write(plan.courses)
        try write(plan.groups)
        try write(plan.roles)
        try write(plan.memberships)
        try write(plan.guardianships)
    }

    private func write<Row: StoredRow>(_ plan: EntityPlan<Row>) throws {
        guard !plan.changed.isEmpty else { return }
        let images = try plan.changed.map { ($0.id, try JSONDocument(encoding: BeforeImage($0))) }
        try writer.load(
            RunUndo.table,
            images.lazy.map { id, image in
                [Bound(record.provider), Bound(record.id), Bound(Row.entity), Bound(id), Bound(image)]
            })
    }
}
