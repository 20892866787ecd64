import Base
import Directory
import Storage
import TestKit
import Testing

@Suite struct GroupNamesOnEngine {
    private static let titles = ["7A", "7A matematiikka", "Åbo-grupp, äldre", "Ö", "MA07.2", "{x}", "Müller"]

    @Test func `groups that are there before the index are in it as if they came after`() async throws {
        let migrations = try Directory.migrations()
        try await TestDatabase.with(migrations.filter { $0.number < 8 }) { database in
            try await database.write { writer in try Self.groups(writer) }
            _ = try await database.migrate(migrations, at: World.now)
            let filled = try await Self.rows(database)
            #expect(filled.contains("tiikka matematiikka"))
            #expect(filled.contains { $0.hasSuffix(" aldre") })
            try await database.write { writer in
                for table: SQL in ["group_name", "group_name_part"] { try writer.run("DELETE FROM \(table)") }
                try GroupNames.add(Self.titles, in: World.lake, writer)
                try GroupNames.add(Self.titles.prefix(2), in: World.lake, writer)
            }
            #expect(try await Self.rows(database) == filled)
        }
    }

    private static func groups(_ writer: any Writer) throws {
        try writer.run(
            """
            INSERT INTO provider (id, slug, name_fi, created_at) VALUES (\(World.lake), 'lake', 'Järvi', \(World.now))
            """)
        try writer.run(
            """
            INSERT INTO organisation (provider_id, id, kind, name, sort_key, source, source_id)
            VALUES (\(World.lake), \(World.lakeRoot), 'provider', 'Järvi', 'jarvi', 'test', 'root')
            """)
        for title in titles {
            try writer.run(
                """
                INSERT INTO school_group (provider_id, id, organisation_id, kind, title, sort_key, source, source_id)
                VALUES (\(World.lake), \(ID<SchoolGroup>.new(at: World.now)), \(World.lakeRoot), 'teaching', \(title),
                    \(SortKey.of(title)), 'test', \(title))
                """)
        }
    }

    /// Every word of every name, and every ending of a word, in their order.
    private static func rows(_ database: any Database) async throws -> [String] {
        try await database.read { reader in
            let words = try reader.all(
                Query<String>(
                    "SELECT group_name.sort_key || ' ' || group_name.word AS line FROM group_name ORDER BY line"))
            let parts = try reader.all(
                Query<String>(
                    """
                    SELECT group_name_part.part || ' ' || group_name_part.word AS line FROM group_name_part
                    ORDER BY line
                    """))
            return words + parts
        }
    }
}
