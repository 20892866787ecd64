import Base
import Directory
import Storage
import TestKit

/// What the imports of the tests stand on, beside the world.
enum TimetableTrial {
    static let schoolCode = "03501"

    static func addTeacherCode(_ code: String, to person: ID<Person>, in database: any Database) async throws {
        try await database.write { writer in
            try writer.run(
                """
                INSERT INTO person_identifier (provider_id, id, person_id, kind, value)
                VALUES (\(World.lake), \(ID<Person>.new(at: World.now)), \(person), 'teacher_code', \(code))
                """)
            try writer.run(
                """
                UPDATE organisation SET school_code = \(schoolCode)
                WHERE provider_id = \(World.lake) AND id = \(World.lakeSchool)
                """)
        }
    }

    /// How many editions the school of the world has.
    static func editions(in database: any Database) async throws -> Int {
        try await database.read { reader in
            try reader.one(
                Query<Int>(
                    """
                    SELECT COUNT(*) FROM timetable_edition
                    WHERE provider_id = \(World.lake) AND organisation_id = \(World.lakeSchool)
                    """))
        }
    }
}
