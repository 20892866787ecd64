import Base
import Directory
import Storage
import TestKit
import Timetable

/// An entry of the maths lesson as a test compares it.
struct Kept: RowDecodable, Hashable {
    let person: ID<Person>
    let mark: String
    let absenceClass: String?
    let isSuperseded: Bool

    init(person: ID<Person>, mark: String, absenceClass: String?, isSuperseded: Bool) {
        (self.person, self.mark, self.absenceClass) = (person, mark, absenceClass)
        self.isSuperseded = isSuperseded
    }

    init(row: inout Row) throws {
        person = try row.next()
        mark = try row.next()
        absenceClass = try row.next()
        isSuperseded = try row.next(Instant?.self) != nil
    }

    static func all(_ database: any Database, of lesson: ID<Lesson> = World.mathsLesson) async throws -> [Kept] {
        try await database.read { reader in
            try reader.all(
                Query<Kept>(
                    """
                    SELECT person_id, mark, class, superseded_at FROM attendance_entry
                    WHERE provider_id = \(World.lake) AND lesson_id = \(lesson) ORDER BY written_at, person_id
                    """))
        }
    }

    static func savings(_ database: any Database) async throws -> Int {
        try await database.read { reader in
            try reader.one(
                Query<Int>(
                    """
                    SELECT COUNT(*) FROM register_saving
                    WHERE provider_id = \(World.lake) AND lesson_id = \(World.mathsLesson)
                    """))
        }
    }

    static func origins(_ database: any Database) async throws -> [String] {
        try await database.read { reader in
            try reader.all(
                Query<String>(
                    """
                    SELECT origin FROM attendance_entry
                    WHERE provider_id = \(World.lake) AND lesson_id = \(World.mathsLesson)
                    """))
        }
    }
}

/// What a form sends, and what happens to the timetable while it is open.
enum Sent {
    /// A register as a browser sends it: everyone was present when it was opened, unless `was` says otherwise.
    static func form(
        _ marks: [ID<Person>: String], was: [ID<Person>: String] = [:], reason: String = "unexplained",
        minutes: String = "", note: String = ""
    ) -> [(String, String)] {
        [("revision", "0")]
            + marks.flatMap { person, mark in
                [
                    ("mark-\(person)", mark), ("was-\(person)", was[person] ?? "present|||"),
                    ("reason-\(person)", reason), ("minutes-\(person)", minutes), ("note-\(person)", note),
                ]
            }
    }

    static func cancel(_ lesson: ID<Lesson>, _ database: any Database) async throws {
        try await database.write { writer in
            try writer.run(
                """
                INSERT INTO lesson_change (provider_id, edition_id, lesson_id, held_on, kind)
                SELECT provider_id, edition_id, id, \(World.now.day), 'cancelled' FROM lesson
                WHERE provider_id = \(World.lake) AND id = \(lesson)
                """)
            try noteChange(of: lesson, writer)
        }
    }

    /// A new edition of the timetable in which the lesson has another teacher; the old one is kept.
    static func give(_ lesson: ID<Lesson>, to who: Who, _ database: any Database) async throws {
        try await database.write { writer in
            let edition = ID<TimetableEdition>.new(at: World.now)
            try writer.run(
                """
                INSERT INTO timetable_edition (provider_id, id, organisation_id, made_at, source)
                VALUES (\(World.lake), \(edition), \(World.lakeSchool), \(World.now), 'hand')
                """)
            for table in ["bell_schedule", "bell_hour", "lesson", "lesson_group"] {
                try writer.run(copy(table, to: edition))
            }
            try writer.run(
                """
                INSERT INTO lesson_teacher (provider_id, edition_id, lesson_id, person_id)
                VALUES (\(World.lake), \(edition), \(lesson), \(World.person(who)))
                """)
            try writer.run(
                """
                UPDATE timetable_present SET edition_id = \(edition), revision = 2
                WHERE provider_id = \(World.lake) AND organisation_id = \(World.lakeSchool)
                """)
            try noteChange(of: lesson, writer)
        }
    }

    /// The change feed moves, as with every change of a timetable.
    private static func noteChange(of lesson: ID<Lesson>, _ writer: any Writer) throws {
        try ChangeFeed.append(.update, of: "timetable", lesson.uuid, in: World.lake, at: World.now, in: writer)
    }

    private static func copy(_ table: String, to edition: ID<TimetableEdition>) -> SQL {
        switch table {
        case "bell_schedule":
            """
            INSERT INTO bell_schedule (provider_id, edition_id, id, title, lunch_begins, lunch_ends)
            SELECT provider_id, \(edition), id, title, lunch_begins, lunch_ends FROM bell_schedule
            WHERE \(inForce)
            """
        case "bell_hour":
            """
            INSERT INTO bell_hour (provider_id, edition_id, schedule_id, number, begins, ends)
            SELECT provider_id, \(edition), schedule_id, number, begins, ends FROM bell_hour
            WHERE \(inForce)
            """
        case "lesson":
            """
            INSERT INTO lesson (provider_id, edition_id, id, number, subject, weekday, first_hour, last_hour,
                schedule_id, room_id, first_day, last_day, is_extra)
            SELECT provider_id, \(edition), id, number, subject, weekday, first_hour, last_hour, schedule_id, room_id,
                first_day, last_day, is_extra FROM lesson
            WHERE \(inForce)
            """
        default:
            """
            INSERT INTO lesson_group (provider_id, edition_id, lesson_id, group_id)
            SELECT provider_id, \(edition), lesson_id, group_id FROM lesson_group
            WHERE \(inForce)
            """
        }
    }

    private static let inForce: SQL = """
        provider_id = \(World.lake) AND edition_id = (SELECT timetable_present.edition_id FROM timetable_present
            WHERE timetable_present.provider_id = \(World.lake)
                AND timetable_present.organisation_id = \(World.lakeSchool))
        """

    /// A guardianship of limited scope; the change feed moves, as with every change of the directory.
    static func limit(
        _ guardianship: ID<Guardianship>, to kinds: String, _ database: any Database
    ) async throws {
        try await database.write { writer in
            try writer.run(
                """
                UPDATE guardianship SET scope = 'limited', kinds = \(JSONDocument(kinds))
                WHERE provider_id = \(World.lake) AND id = \(guardianship)
                """)
            try ChangeFeed.append(
                .update, of: "guardianship", guardianship.uuid, in: World.lake, at: World.now, in: writer)
        }
    }

    /// Sessions that are in use at a later time.
    static func keepSessions(at now: Instant, _ database: any Database) async throws {
        _ = try await database.write { writer in
            try writer.run("UPDATE session SET created_at = \(now), used_at = \(now)")
        }
    }
}
