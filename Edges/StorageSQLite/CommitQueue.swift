import Foundation
import GRDB
import Storage
import Synchronization

/// Lets concurrent writes share commits: each in its own savepoint; when the shared commit fails, all of them fail.
///
/// One FULL commit costs about as much as a hundred small writes, so whoever waits while another commits joins the next.
/// Nobody waits for ever behind a long write: who has not begun after `waitSeconds` is refused with `.busy`.
final class CommitQueue: Sendable {
    private let pool: DatabasePool
    private let state = Mutex(State())
    /// How many writes one commit takes at most, so that none waits long for the others.
    private static let most = 128
    /// After this long a commit takes no more writes in; those that it holds want their answer.
    private static let mostNanoseconds: UInt64 = 200_000_000
    private let waitNanoseconds: UInt64
    // Unsafe because sources are not marked as sendable; it is set up in `init` and cancelled in `deinit`.
    nonisolated(unsafe) private let clock = DispatchSource.makeTimerSource()

    private struct State {
        var waiting: [any WriteJob] = []
        var isRunning = false
    }

    init(pool: DatabasePool, waitSeconds: Double) {
        (self.pool, waitNanoseconds) = (pool, UInt64(waitSeconds * 1e9))
        // The writer may be busy with one long transaction, so somebody else must look at who waits.
        clock.setEventHandler { [weak self] in self?.refuseLate() }
        clock.schedule(deadline: .now() + 0.25, repeating: 0.25, leeway: .milliseconds(50))
        clock.activate()
    }

    deinit { clock.cancel() }

    func run<Value: Sendable>(_ body: @escaping @Sendable (SQLiteConnection) throws -> Value) async throws -> Value {
        try await withCheckedThrowingContinuation { continuation in
            let mustStart = state.withLock { state in
                state.waiting.append(Job(body: body, continuation: continuation))
                defer { state.isRunning = true }
                return !state.isRunning
            }
            if mustStart { start() }
        }
    }

    private func start() {
        pool.asyncWriteWithoutTransaction { database in
            while let first = self.next(orEnd: true) { self.commit(first, in: database) }
        }
    }

    private func next(orEnd isLast: Bool) -> (any WriteJob)? {
        state.withLock { state in
            let job = state.waiting.isEmpty ? nil : state.waiting.removeFirst()
            if job == nil, isLast { state.isRunning = false }
            return job
        }
    }

    private func refuseLate() {
        let now = DispatchTime.now().uptimeNanoseconds
        let late = state.withLock { state in
            let late = state.waiting.prefix { $0.since + waitNanoseconds < now }
            state.waiting.removeFirst(late.count)
            return Array(late)
        }
        for job in late { job.refuse(.busy) }
    }

    /// Whoever comes while this runs joins it, one by one, so that nobody is bound to it before its turn.
    private func commit(_ first: any WriteJob, in database: GRDB.Database) {
        var batch = [first]
        let begun = DispatchTime.now().uptimeNanoseconds
        do {
            try SQLiteFailure.translated {
                try database.inTransaction(.immediate) {
                    var next: (any WriteJob)? = first
                    while let job = next {
                        job.perform(in: database)
                        // A full disk makes SQLite roll back the whole transaction by itself.
                        guard database.isInsideTransaction else { throw StorageFault.unavailable }
                        let isDue = DispatchTime.now().uptimeNanoseconds - begun > CommitQueue.mostNanoseconds
                        next = isDue || batch.count >= CommitQueue.most ? nil : self.next(orEnd: false)
                        if let next { batch.append(next) }
                    }
                    return .commit
                }
            }
            for job in batch { job.finish(nil) }
        } catch {
            for job in batch { job.finish(error) }
        }
    }
}

private protocol WriteJob: AnyObject, Sendable {
    /// When it began to wait, in nanoseconds of the monotonic clock.
    var since: UInt64 { get }
    func perform(in database: GRDB.Database)
    /// Ends it before it was performed.
    func refuse(_ fault: StorageFault)
    func finish(_ commitError: (any Error)?)
}

private final class Job<Value: Sendable>: WriteJob {
    let since = DispatchTime.now().uptimeNanoseconds
    private let body: @Sendable (SQLiteConnection) throws -> Value
    private let continuation: CheckedContinuation<Value, any Error>
    /// nil as long as it was not performed.
    private let result = Mutex<Result<Value, any Error>?>(nil)

    init(
        body: @escaping @Sendable (SQLiteConnection) throws -> Value,
        continuation: CheckedContinuation<Value, any Error>
    ) {
        (self.body, self.continuation) = (body, continuation)
    }

    func perform(in database: GRDB.Database) {
        let outcome = Result {
            try SQLiteFailure.translated {
                var value: Value?
                try database.inSavepoint {
                    let connection = SQLiteConnection(database)
                    value = try body(connection)
                    // A failed statement that the body swallowed must not end in a commit, as on PostgreSQL.
                    if let failure = connection.failure { throw failure }
                    return .commit
                }
                guard let value else { throw StorageFault.unavailable }
                return value
            }
        }
        result.withLock { $0 = outcome }
    }

    func refuse(_ fault: StorageFault) { continuation.resume(throwing: fault) }

    func finish(_ commitError: (any Error)?) {
        guard let outcome = result.withLock({ $0 }) else {
            // The transaction did not even begin, as when another process holds the file.
            return continuation.resume(throwing: commitError ?? StorageFault.unavailable)
        }
        if case .success = outcome, let commitError {
            continuation.resume(throwing: commitError)
        } else {
            continuation.resume(with: outcome)
        }
    }
}
