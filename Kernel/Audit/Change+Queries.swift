package import Base
package import Storage

extension Change {
    /// Writes the change with the transaction that makes it, and returns its id.
    @discardableResult package func write(at instant: Instant, in writer: any Writer) throws -> ID<Change> {
        let id = ID<Change>.new(at: instant)
        let act = Act(of: action)
        try writer.run(
            """
            INSERT INTO change_log (provider_id, id, changed_at, changed_by, account_id, action, entity, entity_id, act,
                act_id)
            VALUES (\(provider), \(id), \(instant), \(maker), \(account), \(action), \(entity),
                \(entityID), \(act?.rawValue), \(act.map { _ in id }))
            """)
        for subject in Set([entityID] + subjects) {
            try writer.run(
                """
                INSERT INTO change_subject (provider_id, subject_id, change_id)
                VALUES (\(provider), \(subject), \(id))
                """)
        }
        guard !before.isEmpty || !after.isEmpty else { return id }
        try writer.run(
            """
            INSERT INTO change_detail (provider_id, change_id, before_value, after_value)
            VALUES (\(provider), \(id), \(try JSONDocument(encoding: before)), \(try JSONDocument(encoding: after)))
            """)
        return id
    }

    /// Writes many changes of one moment, in the order they come in.
    package static func load(_ changes: [Change], at instant: Instant, in writer: any Writer) throws {
        let made = changes.map { (id: ID<Change>.new(at: instant), change: $0) }
        try writer.load(
            logs,
            made.lazy.map { id, change in
                [
                    Bound(change.provider), Bound(id), Bound(instant), Bound(change.maker), Bound(change.account),
                    Bound(change.action), Bound(change.entity), Bound(change.entityID),
                ]
            })
        try writer.load(
            subjectRows,
            made.lazy.flatMap { id, change in
                Set([change.entityID] + change.subjects).map { [Bound(change.provider), Bound($0), Bound(id)] }
            })
        let details = try made.filter { !$0.change.before.isEmpty || !$0.change.after.isEmpty }.map { id, change in
            [
                Bound(change.provider), Bound(id), Bound(try JSONDocument(encoding: change.before)),
                Bound(try JSONDocument(encoding: change.after)),
            ]
        }
        try writer.load(detailRows, details)
    }

    private static let logs = BulkTable(
        "change_log",
        ["provider_id", "id", "changed_at", "changed_by", "account_id", "action", "entity", "entity_id"])
    private static let subjectRows = BulkTable("change_subject", ["provider_id", "subject_id", "change_id"])
    private static let detailRows = BulkTable(
        "change_detail", ["provider_id", "change_id", "before_value", "after_value"])
}
