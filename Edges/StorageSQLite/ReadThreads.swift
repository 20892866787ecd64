import Foundation
import GRDB
import GRDBSQLite
import Storage

/// Threads that read, each on a connection of its own; a body runs on the first that is free.
///
/// A body that waits costs no thread, and one that finds a thread busy costs no hand-over when its turn comes.
final class ReadThreads: @unchecked Sendable {
    // Unchecked because every variable below is touched only while `condition` is locked.
    private let condition = NSCondition()
    private var waiting: [Body] = []
    private var idle = 0
    private var running: Int
    private var isClosed = false
    private var closers: [CheckedContinuation<Void, Never>] = []

    /// What runs on a connection; without one when there is none any more.
    private typealias Body = @Sendable (GRDB.Database?) -> Void

    init(path: String, _ configuration: Configuration, count: Int) throws {
        let connections = try (0..<count).map { _ in try DatabaseQueue(path: path, configuration: configuration) }
        running = count
        for (number, connection) in connections.enumerated() {
            let thread = Thread { [self] in serve(connection) }
            thread.name = "read-\(number + 1)"
            thread.start()
        }
    }

    func read<Value: Sendable>(_ body: @escaping @Sendable (SQLiteConnection) throws -> Value) async throws -> Value {
        try await withCheckedThrowingContinuation { continuation in
            add { database in
                continuation.resume(
                    with: Result {
                        guard let database else { throw StorageFault.unavailable }
                        return try SQLiteFailure.translated { try ReadThreads.snapshot(database, body) }
                    })
            }
        }
    }

    /// Refuses what waits and returns when the last body has ended and its connection is closed.
    func close() async {
        for body in refused() { body(nil) }
        await withCheckedContinuation { continuation in
            condition.lock()
            let isOver = running == 0
            if !isOver { closers.append(continuation) }
            condition.unlock()
            if isOver { continuation.resume() }
        }
    }

    private func refused() -> [Body] {
        condition.lock()
        defer { condition.unlock() }
        isClosed = true
        condition.broadcast()
        defer { waiting = [] }
        return waiting
    }

    private static func snapshot<Value>(
        _ database: GRDB.Database, _ body: (SQLiteConnection) throws -> Value
    ) throws -> Value {
        try step("BEGIN DEFERRED TRANSACTION", database)
        let outcome = Result { try body(SQLiteConnection(database)) }
        // A snapshot has nothing to keep, so its end can be the same whatever became of it.
        try step("ROLLBACK TRANSACTION", database)
        return try outcome.get()
    }

    private static func step(_ text: String, _ database: GRDB.Database) throws {
        let statement = try database.cachedStatement(sql: text).sqliteStatement
        defer { sqlite3_reset(statement) }
        guard sqlite3_step(statement) == SQLITE_DONE else {
            throw SQLiteFailure.fault(code: sqlite3_extended_errcode(database.sqliteConnection))
        }
    }

    private func add(_ body: @escaping Body) {
        condition.lock()
        let isRefused = isClosed
        if !isRefused { waiting.append(body) }
        if idle > 0 { condition.signal() }
        condition.unlock()
        if isRefused { body(nil) }
    }

    private func serve(_ connection: DatabaseQueue) {
        connection.unsafeReentrantWrite { database in
            while let body = next() { body(database) }
        }
        try? connection.close()
        condition.lock()
        running -= 1
        let waiting = running == 0 ? closers : []
        condition.unlock()
        for closer in waiting { closer.resume() }
    }

    /// The next body, as soon as there is one; nil when all is over.
    private func next() -> Body? {
        condition.lock()
        defer { condition.unlock() }
        idle += 1
        defer { idle -= 1 }
        while waiting.isEmpty && !isClosed { condition.wait() }
        return waiting.isEmpty ? nil : waiting.removeFirst()
    }
}
