package import Base
import Foundation
import GRDB
package import Storage

/// The embedded engine: one file in WAL mode, snapshot reads beside one writer, commits shared and durable (FULL).
package final class SQLiteDatabase: Storage.Database {
    private let pool: DatabasePool
    private let commits: CommitQueue
    private let readers: ReadThreads
    private let counted = DatabaseUse()
    /// Held while the file is open, so that nobody puts another in its place.
    private let lock: FileLock
    private let folder: URL

    /// Opens or creates the file; throws `StorageFault`.
    ///
    /// - Parameters:
    ///   - readers: connections for reading at one time.
    ///   - writeWaitSeconds: how long a write waits for another one to end, here or in another process.
    package init(
        path: String, readers: Int = max(4, ProcessInfo.processInfo.activeProcessorCount * 2),
        writeWaitSeconds: Double = 30
    ) throws {
        lock = try FileLock(path: path, isShared: true)
        folder = URL(filePath: path).deletingLastPathComponent()
        var configuration = Configuration()
        // Another process on the same file (an import beside the server) may hold the writer for this long.
        configuration.busyMode = .timeout(writeWaitSeconds)
        configuration.prepareDatabase { database in
            try ListUUID.add(to: database)
            // Pages are read where the kernel has them, without a copy for each connection.
            try database.execute(sql: "PRAGMA mmap_size = 1073741824")
        }
        pool = try SQLiteFailure.translated { [configuration] in
            try DatabasePool(path: path, configuration: configuration)
        }
        // GRDB sets NORMAL while it opens a pool; a commit that was answered must survive a power cut.
        try pool.writeWithoutTransaction { try $0.execute(sql: "PRAGMA synchronous = FULL") }
        commits = CommitQueue(pool: pool, waitSeconds: writeWaitSeconds)
        configuration.readonly = true
        self.readers = try SQLiteFailure.translated { [configuration] in
            try ReadThreads(path: path, configuration, count: readers)
        }
    }

    package var use: DatabaseUse? { counted }

    package func scratch() throws -> any Scratch { try SQLiteScratch(in: folder) }

    package func read<Value: Sendable>(_ body: @escaping @Sendable (any Storage.Reader) throws -> Value) async throws
        -> Value
    {
        let wait = counted.wait()
        defer { wait.refuse() }
        return try await readers.read { reader in
            wait.end()
            return try body(reader)
        }
    }

    package func write<Value: Sendable>(_ body: @escaping @Sendable (any Writer) throws -> Value) async throws -> Value
    {
        let wait = counted.wait()
        defer { wait.refuse() }
        return try await commits.run { connection in
            wait.end()
            return try body(connection)
        }
    }

    package func migrate(_ migrations: [Migration], at instant: Instant) async throws -> [String] {
        try await commits.run { connection in
            let names = try Migrator.apply(migrations, in: connection, at: instant)
            if !names.isEmpty { try connection.describeIndexes() }
            return names
        }
    }

    package func close() async {
        await readers.close()
        try? pool.close()
        lock.release()
    }

    /// The writer's `synchronous` setting: 2 is FULL.
    package func synchronous() async throws -> Int {
        try await pool.writeWithoutTransaction { try Int.fetchOne($0, sql: "PRAGMA synchronous") ?? -1 }
    }

    /// How the engine would find the rows: the lines of `EXPLAIN QUERY PLAN`.
    package func plan(of sql: Storage.SQL) async throws -> [String] {
        try await read { reader in
            var lines: [String] = []
            try reader.forEach("EXPLAIN QUERY PLAN \(sql)") { row in
                for _ in 0..<3 { _ = try row.next(Int.self) }
                lines.append(try row.next())
            }
            return lines
        }
    }

    /// A consistent copy of the whole database in a new file, while it is in use.
    package func copy(to path: String) async throws {
        try pool.backup(to: DatabaseQueue(path: path))
    }
}
