import Base
import Directory
import Foundation
import Rostering
import Storage

/// A run that its process did not bring to an end.
struct AbandonedRun: RowDecodable {
    let run: ID<RosterRun>
    let provider: ID<Provider>
    let isScheduled: Bool
    /// It has a preview, which may be what somebody has to confirm.
    let isPreviewed: Bool
    private let account: UUID?

    var actor: RunActor { isScheduled ? .schedule : account.map(RunActor.account) ?? .command }

    init(row: inout Row) throws {
        run = try row.next()
        provider = try row.next()
        isPreviewed = try row.next(RosterRun.Step.self) == .previewed
        isScheduled = try row.next(String.self) == "schedule"
        account = try row.next()
    }

    /// Runs whose package is here and on which nobody has worked since `instant`. A scheduled one that needs no
    /// confirmation is not at its end when it is previewed.
    static func all(silentSince instant: Instant) -> Query<AbandonedRun> {
        Query(
            """
            SELECT run.id, run.provider_id, run.step, event.happened_by, event.account_id
            FROM roster_run AS run
            JOIN roster_run_event AS event ON event.provider_id = run.provider_id AND event.run_id = run.id
                AND event.number = 1
            WHERE (run.step IN ('received', 'checked') OR (run.step = 'previewed' AND event.happened_by = 'schedule'))
                AND run.package_bytes > 0 AND run.stepped_at < \(instant)
                AND NOT EXISTS (SELECT 1 FROM roster_run_progress AS progress
                    WHERE progress.provider_id = run.provider_id AND progress.run_id = run.id
                        AND progress.reported_at >= \(instant))
            ORDER BY run.received_at, run.id
            """)
    }
}
