import Base
import Directory
import Storage

/// A lesson in the edition in force of a school that somebody governs.
struct LessonPlace: RowDecodable {
    let edition: ID<TimetableEdition>
    let school: ID<Organisation>
    let schedule: ID<WrittenSchedule>
    let hours: ClosedRange<Int>
    let room: ID<Room>?

    init(row: inout Row) throws {
        edition = try row.next()
        school = try row.next()
        schedule = try row.next()
        let (first, last) = (try row.next(Int.self), try row.next(Int.self))
        hours = first...max(first, last)
        room = try row.next()
    }

    static func governed(
        _ lesson: ID<Lesson>, by persons: [ID<Person>], as role: Role, in provider: ID<Provider>, on day: Day
    ) -> Query<LessonPlace> {
        Query(
            """
            \(Organisation.governedTable(by: persons, as: role, in: provider, on: day))
            SELECT lesson.edition_id, present.organisation_id, lesson.schedule_id, lesson.first_hour, lesson.last_hour,
                lesson.room_id
            FROM timetable_present AS present
            CROSS JOIN lesson
            WHERE present.provider_id = \(provider)
                AND present.organisation_id IN (SELECT governed.id FROM governed)
                AND lesson.provider_id = present.provider_id AND lesson.edition_id = present.edition_id
                AND lesson.id = \(lesson)
            LIMIT 1
            """)
    }

    /// The editions in force at the schools that somebody governs.
    static func editions(
        by persons: [ID<Person>], as role: Role, in provider: ID<Provider>, on day: Day
    ) -> Query<ID<TimetableEdition>> {
        Query(
            """
            \(Organisation.governedTable(by: persons, as: role, in: provider, on: day))
            SELECT present.edition_id
            FROM governed
            CROSS JOIN timetable_present AS present
            WHERE present.provider_id = \(provider) AND present.organisation_id = governed.id
            """)
    }
}

/// One row of what is different about a lesson on a day, as it is written.
struct WrittenChange: RowDecodable {
    let kind: String
    let row: DayEdit.Row
    let isHandMade: Bool

    init(row: inout Row) throws {
        kind = try row.next()
        self.row = DayEdit.Row(
            movedTo: try row.next(), firstHour: try row.next(), room: try row.next(), person: try row.next(),
            note: try row.next())
        isHandMade = try row.next(String.self) == "hand"
    }

    static func all(
        of lesson: ID<Lesson>, held: CivilDate, in edition: ID<TimetableEdition>, of provider: ID<Provider>
    ) -> Query<WrittenChange> {
        Query(
            """
            SELECT change.kind, change.moved_to, change.first_hour, change.room_id, change.person_id, change.note,
                change.source
            FROM lesson_change AS change
            WHERE change.provider_id = \(provider) AND change.edition_id = \(edition)
                AND change.lesson_id = \(lesson) AND change.held_on = \(held)
            ORDER BY change.kind
            """)
    }

    /// What is different on `day` in some editions: lessons with changes, and extra ones.
    static func lessons(
        on day: CivilDate, in editions: [ID<TimetableEdition>], of provider: ID<Provider>
    ) -> Query<ID<Lesson>> {
        Query(
            """
            SELECT change.lesson_id FROM lesson_change AS change
            WHERE change.provider_id = \(provider) AND change.edition_id \(anyOf: editions)
                AND (change.held_on = \(day) OR change.moved_to = \(day))
            UNION
            SELECT lesson.id FROM lesson
            WHERE lesson.provider_id = \(provider) AND lesson.edition_id \(anyOf: editions) AND lesson.is_extra = \(true)
                AND lesson.first_day <= \(day) AND lesson.last_day >= \(day)
            """)
    }
}

extension LessonPlan {
    /// Every lesson of some editions on one day, on nobody's behalf.
    ///
    /// - Parameter only: these lessons alone; all of them if not given.
    static func whole(
        _ editions: [ID<TimetableEdition>], only: [ID<Lesson>]? = nil, in provider: ID<Provider>, on day: CivilDate,
        _ reader: any Reader
    ) throws -> LessonPlan {
        let rows =
            only.map { LessonRow.some($0, of: editions, in: provider) } ?? LessonRow.whole(editions, in: provider)
        let lessons = merged(try reader.all(rows))
        // Whether a lesson was there that came here from another day, that day's calendar says.
        let extras = try reader.all(
            PlanExtra.all(
                of: lessons.map(\.id), editions, in: [provider], from: day.adding(days: -60),
                to: day.adding(days: 60)))
        return LessonPlan(lessons, extras)
    }
}
