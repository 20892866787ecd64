import Base
import Directory
import Foundation
import Storage
import TestKit

/// Records that look like those of one person.
struct SecondRecord {
    var called = "Kerttu"
    var family = "Kaksonen"
    var birth: String? = "2014-03-02"
    var identifier: String?
    var mail: String?
    var isProtected = false
    var school = World.hillSchool

    @discardableResult func add(to database: any Database) async throws -> ID<Person> {
        try await database.write { writer in try add(writer) }
    }

    func add(_ writer: any Writer) throws -> ID<Person> {
        let person = ID<Person>.new(at: World.now)
        let name = PersonName(given: called, called: called, family: family)
        try writer.run(
            """
            INSERT INTO person (provider_id, id, given_names, called_name, family_name, sort_key, search_key,
                birth_date, protected, source, source_id)
            VALUES (\(World.lake), \(person), \(name.given), \(name.called), \(name.family), \(name.sortKey),
                \(name.searchKey), \(birth.flatMap(CivilDate.init(_:))), \(isProtected), 'oneroster',
                \(person.description))
            """)
        if let identifier {
            try writer.run(
                """
                INSERT INTO person_identifier (provider_id, id, person_id, kind, value)
                VALUES (\(World.lake), \(UUID()), \(person), 'learner_number', \(identifier))
                """)
        }
        if let mail {
            try writer.run(
                """
                INSERT INTO contact (provider_id, id, person_id, kind, value)
                VALUES (\(World.lake), \(UUID()), \(person), 'email', \(mail))
                """)
        }
        let role = UUID()
        try writer.run(
            """
            INSERT INTO role_assignment (provider_id, id, person_id, organisation_id, role, is_primary, source, source_id)
            VALUES (\(World.lake), \(role), \(person), \(school), 'pupil', \(true), 'test', \(person.description))
            """)
        try PersonPlaces.add(roles: [role], in: World.lake, writer)
        try NameIndex.refresh([person], in: World.lake, writer)
        return person
    }

    /// Every pair with its ground.
    static func pairs(in database: any Database) async throws -> [String] {
        try await database.read { reader in
            try reader.all(
                Query<String>(
                    """
                    SELECT one.called_name || ' ' || other.called_name || ' ' || likely_pair.ground
                    FROM likely_pair
                    JOIN person AS one ON one.provider_id = likely_pair.provider_id AND one.id = likely_pair.first_id
                    JOIN person AS other ON other.provider_id = likely_pair.provider_id
                        AND other.id = likely_pair.second_id
                    ORDER BY likely_pair.rank, one.sort_key, other.sort_key
                    """))
        }
    }
}
