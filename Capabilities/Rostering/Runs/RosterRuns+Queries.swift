import Base
import Directory
import Foundation
import Storage

extension RosterRuns {
    /// Takes away what waited too long: packages that nobody applied, and what is too old to be undone. Counts, problems
    /// and who did what stay.
    package func removeOld() async throws {
        let now = now()
        let (abandoned, expired) = (now.adding(days: -1), now.adding(days: -Self.daysKept))
        let settled = now.adding(days: -Self.daysUndoable)
        try await database.write { writer in
            for (provider, run) in try writer.all(Self.abandoned(before: abandoned)) {
                try RosterRun.remove(run, of: provider, in: writer)
            }
            try writer.run(Self.removeChunks(before: expired))
            try writer.run(Self.expire(before: expired))
            try writer.run(Self.forgetPackages(before: expired))
            try writer.run(Self.removeImages(before: settled))
            try writer.run(Self.removeChanges(before: settled))
        }
    }

    /// Uploads that broke off without a word.
    private static func abandoned(before end: Instant) -> Query<(ID<Provider>, ID<RosterRun>)> {
        Query("SELECT provider_id, id FROM roster_run WHERE step = 'receiving' AND received_at < \(end)") {
            (try $0.next(), try $0.next())
        }
    }

    private static func removeChunks(before end: Instant) -> SQL {
        """
        DELETE FROM roster_run_chunk
        WHERE EXISTS (SELECT 1 FROM roster_run WHERE roster_run.provider_id = roster_run_chunk.provider_id
            AND roster_run.id = roster_run_chunk.run_id AND roster_run.stepped_at < \(end))
        """
    }

    private static func expire(before end: Instant) -> SQL {
        """
        UPDATE roster_run SET step = 'expired'
        WHERE step IN ('received', 'checked', 'previewed', 'failed') AND package_bytes > 0 AND stepped_at < \(end)
        """
    }

    private static func forgetPackages(before end: Instant) -> SQL {
        "UPDATE roster_run SET package_bytes = 0 WHERE package_bytes > 0 AND stepped_at < \(end)"
    }

    private static func removeImages(before end: Instant) -> SQL {
        """
        DELETE FROM roster_run_before
        WHERE EXISTS (SELECT 1 FROM roster_run WHERE roster_run.provider_id = roster_run_before.provider_id
            AND roster_run.id = roster_run_before.run_id AND roster_run.stepped_at < \(end))
        """
    }

    private static func removeChanges(before end: Instant) -> SQL {
        """
        DELETE FROM roster_run_change
        WHERE EXISTS (SELECT 1 FROM roster_run WHERE roster_run.provider_id = roster_run_change.provider_id
            AND roster_run.id = roster_run_change.run_id AND roster_run.stepped_at < \(end))
        """
    }
}
