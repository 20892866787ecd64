import Storage

extension Health {
    /// How many migrations were applied: an answer proves that the database works and has a schema.
    static var ledger: Query<Int> { Query("SELECT COUNT(*) FROM migration_ledger") }
}
