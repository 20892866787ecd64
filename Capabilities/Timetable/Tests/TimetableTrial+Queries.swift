import Base
import Directory
import Storage
import TestKit
import Timetable

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

    /// A code that was mapped to a person whose record has since become another's.
    static func addMapping(
        _ code: String, to merged: ID<Person>, nowPartOf kept: ID<Person>, in database: any Database
    ) async throws {
        try await database.write { writer in
            try writer.run(
                """
                INSERT INTO timetable_mapping (provider_id, organisation_id, kind, code, person_id)
                VALUES (\(World.lake), \(World.lakeSchool), 'teacher', \(code), \(merged))
                """)
            try writer.run(
                """
                INSERT INTO person_merge (provider_id, id, kept_id, merged_id, merged_at, account_id, sequence, moved)
                VALUES (\(World.lake), \(ID<PersonMerge>.new(at: World.now)), \(kept), \(merged), \(World.now),
                    \(World.logSearch), 1, '{}')
                """)
        }
    }

    /// The lesson of a day is moved to the fifth hour of another; the change feed moves, as with every change.
    static func move(_ lesson: ID<Lesson>, held: String, to day: String, in database: any Database) async throws {
        try await database.write { writer in
            try writer.run(
                """
                INSERT INTO lesson_change (provider_id, edition_id, lesson_id, held_on, kind, moved_to, first_hour,
                    last_hour)
                SELECT timetable_present.provider_id, timetable_present.edition_id, \(lesson), \(CivilDate(held)),
                    'moved', \(CivilDate(day)), \(5), \(5)
                FROM timetable_present
                WHERE timetable_present.provider_id = \(World.lake)
                    AND timetable_present.organisation_id = \(World.lakeSchool)
                """)
            try ChangeFeed.append(
                .update, of: "timetable", lesson.uuid, in: World.lake, at: World.now, in: writer)
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
