import Base
import Foundation
import Storage
import StoragePostgres
import StorageSQLite
import TestKit
import Testing

@Suite struct CrashOnEngine {
    @Test func `after a kill nothing is half-written and nothing that was answered is lost`() async throws {
        switch TestEngine.current {
        case .sqlite: try await killTheProcess()
        case .postgres: try await killTheServer()
        }
    }

    private func killTheProcess() async throws {
        let folder = FileManager.default.temporaryDirectory.path + "/digione-crash-\(UUID())"
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let program = try #require(Bundle.main.executableURL)
            .deletingLastPathComponent().appending(path: "storage-exercise")
        for round in 0..<3 {
            let output = "\(folder)/answered-\(round)"
            let first = round * 1_000_000
            let child = try ChildProcess([program.path, "\(folder)/test.db", String(first)], output: output)
            var answered: [Int] = []
            for _ in 0..<600 where answered.count < 100 {
                try await Task.sleep(for: .milliseconds(50))
                answered = try Self.numbers(in: output)
            }
            child.kill(SIGKILL)
            #expect(await child.end() == 128 + SIGKILL)
            answered = try Self.numbers(in: output)
            #expect(answered.count >= 100)
            let database = try SQLiteDatabase(path: "\(folder)/test.db", readers: 2)
            try await Pairs.check(database, answered: answered)
            await database.close()
        }
    }

    /// The complete lines of a file; the last one may have been cut.
    private static func numbers(in file: String) throws -> [Int] {
        let text = (try? String(contentsOfFile: file, encoding: .utf8)) ?? ""
        return text.split(separator: "\n", omittingEmptySubsequences: false).dropLast().compactMap { Int($0) }
    }

    private func killTheServer() async throws {
        let server = try await TestPostgresServer(isDurable: true)
        try await server.create("crash")
        let limits = PostgresLimits(connections: 4, waitSeconds: 1)
        let database = PostgresDatabase(try server.address(of: "crash"), limits: limits)
        _ = try await database.migrate(Pairs.migrations, at: .fromSystemClock())
        for round in 0..<3 {
            let answered = try await Pairs.write(database, from: round * 1_000_000) {
                try await server.stopImmediately()
            }
            #expect(answered.count >= 100)
            // No server: what comes now waits for its time and is refused.
            #expect(await fault { _ = try await database.read { try $0.one(Pairs.count) } } == .unavailable)
            try await server.start()
            try await Self.settled(database)
            try await Pairs.check(database, answered: answered)
        }
        // A server that comes back while the pool is idle costs nobody a fault.
        try await server.stopImmediately()
        try await server.start()
        try await Task.sleep(for: .milliseconds(300))
        for _ in 0..<20 { #expect(try await database.read { try $0.one(Pairs.count) } >= 300) }
        await database.close()
        try await server.remove()
    }

    /// The pool finds its way back by itself.
    private static func settled(_ database: any Database) async throws {
        for _ in 0..<20 where await fault(of: { _ = try await database.read { try $0.one(Pairs.count) } }) != nil {
            try await Task.sleep(for: .milliseconds(250))
        }
    }
}

/// Pairs of rows, each pair in one transaction.
enum Pairs {
    static let migrations = [
        Migration(
            room: "Exercise", number: 1, name: "0001_pair",
            text: """
                CREATE TABLE left_half (number BIGINT NOT NULL PRIMARY KEY);
                CREATE TABLE right_half (number BIGINT NOT NULL PRIMARY KEY);
                """)
    ]
    static var count: Query<Int> { Query("SELECT COUNT(*) FROM left_half") }

    /// Writes with four writers until the database fails them, which `kill` causes after a hundred pairs.
    static func write(
        _ database: any Database, from first: Int, kill: @escaping @Sendable () async throws -> Void
    ) async throws -> [Int] {
        let answered = Answered()
        try await withThrowingTaskGroup(of: Void.self) { group in
            for writer in 0..<4 {
                group.addTask {
                    for number in stride(from: first + writer, to: Int.max, by: 4) {
                        let fault = await fault {
                            try await database.write { writer in
                                try writer.run("INSERT INTO left_half (number) VALUES (\(number))")
                                try writer.run("INSERT INTO right_half (number) VALUES (\(number))")
                            }
                        }
                        guard fault == nil else { return #expect(fault == .unavailable) }
                        await answered.add(number)
                    }
                }
            }
            while await answered.numbers.count < 100 { try await Task.sleep(for: .milliseconds(10)) }
            try await kill()
            try await group.waitForAll()
        }
        return await answered.numbers
    }

    static func check(_ database: any Database, answered: [Int]) async throws {
        let (left, right) = try await database.read { reader in
            (
                try reader.all(Query<Int>("SELECT number FROM left_half")),
                try reader.all(Query<Int>("SELECT number FROM right_half"))
            )
        }
        #expect(Set(left) == Set(right))
        #expect(Set(left).isSuperset(of: answered))
    }

    private actor Answered {
        var numbers: [Int] = []
        func add(_ number: Int) { numbers.append(number) }
    }
}
