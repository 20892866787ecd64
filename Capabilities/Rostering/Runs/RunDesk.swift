import Base
import Directory
import Storage
import Synchronization

/// Keeps the record of a run at work: opens it once its provider is known, and writes its progress now and then.
final class RunDesk: Sendable {
    private let database: any Database
    private let now: @Sendable () -> Instant
    /// What the run is called.
    let fileName: String
    private let actor: RunActor
    private let startedAt: Instant
    private let shown: @Sendable (ImportProgress) -> Void
    private let state: Mutex<State>

    private struct State {
        var record: RunRecord?
        var phase: ImportProgress.Phase?
        var began = Instant(milliseconds: 0)
        var written = Instant(milliseconds: 0)
        var isWriting = false
    }

    private static let interval: Int64 = 500

    /// - Parameter record: the run, when it is kept already.
    init(
        database: any Database, fileName: String, actor: RunActor, record: RunRecord? = nil, startedAt: Instant,
        now: @escaping @Sendable () -> Instant, shown: @escaping @Sendable (ImportProgress) -> Void
    ) {
        (self.database, self.now, self.fileName, self.actor) = (database, now, ImportProblem.shown(fileName), actor)
        (self.startedAt, self.shown) = (startedAt, shown)
        state = Mutex(State(record: record))
    }

    /// The run of `provider`, whether it is kept yet or not.
    func record(for provider: ID<Provider>) -> RunRecord {
        state.withLock { state in
            if let record = state.record, record.isKept || record.provider == provider { return record }
            let record = RunRecord(
                id: .new(at: startedAt), provider: provider, fileName: fileName, actor: actor, receivedAt: startedAt,
                isKept: false)
            state.record = record
            return record
        }
    }

    /// The run, once its provider is known and the database has it.
    var kept: RunRecord? { state.withLock { $0.record?.isKept == true ? $0.record : nil } }

    /// Keeps the run from now on, so that others see it at work. Not for a provider that is yet to be made.
    func open(for provider: ID<Provider>) async throws {
        let record = record(for: provider)
        guard !record.isKept else { return }
        try await database.write { writer in try record.open(.received, in: writer) }
        state.withLock { $0.record?.isKept = true }
    }

    /// Shows the progress here, and writes it for others when the last time is a while ago.
    func report(_ progress: ImportProgress) {
        shown(progress)
        let now = now()
        let due = state.withLock { state -> (RunRecord, Instant)? in
            if state.phase != progress.phase { (state.phase, state.began) = (progress.phase, now) }
            guard let record = state.record, record.isKept, !state.isWriting,
                now.milliseconds - state.written.milliseconds >= Self.interval
            else { return nil }
            (state.isWriting, state.written) = (true, now)
            return (record, state.began)
        }
        guard let (record, began) = due else { return }
        Task { [database, state = self] in
            // Progress is for looking at: a write that fails is made good by the next one.
            try? await database.write { writer in
                _ = try writer.run(record.report(progress, began: began, at: now))
            }
            state.state.withLock { $0.isWriting = false }
        }
    }
}
