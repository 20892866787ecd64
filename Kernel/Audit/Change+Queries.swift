package import Base
package import Storage

extension Change {
    /// Writes the change with the transaction that makes it.
    package func write(at instant: Instant, in writer: any Writer) throws {
        try writer.run(
            """
            INSERT INTO change_log (provider_id, id, changed_at, changed_by, account_id, action, entity, entity_id)
            VALUES (\(provider), \(ID<Change>.new(at: instant)), \(instant), \(account == nil ? "command" : "account"),
                \(account), \(action), \(entity), \(entityID))
            """)
    }
}
