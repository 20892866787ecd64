import Base
import Directory
import Foundation
import Storage

extension PreviewMaker {
    /// Numbers the rows in the order in which they are shown.
    static let sortDrafts: SQL = """
        INSERT INTO sorted_draft (entity, operation, school, title, person, other, fields)
        SELECT entity, operation, school, title, person, other, fields FROM draft
        ORDER BY entity, school, operation, sort_key, rowid
        """

    /// How many protected persons the plan concerns.
    static var concerned: Query<Int> { Query("SELECT COUNT(*) FROM concerned") }
}

/// One row of a preview as it stands in the staging file.
struct DraftedChange: RowDecodable {
    let number: Int
    let entity: ImportEntity
    let operation: RunChange.Operation
    let school: String
    let title: String
    let people: (UUID?, UUID?)
    let fields: JSONDocument?

    init(row: inout Row) throws {
        number = try row.next()
        let place = try row.next(Int.self)
        guard let entity = ImportEntity.allCases.first(where: { $0.number == place }) else { throw Unpacker.fault }
        self.entity = entity
        (operation, school, title) = (try row.next(), try row.next(), try row.next())
        people = (try row.next(), try row.next())
        fields = try row.next()
    }

    static func after(_ number: Int, limit: Int) -> Query<DraftedChange> {
        Query(
            """
            SELECT number, entity, operation, school, title, person, other, fields FROM sorted_draft
            WHERE number > \(number)
            ORDER BY number
            LIMIT \(limit)
            """)
    }
}

/// The rows of a preview on their way into the database: batch by batch, so that other writes come between them.
enum RunChanges {
    private static let table = BulkTable(
        "roster_run_change",
        [
            "provider_id", "run_id", "number", "entity", "operation", "school", "title", "person_id",
            "other_person_id", "fields",
        ])
    private static let batch = 5000

    /// Replaces what stands there of an earlier comparison.
    static func keep(_ staging: Staging, of record: RunRecord, in database: any Database) async throws {
        let (run, provider) = (record.id, record.provider)
        try await database.write { writer in
            _ = try writer.run("DELETE FROM roster_run_change WHERE provider_id = \(provider) AND run_id = \(run)")
        }
        var last = 0
        while true {
            let part = try staging.scratch.all(DraftedChange.after(last, limit: batch))
            guard let end = part.last?.number else { return }
            try await database.write { writer in
                _ = try writer.load(
                    table,
                    part.lazy.map { change in
                        [
                            Bound(provider), Bound(run), Bound(change.number), Bound(change.entity.rawValue),
                            Bound(change.operation), Bound(change.school), Bound(change.title), Bound(change.people.0),
                            Bound(change.people.1), Bound(change.fields),
                        ]
                    })
            }
            last = end
        }
    }
}
