import Base
import Foundation
import Storage

/// Everything that an import will do, worked out before anything is touched. Its rows stand in the staging file.
struct ImportPlan: Sendable {
    let scratch: any Scratch
    var counts: [ImportEntity: ImportCounts] = [:]

    /// How many rows it touches.
    var size: Int { counts.values.reduce(0) { $0 + $1.touched } }

    func count(_ entity: ImportEntity, _ operation: RunChange.Operation) -> Int {
        let counts = counts[entity] ?? ImportCounts()
        switch operation {
        case .create: return counts.created
        case .update: return counts.changed
        case .end: return counts.ended
        }
    }

    /// The rows of one kind to be created, changed or ended, in the order in which they are written: parents first.
    func rows<Row: StoredRow>(_ type: Row.Type, _ operation: RunChange.Operation) -> PlannedRows<Row> {
        PlannedRows(self, operation)
    }

    /// Calls `body` with the rows in the order of their sourcedIds.
    func forEach<Row: StoredRow>(
        _ type: Row.Type, _ operation: RunChange.Operation, _ body: (PlannedRow<Row>) throws -> Void
    ) throws {
        guard count(Row.entity, operation) > 0 else { return }
        try scratch.forEach(Self.sorted(Row.entity, operation)) { row in try body(PlannedRow(&row)) }
    }
}

/// What a plan does with one row: without `old` it is created, without `new` it is ended.
struct PlannedRow<Row: StoredRow> {
    let number: Int
    let sourceID: String
    let id: UUID
    let old: Row?
    let new: Row?
    /// When it was ended, if it was; a changed row is in force.
    let endedAt: Instant?
    /// A changed row that shall be ended for all that, since that moment: only where a run is undone.
    let restoredEnd: Instant?

    init(_ cells: inout Storage.Row) throws {
        (number, sourceID, id) = (try cells.next(), try cells.next(), try cells.next())
        old = try cells.next([UInt8]?.self).map { try Unpacker.value(of: $0) }
        new = try cells.next([UInt8]?.self).map { try Unpacker.value(of: $0) }
        (endedAt, restoredEnd) = (try cells.next(), try cells.next())
    }
}

/// Planned rows for a bulk load, which takes a sequence: a page at a time is in memory.
final class PlannedRows<Row: StoredRow>: Sequence, IteratorProtocol {
    private let plan: ImportPlan
    private let operation: RunChange.Operation
    private var page: ArraySlice<PlannedRow<Row>> = []
    private var last = -1
    private var isOver: Bool
    /// Why the rows ended too early; a sequence cannot throw.
    private var fault: (any Error)?

    private static var pageSize: Int { 1000 }

    init(_ plan: ImportPlan, _ operation: RunChange.Operation) {
        (self.plan, self.operation) = (plan, operation)
        isOver = plan.count(Row.entity, operation) == 0
    }

    func next() -> PlannedRow<Row>? {
        if page.isEmpty, !isOver { turn() }
        return page.popFirst()
    }

    /// MUST be called when the rows are used up: throws what broke them off.
    func check() throws {
        if let fault { throw fault }
    }

    /// Calls `body` with so many rows at a time.
    func inBatches(of size: Int, _ body: ([PlannedRow<Row>]) throws -> Void) throws {
        var batch: [PlannedRow<Row>] = []
        for row in self {
            batch.append(row)
            if batch.count == size {
                try body(batch)
                batch.removeAll(keepingCapacity: true)
            }
        }
        try check()
        if !batch.isEmpty { try body(batch) }
    }

    private func turn() {
        do {
            var rows: [PlannedRow<Row>] = []
            try plan.scratch.forEach(
                ImportPlan.page(Row.entity, operation, after: last, limit: Self.pageSize)
            ) { row in rows.append(try PlannedRow(&row)) }
            page = rows[...]
            last = rows.last?.number ?? last
            isOver = rows.count < Self.pageSize
        } catch {
            (fault, isOver) = (error, true)
        }
    }
}

extension RunChange.Operation {
    static let inOrder: [RunChange.Operation] = [.create, .update, .end]

    /// Its place in the order in which rows are written.
    var number: Int {
        switch self {
        case .create: 0
        case .update: 1
        case .end: 2
        }
    }
}
