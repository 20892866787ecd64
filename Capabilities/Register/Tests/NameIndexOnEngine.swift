import Base
import Directory
import Storage
import TestKit
import Testing

@Suite struct NameIndexOnEngine {
    private static let names = [
        ("Anna Maija", "Peltonen"), ("Leo", "Yli-Pelto"), ("Eva", "Müller"), ("Åke", "Öberg"), ("Жанна", "Котова"),
        ("X", ""),
    ]

    @Test func `people who are there before the index are in it as if they came after`() async throws {
        let migrations = try Directory.migrations()
        try await TestDatabase.with(migrations.filter { $0.number == 1 }) { database in
            try await database.write { writer in try Self.people(writer) }
            _ = try await database.migrate(migrations, at: World.now)
            let filled = try await Self.rows(database)
            #expect(filled.contains { $0 == "pelto pelto" })
            #expect(filled.contains { $0 == "onen peltonen" })
            try await database.write { writer in
                for table: SQL in ["person_word", "name_part"] { try writer.run("DELETE FROM \(table)") }
                let people = try writer.all(Query<ID<Person>>("SELECT id FROM person ORDER BY id"))
                try NameIndex.refresh(people, in: World.lake, writer)
            }
            #expect(try await Self.rows(database) == filled)
        }
    }

    private static func people(_ writer: any Writer) throws {
        try writer.run(
            """
            INSERT INTO provider (id, slug, name_fi, created_at) VALUES (\(World.lake), 'lake', 'Järvi', \(World.now))
            """)
        for (number, name) in names.enumerated() {
            let name = PersonName(given: name.0, called: name.0, family: name.1)
            try writer.run(
                """
                INSERT INTO person (provider_id, id, given_names, called_name, family_name, sort_key, search_key,
                    protected, source, source_id)
                VALUES (\(World.lake), \(ID<Person>.new(at: World.now)), \(name.given), \(name.called), \(name.family),
                    \(name.sortKey), \(name.searchKey), \(false), 'test', \(String(number)))
                """)
        }
    }

    /// Every word of every person, and every ending of a word, in their order.
    private static func rows(_ database: any Database) async throws -> [String] {
        try await database.read { reader in
            let words = try reader.all(
                Query<String>(
                    """
                    SELECT person.source_id || ' ' || person_word.word AS line FROM person_word
                    JOIN person ON person.provider_id = person_word.provider_id AND person.id = person_word.person_id
                    ORDER BY line
                    """))
            let parts = try reader.all(
                Query<String>("SELECT name_part.part || ' ' || name_part.word AS line FROM name_part ORDER BY line"))
            return words + parts
        }
    }
}
