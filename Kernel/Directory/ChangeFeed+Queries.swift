package import Base
package import Foundation
package import Storage

/// The feed of directory changes: every change is one row, written in its transaction, numbered without gaps.
package enum ChangeFeed {
    /// What happened to an entity.
    package enum Operation: String, Sendable, ColumnValue { case create, update, end }

    /// Appends one change; the provider's counter row is locked until the transaction ends.
    package static func append(
        _ operation: Operation, of entity: String, _ id: UUID, in provider: ID<Provider>, at instant: Instant,
        in writer: any Writer
    ) throws {
        let sequence = try writer.one(
            Query<Int64>(
                """
                INSERT INTO change_counter (provider_id, last_sequence) VALUES (\(provider), \(1))
                ON CONFLICT (provider_id) DO UPDATE SET last_sequence = change_counter.last_sequence + 1
                RETURNING last_sequence
                """))
        try writer.run(
            """
            INSERT INTO change_feed (provider_id, sequence, entity, entity_id, operation, changed_at)
            VALUES (\(provider), \(sequence), \(entity), \(id), \(operation), \(instant))
            """)
    }
}
