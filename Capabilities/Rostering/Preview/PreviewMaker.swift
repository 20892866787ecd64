import Base
import Directory
import Foundation
import Storage

/// Writes down what a plan would change: numbers for the run, and a row for each difference. What concerns a protected
/// person becomes a number and nothing else.
struct PreviewMaker {
    private let book: PlanBook
    private let plan: ImportPlan
    /// Whether the rows are wanted, or the numbers alone.
    private let keepsChanges: Bool
    private let drafts: StagedRows
    private var counts: [PlanBook.School: [String: ImportCounts]] = [:]
    private var isConcerned = false

    init(_ plan: ImportPlan, book: PlanBook, keepsChanges: Bool) {
        (self.plan, self.book, self.keepsChanges) = (plan, book, keepsChanges)
        drafts = StagedRows(Staging.drafts, in: plan.scratch)
    }

    /// Goes through the plan; afterwards its rows stand in the staging file in their order.
    mutating func preview(_ shrinking: [RunPreview.Shrinkage]) throws -> RunPreview {
        try add(OrganisationRow.self) { book, id, _ in try book.school(ofOrganisation: id) }
        try add(AcademicSessionRow.self) { _, _, _ in .none }
        try add(PersonRow.self) { book, id, _ in try book.school(ofPerson: id) }
        try add(CourseRow.self) { book, _, row in try book.school(ofOrganisation: row.organisation.uuid) }
        try add(GroupRow.self) { book, _, row in try book.school(ofOrganisation: row.organisation.uuid) }
        try add(RoleRow.self) { book, _, row in try book.school(ofOrganisation: row.organisation.uuid) }
        try add(MembershipRow.self) { book, _, row in try book.school(ofGroup: row.group.uuid) }
        try add(GuardianshipRow.self) { book, _, row in try book.school(ofPerson: row.child.uuid) }
        try drafts.flush()
        if keepsChanges { try plan.scratch.run(Self.sortDrafts) }
        var preview = RunPreview()
        preview.protectedPersons = isConcerned ? try plan.scratch.one(Self.concerned) : 0
        preview.shrinking = shrinking
        preview.schools = counts.map { RunPreview.School(key: $0.key, name: $0.name, counts: $1) }
            .sorted { (SortKey.of($0.name), $0.key) < (SortKey.of($1.name), $1.key) }
        return preview
    }

    private typealias SchoolOf<Row> = (PlanBook, UUID, Row) throws -> PlanBook.School

    private mutating func add<Row: StoredRow>(_ type: Row.Type, _ school: SchoolOf<Row>) throws {
        try plan.forEach(type, .create) { try add(.create, $0, school) }
        try plan.forEach(type, .update) { try add(.update, $0, school) }
        try plan.forEach(type, .end) { try add(.end, $0, school) }
    }

    private mutating func add<Row: StoredRow>(
        _ operation: RunChange.Operation, _ planned: PlannedRow<Row>, _ schoolOf: SchoolOf<Row>
    ) throws {
        guard let row = planned.new ?? planned.old else { return }
        let people = Row.entity == .person ? [planned.id] : row.people
        let hidden = try book.protected(among: people + (operation == .update ? planned.old?.people ?? [] : []))
        guard hidden.isEmpty else {
            isConcerned = true
            for id in hidden { _ = try plan.scratch.offer(Staging.concerned, [Bound(id)]) }
            return
        }
        let school = try schoolOf(book, planned.id, row)
        counts[school, default: [:]][Row.entity.rawValue, default: ImportCounts()].add(operation)
        guard keepsChanges else { return }
        let (title, fields) = (try row.title(book.titles), try fields(of: row, planned, operation))
        try drafts.add([
            Bound(Row.entity.number), Bound(school.key), Bound(operation), Bound(SortKey.of(title)), Bound(title),
            Bound(people.first), Bound(people.dropFirst().first), Bound(JSONDocument.of(fields)),
        ])
    }

    private func fields<Row: StoredRow>(
        of row: Row, _ planned: PlannedRow<Row>, _ operation: RunChange.Operation
    ) throws -> [RunChange.Field] {
        guard operation == .update, let old = planned.old else { return Self.role(of: row, operation) }
        let revived: [RunChange.Field] =
            planned.endedAt == nil ? [] : [RunChange.Field(field: "in_force", before: "no", after: "yes")]
        return revived + .differences(try old.fields(book.titles), try row.fields(book.titles))
    }

    /// Of who comes or goes, as what.
    private static func role(of row: some StoredRow, _ operation: RunChange.Operation) -> [RunChange.Field] {
        let role = (row as? RoleRow)?.role ?? (row as? MembershipRow)?.role
        guard let role = role?.rawValue else { return [] }
        return [
            RunChange.Field(
                field: "role", before: operation == .end ? role : nil, after: operation == .end ? nil : role)
        ]
    }
}

extension ImportCounts {
    fileprivate mutating func add(_ operation: RunChange.Operation) {
        switch operation {
        case .create: created += 1
        case .update: changed += 1
        case .end: ended += 1
        }
    }
}

extension [RunChange.Field] {
    fileprivate static func differences(_ old: [FieldText], _ new: [FieldText]) -> [RunChange.Field] {
        RunChange.Field.differences(old, new)
    }
}
