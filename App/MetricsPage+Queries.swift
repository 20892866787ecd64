import Storage

extension MetricsPage {
    /// How many import runs stand at each step.
    static var importRuns: Query<(step: String, count: Int)> {
        Query("SELECT step, COUNT(*) FROM roster_run GROUP BY step ORDER BY step") {
            (step: try $0.next(), count: try $0.next())
        }
    }
}
