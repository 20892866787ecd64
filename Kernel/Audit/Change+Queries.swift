package import Base
package import Storage

extension Change {
    /// Writes the change with the transaction that makes it, and returns its id.
    @discardableResult package func write(at instant: Instant, in writer: any Writer) throws -> ID<Change> {
        let id = ID<Change>.new(at: instant)
        try writer.run(
            """
            INSERT INTO change_log (provider_id, id, changed_at, changed_by, account_id, action, entity, entity_id)
            VALUES (\(provider), \(id), \(instant), \(account == nil ? "command" : "account"),
                \(account), \(action), \(entity), \(entityID))
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
}
