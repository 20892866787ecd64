import Base
import Directory
import Storage

/// The gap-free numbers of one provider's change feed.
enum ChangeCounter {
    static let feed = BulkTable(
        "change_feed", ["provider_id", "sequence", "entity", "entity_id", "operation", "changed_at"])

    static func last(of provider: ID<Provider>) -> Query<Int64> {
        Query("SELECT last_sequence FROM change_counter WHERE provider_id = \(provider)")
    }

    static func start(for provider: ID<Provider>) -> SQL {
        """
        INSERT INTO change_counter (provider_id, last_sequence) VALUES (\(provider), 0)
        ON CONFLICT (provider_id) DO NOTHING
        """
    }

    /// Locks the counter until the transaction ends and takes `count` numbers; returns the last one taken.
    static func take(_ count: Int, of provider: ID<Provider>) -> Query<Int64> {
        Query(
            """
            UPDATE change_counter SET last_sequence = last_sequence + \(count)
            WHERE provider_id = \(provider)
            RETURNING last_sequence
            """)
    }
}
