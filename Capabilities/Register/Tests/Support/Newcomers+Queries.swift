import Base
import Directory
import Storage
import TestKit

/// People with names of many kinds, assistants of the hill's school.
enum Newcomers {
    static let learnerNumber = "1.2.246.562.98.12345678903"

    private static let names = [
        ("Anna", "Peltonen"), ("Leo", "Yli-Pelto"), ("Eva", "Müller"), ("Åke", "Öberg"), ("Жанна", "Котова"),
        ("Linh", "Nguyễn"),
    ]

    static func add(to database: any Database) async throws {
        try await database.write { writer in
            for (index, name) in names.enumerated() {
                let person = try add(PersonName(given: name.0, called: name.0, family: name.1), "new-\(index)", writer)
                if index == 0 { try know(person, writer) }
            }
        }
    }

    static func crowdNames(_ count: Int) -> [String] {
        (0..<count).map { "Joukko \(letter($0 / 10))\(letter($0 % 10))" }
    }

    /// `count` people whose names follow each other.
    static func crowd(_ count: Int, in database: any Database) async throws {
        try await database.write { writer in
            for index in 0..<count {
                let name = PersonName(
                    given: "Joukko", called: "Joukko", family: "\(letter(index / 10))\(letter(index % 10))")
                _ = try add(name, "crowd-\(index)", writer)
            }
        }
    }

    /// Somebody born on the same day, with another first name, at the same school.
    static func addTwin(of who: Who, named called: String, to database: any Database) async throws {
        try await database.write { writer in
            let name = PersonName(given: called, called: called, family: World.name(who).family)
            let person = try add(name, "twin", at: World.lakeSchool, writer)
            try writer.run(
                """
                UPDATE person SET birth_date = (SELECT twin.birth_date FROM person AS twin
                    WHERE twin.provider_id = \(World.lake) AND twin.id = \(World.person(who)))
                WHERE provider_id = \(World.lake) AND id = \(person)
                """)
        }
    }

    /// Two people born on one day.
    static func addPair(
        _ first: (String, String), _ second: (String, String), to database: any Database
    ) async throws {
        try await database.write { writer in
            for (index, name) in [first, second].enumerated() {
                let person = try add(
                    PersonName(given: name.0, called: name.0, family: name.1), "pair-\(index)", writer)
                try writer.run(
                    """
                    UPDATE person SET birth_date = \(CivilDate(dayNumber: 15_000))
                    WHERE provider_id = \(World.lake) AND id = \(person)
                    """)
            }
        }
    }

    private static func letter(_ number: Int) -> String { String(Character(UnicodeScalar(UInt8(97 + number)))) }

    private static func add(
        _ name: PersonName, _ source: String, at school: ID<Organisation> = World.hillSchool, _ writer: any Writer
    ) throws -> ID<Person> {
        let person = ID<Person>.new(at: World.now)
        try writer.run(
            """
            INSERT INTO person (provider_id, id, given_names, called_name, family_name, sort_key, search_key, protected,
                source, source_id)
            VALUES (\(World.lake), \(person), \(name.given), \(name.called), \(name.family), \(name.sortKey),
                \(name.searchKey), \(false), 'oneroster', \(source))
            """)
        try NameIndex.refresh([person], in: World.lake, writer)
        let role = ID<RoleAssignment>.new(at: World.now)
        try writer.run(
            """
            INSERT INTO role_assignment (provider_id, id, person_id, organisation_id, role, is_primary, source, source_id)
            VALUES (\(World.lake), \(role), \(person), \(school), 'assistant', \(true), 'test', \(source))
            """)
        try PersonPlaces.add(roles: [role.uuid], in: World.lake, writer)
        return person
    }

    private static func know(_ person: ID<Person>, _ writer: any Writer) throws {
        try writer.run(
            """
            INSERT INTO person_identifier (provider_id, id, person_id, kind, value)
            VALUES (\(World.lake), \(ID<PersonRecordKey>.new(at: World.now)), \(person), 'learner_number', \(learnerNumber))
            """)
    }

    private enum PersonRecordKey {}
}
