import Base
import Storage
import TestKit
import Testing

@Suite struct MigrationsOnEngine {
    private static let nothing = TestTemplate(key: "nothing", migrations: [])
    private static var ledger: Query<String> { Query("SELECT name FROM migration_ledger ORDER BY room, number") }

    private static func changed(_ text: String) -> [Migration] {
        let last = Ground.migrations[1]
        return [Ground.migrations[0], Migration(room: last.room, number: last.number, name: last.name, text: text)]
    }

    @Test func `what is missing is applied once, in order, and written down`() async throws {
        try await TestDatabase.with(template: Self.nothing) { database in
            let instant = Instant(milliseconds: 1_795_000_000_123)
            let names = ["Conformance/0001_thing", "Conformance/0002_sample"]
            #expect(try await database.migrate([Ground.migrations[0]], at: instant) == [names[0]])
            #expect(try await database.migrate(Ground.migrations, at: instant) == [names[1]])
            #expect(try await database.migrate(Ground.migrations, at: instant) == [])
            #expect(try await database.read { try $0.all(Self.ledger) } == ["0001_thing", "0002_sample"])
            let applied = try await database.read { reader in
                try reader.all(Query<Instant>("SELECT applied_at FROM migration_ledger"))
            }
            #expect(applied == [instant, instant])
        }
    }

    @Test func `a shipped text that was changed is refused`() async throws {
        try await Ground.with { database in
            let fault = await fault {
                let changed = Self.changed("CREATE TABLE sample (number BIGINT);")
                _ = try await database.migrate(changed, at: .fromSystemClock())
            }
            #expect(fault?.withoutWords == .migration(""))
        }
    }

    @Test func `nothing remains of migrations that fail`() async throws {
        try await TestDatabase.with(template: Self.nothing) { database in
            let fault = await fault {
                _ = try await database.migrate(
                    Self.changed("CREATE TABLE sample (number BIGINT);\nCREATE TABEL sample;"), at: .fromSystemClock())
            }
            #expect(fault?.withoutWords == .statement(code: ""))
            let applied = try await database.migrate(Ground.migrations, at: .fromSystemClock())
            #expect(applied.count == 2)
        }
    }

    @Test func `two nodes may migrate at once`() async throws {
        try await TestDatabase.withPlace(Self.nothing) { place in
            let nodes = [try place.open(), try place.open()]
            let applied = try await withThrowingTaskGroup(of: [String].self) { group in
                for node in nodes {
                    group.addTask { try await node.migrate(Ground.migrations, at: .fromSystemClock()) }
                }
                return try await group.reduce(into: []) { $0 += $1 }
            }
            #expect(applied == ["Conformance/0001_thing", "Conformance/0002_sample"])
            for node in nodes {
                #expect(try await node.read { try $0.one(Thing.count) } == 0)
                await node.close()
            }
        }
    }

    @Test func `statements that ran before a migration run after it`() async throws {
        try await Ground.with { database in
            let all: @Sendable (any Reader) throws -> Int = { reader in
                var columns = 0
                try reader.forEach("SELECT * FROM thing") { row in columns = row.columns }
                return columns
            }
            try await database.write { _ = try $0.run(Thing(name: "one").insertion) }
            for _ in 0..<10 { #expect(try await database.read(all) == 3) }
            let third = Migration(
                room: "Conformance", number: 3, name: "0003_note", text: "ALTER TABLE thing ADD COLUMN note TEXT;")
            _ = try await database.migrate(Ground.migrations + [third], at: .fromSystemClock())
            for _ in 0..<10 { #expect(try await database.read(all) == 4) }
        }
    }
}
