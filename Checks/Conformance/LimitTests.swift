import Base
import Foundation
import Storage
import StoragePostgres
import TestKit
import Testing

@Suite struct LimitsOnEngine {
    private func with(_ limits: PostgresLimits, _ body: (any Database) async throws -> Void) async throws {
        try await TestDatabase.withPlace(TestTemplate(key: "", migrations: Ground.migrations)) { place in
            let database: any Database
            switch place.address {
            case .sqlite: database = try place.open()
            case .postgres(let address): database = PostgresDatabase(address, limits: limits)
            }
            try await body(database)
            await database.close()
        }
    }

    @Test func `a server ends a statement that takes too long, an embedded engine has none to share`() async throws {
        try await with(PostgresLimits(connections: 1, statementSeconds: 1)) { database in
            let slow: SQL = """
                WITH RECURSIVE counter (number) AS (
                    SELECT 1 UNION ALL SELECT number + 1 FROM counter WHERE number < \(300_000)
                )
                SELECT COUNT(*) FROM counter
                """
            let slower: SQL = TestEngine.current == .postgres ? "SELECT pg_sleep(5)" : slow
            let fault = await fault { try await database.read { try $0.forEach(slower) { _ in } } }
            #expect(fault == (TestEngine.current == .postgres ? .timeout : nil))
            // The connection is as good as before.
            let count = try await database.read { try $0.one(Thing.count) }
            #expect(count == 0)
        }
    }

    @Test func `a body that finds no connection in time is refused on a server`() async throws {
        try await with(PostgresLimits(connections: 1, queue: 2, waitSeconds: 0.3)) { database in
            let faults = await withTaskGroup(of: StorageFault?.self) { group in
                for _ in 0..<8 {
                    group.addTask {
                        await fault {
                            try await database.read { reader in
                                _ = try reader.one(Thing.count)
                                Thread.sleep(forTimeInterval: 1)
                            }
                        }
                    }
                }
                return await group.reduce(into: []) { $0.append($1) }
            }
            let served = faults.count { $0 == nil }
            #expect(served == (TestEngine.current == .postgres ? 1 : 8))
            #expect(faults.allSatisfy { $0 == nil || $0 == .unavailable })
        }
    }

    @Test func `a thousand different statements on one connection all work`() async throws {
        try await with(PostgresLimits(connections: 1)) { database in
            for round in 0..<4 {
                let sums = try await database.read { reader in
                    try (0..<300).map { number in
                        // Each length of the list of values is a text of its own.
                        let sum = (0..<number).reduce("\(round)" as SQL) { sum, next in "\(sum) + \(next)" }
                        return try reader.one(Query<Int>("SELECT \(sum)"))
                    }
                }
                #expect(sums == (0..<300).map { number in round + number * (number - 1) / 2 })
            }
        }
    }
}
