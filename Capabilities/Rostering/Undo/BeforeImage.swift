import Base
import Directory
import Foundation
import Storage

/// A changed row as it was before a run.
struct BeforeImage<Row: StoredRow>: Codable {
    let row: Row
    /// Milliseconds; nil when it was in force.
    let endedAt: Int64?

    init(_ row: Row, endedAt: Instant?) { (self.row, self.endedAt) = (row, endedAt?.milliseconds) }
}

/// Keeps what a plan changes with its run. Of created and ended rows the change feed says enough: they were not there,
/// and they were in force.
struct BeforeImages {
    let record: RunRecord
    let writer: any Writer

    func write(_ plan: ImportPlan) throws {
        try write(OrganisationRow.self, of: plan)
        try write(AcademicSessionRow.self, of: plan)
        try write(PersonRow.self, of: plan)
        try write(CourseRow.self, of: plan)
        try write(GroupRow.self, of: plan)
        try write(RoleRow.self, of: plan)
        try write(MembershipRow.self, of: plan)
        try write(GuardianshipRow.self, of: plan)
    }

    private func write<Row: StoredRow>(_ type: Row.Type, of plan: ImportPlan) throws {
        try plan.rows(type, .update).inBatches(of: Application.batch) { batch in
            let images = try batch.compactMap { planned in
                try planned.old.map {
                    (planned.id, try JSONDocument(encoding: BeforeImage($0, endedAt: planned.endedAt)))
                }
            }
            try writer.load(
                RunUndo.table,
                images.lazy.map { id, image in
                    [Bound(record.provider), Bound(record.id), Bound(Row.entity), Bound(id), Bound(image)]
                })
        }
    }
}
