import Base
import Directory
import Foundation

/// Writes down what a plan would change: numbers for the run, and a row for each difference. What concerns a protected
/// person becomes a number and nothing else.
struct PreviewMaker {
    private let book: PlanBook
    private let keepsChanges: Bool
    private(set) var changes: [Draft] = []
    private var counts: [PlanBook.School: [String: ImportCounts]] = [:]
    private var concerned: Set<UUID> = []

    /// A row of the preview before it has a number.
    struct Draft: Sendable {
        let entity: ImportEntity
        let operation: RunChange.Operation
        let school: String
        let title: String
        let people: [UUID]
        let fields: [RunChange.Field]
    }

    /// - Parameter keepsChanges: whether the rows are wanted, or the numbers alone.
    init(_ plan: ImportPlan, book: PlanBook, keepsChanges: Bool) {
        (self.book, self.keepsChanges) = (book, keepsChanges)
        add(plan.organisations) { book, id, _ in book.school(ofOrganisation: id) }
        add(plan.sessions) { _, _, _ in .none }
        add(plan.people) { book, id, _ in book.school(ofPerson: id) }
        add(plan.courses) { book, _, row in book.school(ofOrganisation: row.organisation.uuid) }
        add(plan.groups) { book, _, row in book.school(ofOrganisation: row.organisation.uuid) }
        add(plan.roles) { book, _, row in book.school(ofOrganisation: row.organisation.uuid) }
        add(plan.memberships) { book, _, row in book.school(ofGroup: row.group.uuid) }
        add(plan.guardianships) { book, _, row in book.school(ofPerson: row.child.uuid) }
    }

    func preview(_ shrinking: [RunPreview.Shrinkage]) -> RunPreview {
        var preview = RunPreview()
        preview.protectedPersons = concerned.count
        preview.shrinking = shrinking
        preview.schools = counts.map { RunPreview.School(key: $0.key, name: $0.name, counts: $1) }
            .sorted { (SortKey.of($0.name), $0.key) < (SortKey.of($1.name), $1.key) }
        return preview
    }

    private typealias SchoolOf<Row> = (PlanBook, UUID, Row) -> PlanBook.School

    private mutating func add<Row: StoredRow>(_ plan: EntityPlan<Row>, _ school: SchoolOf<Row>) {
        let start = changes.count
        for row in plan.created {
            add(.create, row.id, row.row, old: nil, school(book, row.id, row.row), [])
        }
        for row in plan.changed {
            var fields: [RunChange.Field] = []
            if row.endedAt != nil { fields.append(.init(field: "in_force", before: "no", after: "yes")) }
            if keepsChanges { fields += .differences(row.old.fields(book.titles), row.new.fields(book.titles)) }
            add(.update, row.id, row.new, old: row.old, school(book, row.id, row.new), fields)
        }
        for row in plan.ended {
            add(.end, row.id, row.row, old: nil, school(book, row.id, row.row), [])
        }
        let keys = changes[start...].map { SortKey.of($0.title) }
        let order = keys.indices.sorted { left, right in
            let (a, b) = (changes[start + left], changes[start + right])
            return (a.school, a.operation.rawValue, keys[left], left) < (
                b.school, b.operation.rawValue, keys[right], right
            )
        }
        changes[start...] = order.map { changes[start + $0] }[...]
    }

    private mutating func add<Row: StoredRow>(
        _ operation: RunChange.Operation, _ id: UUID, _ row: Row, old: Row?, _ school: PlanBook.School,
        _ fields: [RunChange.Field]
    ) {
        let people = Row.entity == .person ? [id] : row.people
        if !book.protected.isEmpty {
            let hidden = Set(people + (old?.people ?? [])).intersection(book.protected)
            guard hidden.isEmpty else { return concerned.formUnion(hidden) }
        }
        counts[school, default: [:]][Row.entity.rawValue, default: ImportCounts()].add(operation)
        guard keepsChanges else { return }
        changes.append(
            Draft(
                entity: Row.entity, operation: operation, school: school.key, title: row.title(book.titles),
                people: people, fields: fields + (operation == .update ? [] : Self.role(of: row, operation))))
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
