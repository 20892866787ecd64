import Base
import Directory
import Foundation
import Storage

/// The plan that takes a run back: what it created ends, what it ended is in force again, what it changed is as before.
/// The change feed says what that was; it is read a page at a time.
struct InversePlan {
    private let run: RosterRun
    private let register: PresentRegister
    private let maker: PlanMaker

    private static let pageSize = 2000

    init(of run: RosterRun, in staging: Staging, _ reader: any Reader) throws {
        self.run = run
        register = PresentRegister(provider: run.provider, reader: reader)
        try staging.beginComparing()
        maker = PlanMaker(staging)
    }

    func plan(_ sequences: ClosedRange<Int64>) throws -> ImportPlan {
        var next = sequences.lowerBound
        while next <= sequences.upperBound {
            let end = min(sequences.upperBound, next + Int64(Self.pageSize) - 1)
            let touched = try register.reader.all(RunUndo.operations(next...end, of: run.provider))
            for (entity, some) in Dictionary(grouping: touched, by: \.entity) {
                try add(entity, some.reduce(into: [:]) { $0[$1.id] = $1.operation })
            }
            next = end + 1
        }
        return try maker.finished()
    }

    private typealias Operations = [UUID: RunChange.Operation]

    private func add(_ entity: ImportEntity, _ operations: Operations) throws {
        switch entity {
        case .provider: break
        case .organisation: try add(OrganisationRow.self, operations)
        case .academicSession: try add(AcademicSessionRow.self, operations)
        case .person: try add(PersonRow.self, operations)
        case .course: try add(CourseRow.self, operations)
        case .group: try add(GroupRow.self, operations)
        case .role: try add(RoleRow.self, operations)
        case .membership: try add(MembershipRow.self, operations)
        case .guardianship: try add(GuardianshipRow.self, operations)
        }
    }

    private func add<Row: StoredRow>(_ type: Row.Type, _ operations: Operations) throws {
        let ids = Array(operations.keys)
        let images = try register.reader.all(RunUndo.images(of: run, Row.entity, ids))
            .reduce(into: [UUID: JSONDocument]()) { $0[$1.id] = $1.image }
        for row in try register.rows(type, .ids(ids)) {
            switch operations[row.id] {
            case .create: try maker.end(row.sourceID, row.id, row.row)
            case .end: try maker.change(row.sourceID, row.id, from: row.row, to: row.row, endedAt: row.endedAt)
            case .update:
                guard let image = try images[row.id]?.decoded(as: BeforeImage<Row>.self) else {
                    throw RunRefusal.tooLate
                }
                try maker.change(
                    row.sourceID, row.id, from: row.row, to: image.row, endedAt: row.endedAt,
                    restoredEnd: image.endedAt.map { Instant(milliseconds: $0) })
            case nil: break
            }
        }
    }
}
