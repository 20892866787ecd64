import Base
import Directory
import Foundation
import Storage

/// Takes an applied run back, unless something later stands on it.
struct RunUndo: Sendable {
    let database: any Database
    let now: @Sendable () -> Instant

    /// So many conflicts are named; one is enough to know that it cannot be.
    static let mostConflicts = 200
    private static let attempts = 3

    /// Empty when the run is undone; else what stands in the way, and nothing was changed.
    func run(_ run: ID<RosterRun>, of provider: ID<Provider>, by actor: RunActor) async throws -> [UndoConflict] {
        for _ in 1..<Self.attempts {
            do {
                return try await attempt(run, of: provider, by: actor)
            } catch is Application.Outdated {
                continue
            }
        }
        do {
            return try await attempt(run, of: provider, by: actor)
        } catch is Application.Outdated {
            throw StorageFault.busy
        }
    }

    private struct Readiness: Sendable {
        let run: RosterRun
        var conflicts: [UndoConflict] = []
        var plan: ImportPlan?
        var sequence: Int64 = 0
    }

    private func attempt(
        _ id: ID<RosterRun>, of provider: ID<Provider>, by actor: RunActor
    ) async throws -> [UndoConflict] {
        let started = now()
        let staging = try Staging(database.scratch())
        defer { staging.scratch.close() }
        let ready = try await database.read { reader in
            try prepare(id, of: provider, at: started, staging, in: reader)
        }
        guard ready.conflicts.isEmpty else { return ready.conflicts }
        let record = RunRecord(
            id: id, provider: provider, fileName: ready.run.fileName, actor: actor, receivedAt: ready.run.receivedAt,
            isKept: true)
        let application = Application(
            plan: ready.plan ?? ImportPlan(scratch: staging.scratch), provider: provider, newProvider: nil,
            sequence: ready.sequence, now: started,
            progress: { _ in })
        try await database.write { writer in
            _ = try application.run(writer)
            let moved = try writer.run(RunRecord.move(id, of: provider, from: [.applied], to: .undone, at: started))
            guard moved == 1 else { throw RunRefusal.atWork }
            try writer.run(record.event(.undone, at: started))
            try ImportHistory(record, at: started, writer).writeUndone()
            try writer.run(RunUndo.removeImages(of: id, provider))
        }
        return []
    }

    private func prepare(
        _ id: ID<RosterRun>, of provider: ID<Provider>, at now: Instant, _ staging: Staging, in reader: any Reader
    ) throws -> Readiness {
        let run = try reader.one(RosterRun.one(id, of: provider))
        guard run.step == .applied else { throw RunRefusal.wrongStep(run.step) }
        guard run.steppedAt.adding(days: RosterRuns.daysUndoable) > now else { throw RunRefusal.tooLate }
        var ready = Readiness(run: run)
        ready.sequence = try reader.first(ChangeCounter.last(of: provider)) ?? 0
        guard let sequences = run.sequences else {
            // Nothing was changed, or it was before runs kept what they changed.
            guard run.counts.values.allSatisfy({ $0.touched == 0 }) else { throw RunRefusal.tooLate }
            return ready
        }
        ready.conflicts = try UndoConflict.all(with: sequences, of: provider, in: reader)
        guard ready.conflicts.isEmpty else { return ready }
        ready.plan = try InversePlan(of: run, in: staging, reader).plan(sequences)
        return ready
    }
}
