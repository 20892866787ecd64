import Base
import Directory
import Foundation
import Storage

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
    static func keep(_ changes: [PreviewMaker.Draft], of record: RunRecord, in database: any Database) async throws {
        let (run, provider) = (record.id, record.provider)
        try await database.write { writer in
            _ = try writer.run("DELETE FROM roster_run_change WHERE provider_id = \(provider) AND run_id = \(run)")
        }
        for start in stride(from: 0, to: changes.count, by: batch) {
            let part = changes[start..<min(changes.count, start + batch)]
            try await database.write { writer in
                _ = try writer.load(
                    table,
                    zip(part.indices, part).lazy.map { index, change in
                        [
                            Bound(provider), Bound(run), Bound(index + 1), Bound(change.entity.rawValue),
                            Bound(change.operation), Bound(change.school), Bound(change.title),
                            Bound(change.people.first), Bound(change.people.dropFirst().first),
                            Bound(JSONDocument.of(change.fields)),
                        ]
                    })
            }
        }
    }
}
