import Attendance
import Base
import Directory
import Foundation
import Storage
import TestKit

/// Absences of the world's pupils, as registers leave them.
enum TrailTrial {
    private static let school = World.lakeSchool

    /// An entry in the log.
    struct Entry {
        var day: String
        /// The day on which the weekly pattern has the lesson; the same unless it was moved.
        var held: String?
        var begins = 495
        var minutes = 45
        var lunch = 0
        var absenceClass: AbsenceClass? = .illness
        var isSuperseded = false
    }

    /// - Returns: the id of the entry, by which a test corrects it.
    @discardableResult
    static func add(_ entry: Entry, of pupil: ID<Person>, _ writer: any Writer) throws -> UUID {
        let (id, lesson) = (ID<Person>.new(at: World.now).uuid, ID<Person>.new(at: World.now).uuid)
        let day = day(entry.day)
        try writer.run(
            """
            INSERT INTO attendance_entry (provider_id, id, organisation_id, person_id, lesson_id, held_on, day, begins,
                ends, lunch, subject, mark, class, origin, account_id, author_role, written_at, superseded_at)
            VALUES (\(World.lake), \(id), \(school), \(pupil), \(lesson), \(entry.held.flatMap(CivilDate.init) ?? day),
                \(day), \(entry.begins), \(entry.begins + entry.minutes + entry.lunch), \(entry.lunch), 'Matematiikka',
                \(entry.absenceClass == nil ? "present" : "absent"), \(entry.absenceClass), 'register',
                \(UUID()), 'teacher', \(World.now), \(entry.isSuperseded ? World.now : nil))
            """)
        try AttendanceRevision.grow(of: [pupil], in: World.lake, writer)
        return id
    }

    /// So many lesson hours of absence on one day.
    static func add(
        hours: Int, on day: String, _ absenceClass: AbsenceClass = .illness, of pupil: ID<Person>, _ writer: any Writer
    ) throws {
        try add(Entry(day: day, minutes: hours * 45, absenceClass: absenceClass), of: pupil, writer)
    }

    /// The world's own absences speak no more.
    static func clear(_ writer: any Writer) throws {
        try grow("superseded_at IS NULL", writer)
        try writer.run(
            """
            UPDATE attendance_entry SET superseded_at = \(World.now)
            WHERE provider_id = \(World.lake) AND superseded_at IS NULL
            """)
    }

    /// What a correction does to an entry: another one speaks from then on.
    static func supersede(_ entry: UUID, _ writer: any Writer) throws {
        try grow("id = \(entry)", writer)
        try writer.run(
            """
            UPDATE attendance_entry SET superseded_at = \(World.now)
            WHERE provider_id = \(World.lake) AND id = \(entry)
            """)
    }

    /// Whoever changes entries says so.
    private static func grow(_ entries: SQL, _ writer: any Writer) throws {
        let persons = try writer.all(
            Query<ID<Person>>(
                "SELECT DISTINCT person_id FROM attendance_entry WHERE provider_id = \(World.lake) AND \(entries)"))
        try AttendanceRevision.grow(of: persons, in: World.lake, writer)
    }

    static func days(_ reach: AbsenceReach, in database: any Database) async throws -> [AbsenceDay] {
        try await database.read { reader in
            try reader.all(AbsenceDay.all(reach, from: day("2026-08-01"), to: day("2027-07-31")))
        }
    }

    static func day(_ text: String) -> CivilDate { CivilDate(text) ?? CivilDate(dayNumber: 0) }

    static func count(_ table: SQL, in database: any Database) async throws -> Int {
        try await database.read { reader in
            try reader.one(
                Query<Int>("SELECT COUNT(*) FROM \(table) AS counted WHERE counted.provider_id = \(World.lake)"))
        }
    }

    /// What the change log has of this room.
    static func changes(in database: any Database) async throws -> [String] {
        try await database.read { reader in
            try reader.all(
                Query<String>(
                    """
                    SELECT change_log.action FROM change_log
                    WHERE change_log.provider_id = \(World.lake) AND change_log.action \(anyOf: [
                        "absence-reaction", "absence-limit", "absence-limit-ended",
                    ])
                    ORDER BY change_log.changed_at, change_log.id
                    """))
        }
    }

    static func rename(_ group: ID<SchoolGroup>, to title: String, in database: any Database) async throws {
        try await database.write { writer in
            try writer.run("UPDATE school_group SET title = \(title) WHERE id = \(group)")
            try ChangeFeed.append(.update, of: "school_group", group.uuid, in: World.lake, at: World.now, in: writer)
        }
    }

    /// The teacher has no groups any more.
    static func leaveGroups(_ teacher: ID<Person>, in database: any Database) async throws {
        try await database.write { writer in
            try writer.run("UPDATE membership SET ended_at = \(World.now) WHERE person_id = \(teacher)")
            try ChangeFeed.append(.update, of: "membership", teacher.uuid, in: World.lake, at: World.now, in: writer)
        }
    }

    /// Gives a guardianship a scope and the kinds of matters that belong to it.
    static func limit(
        _ guardianship: ID<Guardianship>, to scope: Guardianship.Scope, _ kinds: String, in database: any Database
    ) async throws {
        try await database.write { writer in
            try writer.run(
                """
                UPDATE guardianship SET scope = \(scope), kinds = \(JSONDocument(kinds))
                WHERE provider_id = \(World.lake) AND id = \(guardianship)
                """)
            try ChangeFeed.append(
                .update, of: "guardianship", guardianship.uuid, in: World.lake, at: World.now, in: writer)
        }
    }

    /// A big school: so many pupils more, each absent on ten days; one in nine for 30 lesson hours.
    static func fill(_ database: any Database, pupils: Int) async throws {
        try await database.write { writer in
            for number in 0..<pupils {
                let pupil = ID<Person>.new(at: World.now)
                try addPupil(pupil, named: "Suku\(number)", writer)
                for absence in 1...10 {
                    let day = day("2026-09-01").adding(days: absence).description
                    try add(Entry(day: day, minutes: number % 9 == 0 ? 135 : 45), of: pupil, writer)
                }
            }
        }
    }

    private static func addPupil(_ pupil: ID<Person>, named family: String, _ writer: any Writer) throws {
        try writer.run(
            """
            INSERT INTO person (provider_id, id, given_names, called_name, family_name, sort_key, search_key,
                birth_date, protected, source, source_id)
            VALUES (\(World.lake), \(pupil), 'Ilmari', 'Ilmari', \(family), \(SortKey.of(family)),
                \(SearchKey.of(family)), \(day("2013-01-01")), \(false), 'test', \(pupil.description))
            """)
        try writer.run(
            """
            INSERT INTO role_assignment
                (provider_id, id, person_id, organisation_id, role, is_primary, source, source_id)
            VALUES (\(World.lake), \(ID<Person>.new(at: World.now)), \(pupil), \(school), 'pupil', \(true), 'test',
                \(pupil.description))
            """)
    }
}
