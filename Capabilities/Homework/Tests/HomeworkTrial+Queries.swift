import Base
import Directory
import Homework
import Storage
import TestKit
import Timetable

/// What the world becomes for a test.
enum HomeworkTrial {
    /// Puts next Monday's maths on the Tuesday after it, at the third hour.
    static func moveMaths(_ database: any Database) async throws {
        _ = try await database.write { writer in
            let edition = try writer.one(
                Query<ID<TimetableEdition>>(
                    """
                    SELECT timetable_present.edition_id FROM timetable_present
                    WHERE timetable_present.provider_id = \(World.lake)
                        AND timetable_present.organisation_id = \(World.lakeSchool)
                    """))
            try writer.run(
                """
                INSERT INTO lesson_change (provider_id, edition_id, lesson_id, held_on, kind, moved_to, first_hour, last_hour)
                VALUES (\(World.lake), \(edition), \(World.mathsLesson), \(CivilDate("2026-11-30")), 'moved',
                    \(CivilDate("2026-12-01")), \(4), \(4))
                """)
        }
    }

    /// Makes the guardian's relation to Aino a limited one.
    static func limit(to kinds: [String], _ database: any Database) async throws {
        let document = try JSONDocument(encoding: kinds)
        _ = try await database.write { writer in
            try writer.run(
                """
                UPDATE guardianship SET scope = 'limited', kinds = \(document)
                WHERE provider_id = \(World.lake) AND id = \(World.ainosGuardianship)
                """)
        }
    }

    /// From when the classmate is in the maths group.
    static func join(on day: CivilDate, _ database: any Database) async throws {
        _ = try await database.write { writer in
            try writer.run(
                """
                UPDATE membership SET begins_on = \(day)
                WHERE provider_id = \(World.lake) AND group_id = \(World.maths7A)
                    AND person_id = \(World.person(.classmate))
                """)
        }
    }

    /// The teacher becomes a protected person.
    static func protectTeacher(_ database: any Database) async throws {
        _ = try await database.write { writer in
            try writer.run(
                """
                UPDATE person SET protected = \(true)
                WHERE provider_id = \(World.lake) AND id = \(World.person(.teacher))
                """)
        }
    }

    /// Everyone has signed in just now, on another day than the world's.
    static func signIn(at now: Instant, _ database: any Database) async throws {
        _ = try await database.write { writer in
            try writer.run("UPDATE session SET created_at = \(now), used_at = \(now)")
        }
    }

    /// What was given last to the maths group.
    static func newest(_ database: any Database) async throws -> ID<GivenWork> {
        try await database.read { reader in
            try reader.one(
                Query<ID<GivenWork>>(
                    """
                    SELECT homework_group.homework_id FROM homework_group
                    WHERE homework_group.provider_id = \(World.lake) AND homework_group.group_id = \(World.maths7A)
                    ORDER BY homework_group.homework_id DESC
                    LIMIT 1
                    """))
        }
    }
}
