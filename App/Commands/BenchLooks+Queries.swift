import Storage

/// What the access log holds.
enum BenchLooks {
    /// The counts of its rows.
    static var stored: Query<Int> { Query("SELECT access_log.looks FROM access_log") }
}
