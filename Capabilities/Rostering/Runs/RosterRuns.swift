package import Base
package import Directory
import Foundation
package import Storage

/// Imports whose package comes from outside and is kept with the run until it is applied: received, previewed,
/// confirmed and undone in steps of their own, each from whatever process.
package struct RosterRuns: Sendable {
    let database: any Database
    let seal: Seal
    let now: @Sendable () -> Instant

    /// How large a package may be that is kept in the database.
    package static let maximalBytes = 200 << 20
    /// How many days a package waits to be applied.
    package static let daysKept: Int64 = 14
    /// How many days an applied run can be undone.
    package static let daysUndoable: Int64 = 30

    /// - Parameter seal: closes packages that are kept, and makes keyed hashes of identity codes.
    package init(database: any Database, seal: Seal, now: @escaping @Sendable () -> Instant) {
        (self.database, self.seal, self.now) = (database, seal, now)
    }

    /// Keeps a zip package as it comes in; the run is then `received`. Nothing remains when `chunks` throws or the
    /// package is too large (`RunRefusal.tooLarge`).
    package func receive(
        _ chunks: some AsyncSequence<[UInt8], any Error>, named fileName: String, for provider: ID<Provider>,
        by actor: RunActor
    ) async throws -> ID<RosterRun> {
        let at = now()
        let record = RunRecord(
            id: .new(at: at), provider: provider, fileName: ImportProblem.shown(fileName), actor: actor, receivedAt: at,
            isKept: false)
        try await database.write { writer in try record.open(.receiving, in: writer) }
        let package = RunPackage(database: database, seal: seal, run: record.id, provider: provider)
        do {
            let size = try await package.keep(chunks, most: Self.maximalBytes)
            try await move(record.id, of: provider, from: [.receiving], to: .received) { writer in
                try writer.run(RunPackage.noteSize(size, of: record.id, provider: provider))
                try writer.run(record.event(.received, at: at))
            }
        } catch {
            try await database.write { writer in try RosterRun.remove(record.id, of: provider, in: writer) }
            throw error
        }
        return record.id
    }

    /// Reads, checks and compares a run's package; afterwards it is `previewed`, or `refused` with its problems. May be
    /// done again as long as the package is there. It takes as long as it takes: do not let a request wait for it.
    package func preview(_ run: ID<RosterRun>, of provider: ID<Provider>, by actor: RunActor) async throws -> RosterRun
    {
        try await work(on: run, of: provider, from: Self.previewable, goal: .preview, by: actor)
    }

    /// Applies a previewed run. It is `previewed` again, with what is now to be confirmed, when `confirmation` is not
    /// the code of what would change now, or is missing where one is needed.
    package func apply(
        _ run: ID<RosterRun>, of provider: ID<Provider>, confirmation: String?, by actor: RunActor
    ) async throws -> RosterRun {
        try await work(
            on: run, of: provider, from: [.previewed], goal: .apply(confirmation: confirmation), by: actor)
    }

    /// Takes an applied run back: the register is as before, and the change feed says so. Empty when it is done; else
    /// what later runs or edits stand in the way, at most 200, and nothing was changed. `RunRefusal.tooLate` after
    /// `daysUndoable`.
    package func undo(
        _ run: ID<RosterRun>, of provider: ID<Provider>, by actor: RunActor
    ) async throws -> [UndoConflict] {
        try await RunUndo(database: database, now: now).run(run, of: provider, by: actor)
    }

    private static let previewable: [RosterRun.Step] = [.received, .checked, .previewed, .refused, .failed]

    private func work(
        on run: ID<RosterRun>, of provider: ID<Provider>, from steps: [RosterRun.Step], goal: RosterImport.Goal,
        by actor: RunActor
    ) async throws -> RosterRun {
        let record = try await begin(run, of: provider, from: steps, by: actor)
        let startedAt = now()
        let desk = RunDesk(
            database: database, fileName: record.fileName, actor: actor, record: record, startedAt: startedAt, now: now,
            shown: { _ in })
        do {
            try await RunPackage(database: database, seal: seal, run: run, provider: provider).asFile { file in
                _ = try await RosterEngine(database: database, seal: seal, now: now).run(
                    file, for: .known(provider), goal: goal, startedAt: startedAt, desk: desk)
            }
        } catch {
            let reason = (error as? StorageFault).map { "\($0)" } ?? "\(type(of: error))"
            try await database.write { [now] writer in try record.fail(reason, at: now(), in: writer) }
            throw error
        }
        return try await database.read { try $0.one(RosterRun.one(run, of: provider)) }
    }

    /// Takes the run back to `received`, so that nobody else works on it, and returns its record.
    private func begin(
        _ run: ID<RosterRun>, of provider: ID<Provider>, from steps: [RosterRun.Step], by actor: RunActor
    ) async throws -> RunRecord {
        try await database.write { [now] writer in
            let found = try writer.one(RosterRun.one(run, of: provider))
            guard steps.contains(found.step) else { throw RunRefusal.wrongStep(found.step) }
            guard found.hasPackage else { throw RunRefusal.packageGone }
            let moved = try writer.run(
                RunRecord.move(run, of: provider, from: [found.step], to: .received, at: now()))
            guard moved == 1 else { throw RunRefusal.wrongStep(found.step) }
            return RunRecord(
                id: run, provider: provider, fileName: found.fileName, actor: actor, receivedAt: found.receivedAt,
                isKept: true)
        }
    }

    private func move(
        _ run: ID<RosterRun>, of provider: ID<Provider>, from steps: [RosterRun.Step], to step: RosterRun.Step,
        _ more: @escaping @Sendable (any Writer) throws -> Void
    ) async throws {
        try await database.write { [now] writer in
            let moved = try writer.run(RunRecord.move(run, of: provider, from: steps, to: step, at: now()))
            guard moved == 1 else { throw Fault.missing }
            try more(writer)
        }
    }
}
