import Base
import Directory
import Rostering
import Storage
import TestKit

extension TestHouse {
    /// As if another process had taken the run up.
    func beginAgain(_ run: ID<RosterRun>) async throws { try await move(run, to: "received") }

    /// As if that process had brought it to its preview.
    func bringToEnd(_ run: ID<RosterRun>) async throws { try await move(run, to: "previewed") }

    private func move(_ run: ID<RosterRun>, to step: String) async throws {
        try await database.write { writer in
            _ = try writer.run(
                "UPDATE roster_run SET step = \(step) WHERE provider_id = \(World.lake) AND id = \(run)")
        }
    }
}
