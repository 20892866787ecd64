import Foundation
import GRDB
import Storage
import Synchronization

/// Lets concurrent writes share commits: each in its own savepoint; when the shared commit fails, all of them fail.
///
/// One FULL commit costs about as much as a hundred small writes, so whoever waits while another commits joins the next.
final class CommitQueue: Sendable {
    private let pool: DatabasePool
    private let state = Mutex(State())
    /// How many writes one commit takes at most, so that none waits long for the others.
    private static let most = 128

    private struct State {
        var waiting: [any WriteJob] = []
        var isRunning = false
    }

    init(pool: DatabasePool) { self.pool = pool }

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
            while let batch = self.next() { self.commit(batch, in: database) }
        }
    }

    private func next() -> [any WriteJob]? {
        state.withLock { state in
            guard !state.waiting.isEmpty else {
                state.isRunning = false
                return nil
            }
            let batch = Array(state.waiting.prefix(CommitQueue.most))
            state.waiting.removeFirst(batch.count)
            return batch
        }
    }

    private func commit(_ batch: [any WriteJob], in database: GRDB.Database) {
        do {
            try SQLiteFailure.translated {
                try database.inTransaction(.immediate) {
                    for job in batch {
                        job.perform(in: database)
                        // A full disk makes SQLite roll back the whole transaction by itself.
                        guard database.isInsideTransaction else { throw StorageFault.unavailable }
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
    func perform(in database: GRDB.Database)
    func finish(_ commitError: (any Error)?)
}

private final class Job<Value: Sendable>: WriteJob {
    private let body: @Sendable (SQLiteConnection) throws -> Value
    private let continuation: CheckedContinuation<Value, any Error>
    private let result = Mutex<Result<Value, any Error>>(.failure(StorageFault.unavailable))

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

    func finish(_ commitError: (any Error)?) {
        let outcome = result.withLock { $0 }
        if case .success = outcome, let commitError {
            continuation.resume(throwing: commitError)
        } else {
            continuation.resume(with: outcome)
        }
    }
}
