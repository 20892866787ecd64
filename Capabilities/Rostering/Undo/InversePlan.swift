import Base
import Directory
import Foundation
import Storage

/// The plan that takes a run back: what it created ends, what it ended is in force again, what it changed is as before.
struct InversePlan {
    private let run: RosterRun
    private let reader: any Reader
    private let operations: [UUID: RunChange.Operation]

    init(of run: RosterRun, _ sequences: ClosedRange<Int64>, in reader: any Reader) throws {
        (self.run, self.reader) = (run, reader)
        operations = try reader.all(RunUndo.operations(sequences, of: run.provider))
            .reduce(into: [:]) { $0[$1.id] = $1.operation }
    }

    func plan(over present: PresentState) throws -> ImportPlan {
        var plan = ImportPlan()
        plan.organisations = try inverse(present.organisations)
        plan.sessions = try inverse(present.sessions)
        plan.people = try inverse(present.people)
        plan.courses = try inverse(present.courses)
        plan.groups = try inverse(present.groups)
        plan.roles = try inverse(present.roles)
        plan.memberships = try inverse(present.memberships)
        plan.guardianships = try inverse(present.guardianships)
        return plan
    }

    private func inverse<Row: StoredRow>(_ present: PresentState.Rows<Row>) throws -> EntityPlan<Row> {
        let images = try reader.all(RunUndo.images(of: run, Row.entity)).reduce(into: [UUID: JSONDocument]()) {
            $0[$1.id] = $1.image
        }
        var plan = EntityPlan<Row>()
        for (sourceID, row) in present {
            switch operations[row.id] {
            case .create: plan.ended.append(.init(id: row.id, sourceID: sourceID, row: row.row))
            case .end:
                plan.changed.append(
                    .init(id: row.id, sourceID: sourceID, old: row.row, new: row.row, endedAt: row.endedAt))
            case .update:
                guard let image = try images[row.id]?.decoded(as: BeforeImage<Row>.self) else {
                    throw RunRefusal.tooLate
                }
                plan.changed.append(
                    .init(id: row.id, sourceID: sourceID, old: row.row, new: image.row, endedAt: row.endedAt))
                plan.restoredEnds[row.id] = image.endedAt.map { Instant(milliseconds: $0) }
            case nil: break
            }
        }
        return plan
    }
}
