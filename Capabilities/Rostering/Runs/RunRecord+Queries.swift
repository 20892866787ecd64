import Base
import Directory
import Foundation
import Storage

extension RunRecord {
    static let problemTable = BulkTable(
        "roster_run_problem",
        ["provider_id", "run_id", "number", "severity", "code", "file", "line", "field", "details"])

    func insert(_ step: RosterRun.Step) throws -> SQL {
        """
        INSERT INTO roster_run
            (provider_id, id, format, step, received_at, stepped_at, file_name, package_bytes, counts, error_count,
            notice_count)
        VALUES (\(provider), \(id), \(Self.format), \(step), \(receivedAt), \(receivedAt), \(fileName), 0,
            \(try JSONDocument(encoding: [String: Int]())), 0, 0)
        """
    }

    func event(_ step: RosterRun.Step, at now: Instant) -> SQL {
        """
        INSERT INTO roster_run_event (provider_id, run_id, number, step, happened_at, happened_by, account_id)
        SELECT roster_run.provider_id, roster_run.id, COALESCE((SELECT MAX(earlier.number)
                FROM roster_run_event AS earlier
                WHERE earlier.provider_id = \(provider) AND earlier.run_id = \(id)), 0) + 1,
            \(step), \(now), \(actor.kind), \(actor.account)
        FROM roster_run
        WHERE roster_run.provider_id = \(provider) AND roster_run.id = \(id)
        """
    }

    /// Whether the run has taken `step` already.
    func taken(_ step: RosterRun.Step) -> Query<Int32> {
        Query(
            """
            SELECT number FROM roster_run_event
            WHERE provider_id = \(provider) AND run_id = \(id) AND step = \(step)
            LIMIT 1
            """)
    }

    func update(to step: RosterRun.Step, _ outcome: RunOutcome, at now: Instant) throws -> SQL {
        let named = Dictionary(uniqueKeysWithValues: outcome.counts.map { ($0.key.rawValue, $0.value) })
        return """
            UPDATE roster_run
            SET step = \(step), stepped_at = \(now), counts = \(try JSONDocument(encoding: named)),
                error_count = \(outcome.problems.errorCount), notice_count = \(outcome.problems.noticeCount),
                preview = \(try outcome.preview.map { try JSONDocument(encoding: $0) }), code = \(outcome.code),
                source = \(try outcome.source.map { try JSONDocument(encoding: $0) }), failure = NULL,
                first_sequence = \(outcome.sequences?.lowerBound), last_sequence = \(outcome.sequences?.upperBound),
                package_bytes = CASE WHEN \(step == .applied) THEN 0 ELSE package_bytes END
            WHERE provider_id = \(provider) AND id = \(id) AND step = 'received'
            """
    }

    /// Takes a run from one of `steps` to `step`; no row is changed when it is somewhere else.
    static func move(
        _ run: ID<RosterRun>, of provider: ID<Provider>, from steps: [RosterRun.Step], to step: RosterRun.Step,
        at now: Instant
    ) -> SQL {
        """
        UPDATE roster_run SET step = \(step), stepped_at = \(now)
        WHERE provider_id = \(provider) AND id = \(run) AND step \(anyOf: steps)
        """
    }

    func failure(_ reason: String, at now: Instant) -> SQL {
        """
        UPDATE roster_run SET step = 'failed', stepped_at = \(now), failure = \(reason)
        WHERE provider_id = \(provider) AND id = \(id) AND step = 'received'
        """
    }

    /// Only while somebody is at work: what comes late, behind the end of a step, is not written.
    func report(_ progress: ImportProgress, began: Instant, at now: Instant) -> SQL {
        let steps: [RosterRun.Step] = [.received, .checked] + (progress.phase == .applying ? [.previewed] : [])
        return """
            INSERT INTO roster_run_progress (provider_id, run_id, phase, done, total, began_at, reported_at)
            SELECT provider_id, id, \(progress.phase), \(progress.done), \(progress.total), \(began), \(now)
            FROM roster_run
            WHERE provider_id = \(provider) AND id = \(id) AND step \(anyOf: steps)
            ON CONFLICT (provider_id, run_id) DO UPDATE
            SET phase = excluded.phase, done = excluded.done, total = excluded.total, began_at = excluded.began_at,
                reported_at = excluded.reported_at
            """
    }

    var removeProgress: SQL { "DELETE FROM roster_run_progress WHERE provider_id = \(provider) AND run_id = \(id)" }
    var removeProblems: SQL { "DELETE FROM roster_run_problem WHERE provider_id = \(provider) AND run_id = \(id)" }
    var removeChunks: SQL { RunPackage.remove(id, of: provider) }
}

extension RosterRun {
    /// Takes away a run with all that was kept of it; for one whose package never came in whole.
    static func remove(_ run: ID<RosterRun>, of provider: ID<Provider>, in writer: any Writer) throws {
        try writer.run(RunPackage.remove(run, of: provider))
        try writer.run("DELETE FROM roster_run_event WHERE provider_id = \(provider) AND run_id = \(run)")
        try writer.run("DELETE FROM roster_run WHERE provider_id = \(provider) AND id = \(run)")
    }
}
