import Accounts
import Base
import Directory
import Foundation
import Homework
import Storage
import TestKit

/// What of other rooms hangs on a person.
struct FollowedRows: Equatable, Sendable {
    /// Row ids by table and column; an entry that speaks no more has a minus.
    var rows: [String: [String]] = [:]

    static func of(_ person: ID<Person>, in database: any Database) async throws -> FollowedRows {
        try await database.read { reader in
            var all = FollowedRows()
            let lake = World.lake
            let plain: [(String, SQL)] = [
                ("notice", "SELECT id FROM absence_notice WHERE provider_id = \(lake) AND person_id = \(person)"),
                ("notice by", "SELECT id FROM absence_notice WHERE provider_id = \(lake) AND author_id = \(person)"),
                (
                    "leave notice",
                    "SELECT id FROM absence_notice WHERE provider_id = \(lake) AND applicant_id = \(person)"
                ),
                ("tick", "SELECT homework_id FROM homework_tick WHERE provider_id = \(lake) AND person_id = \(person)"),
                ("given", "SELECT id FROM homework WHERE provider_id = \(lake) AND author_id = \(person)"),
                ("leave", "SELECT id FROM leave_application WHERE provider_id = \(lake) AND person_id = \(person)"),
                (
                    "leave by",
                    "SELECT id FROM leave_application WHERE provider_id = \(lake) AND applicant_id = \(person)"
                ),
                ("reaction", "SELECT id FROM absence_reaction WHERE provider_id = \(lake) AND person_id = \(person)"),
                ("calendar", "SELECT id FROM timetable_feed WHERE provider_id = \(lake) AND person_id = \(person)"),
                (
                    "lesson",
                    "SELECT lesson_id FROM lesson_teacher WHERE provider_id = \(lake) AND person_id = \(person)"
                ),
                (
                    "substitution",
                    "SELECT lesson_id FROM lesson_change WHERE provider_id = \(lake) AND person_id = \(person)"
                ),
            ]
            for (name, sql) in plain {
                all.rows[name] = try reader.all(Query<UUID>(sql)).map(\.uuidString).sorted()
            }
            let entries = try reader.all(
                Query(
                    """
                    SELECT id, superseded_at FROM attendance_entry
                    WHERE provider_id = \(lake) AND person_id = \(person)
                    """
                ) { row in (try row.next(UUID.self), try row.next(Instant?.self)) })
            all.rows["entry"] = entries.map { "\($0.1 == nil ? "" : "-")\($0.0)" }.sorted()
            return all
        }
    }

    /// Ticks of both on one piece of homework and of one on another; an application, a reaction and a calendar of Eetu's.
    static func add(to database: any Database) async throws {
        let (aino, eetu) = (World.person(.pupil), World.person(.classmate))
        try await database.write { writer in
            for (person, work) in [(aino, World.homework), (eetu, World.homework), (eetu, World.sharedHomework)] {
                try writer.run(
                    """
                    INSERT INTO homework_tick (provider_id, homework_id, person_id, account_id, ticked_at)
                    VALUES (\(World.lake), \(work), \(person), \(World.logSearch), \(World.now))
                    """)
            }
            try writer.run(
                """
                INSERT INTO leave_application (provider_id, id, person_id, organisation_id, homeroom, first_day, last_day,
                    school_days, reason, decider, account_id, applicant_id, applied_at, state, changed_at)
                VALUES (\(World.lake), \(ID<Person>.new(at: World.now)), \(eetu), \(World.lakeSchool), '7A',
                    \(CivilDate("2027-01-11")), \(CivilDate("2027-01-15")), 5, 'Matka', 'teacher', \(World.logSearch),
                    \(World.person(.otherGuardian)), \(World.now), 'waiting', \(World.now))
                """)
            try writer.run(
                """
                INSERT INTO absence_notice (provider_id, id, person_id, first_day, last_day, class, origin, account_id,
                    author_id, author_role, applicant_id, written_at)
                VALUES (\(World.lake), \(ID<Person>.new(at: World.now)), \(eetu), \(CivilDate("2027-01-11")),
                    \(CivilDate("2027-01-15")), 'other', 'leave', \(World.logSearch), \(World.person(.teacher)),
                    'teacher', \(World.person(.otherGuardian)), \(World.now))
                """)
            try writer.run(
                """
                INSERT INTO absence_reaction (provider_id, id, person_id, limit_kind, amount, term_begins, step, how,
                    reacted_on, written_on, written_at, account_id, author_id, author_role)
                VALUES (\(World.lake), \(ID<Person>.new(at: World.now)), \(eetu), 'absence_hours', 25,
                    \(CivilDate("2026-08-01")), 'home', 'Soitto', \(World.now.day), \(World.now.day), \(World.now),
                    \(World.logSearch), \(World.person(.teacher)), 'teacher')
                """)
            try writer.run(
                """
                INSERT INTO timetable_feed (provider_id, id, secret_hash, account_id, person_id, role, created_at)
                VALUES (\(World.lake), \(ID<Person>.new(at: World.now)), \(Token.session().hash), \(World.logSearch),
                    \(eetu), 'pupil', \(World.now))
                """)
        }
    }
}
