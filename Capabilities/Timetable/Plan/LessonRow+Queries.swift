import Base
import Directory
import Storage

/// A lesson with one of its groups, one of its teachers and one seat.
struct LessonRow: RowDecodable {
    let lesson: Lesson
    let group: LessonGroup?
    let teacher: LessonTeacher?
    let seat: Lesson.Seat

    init(row: inout Row) throws {
        let (id, edition) = (try row.next(ID<Lesson>.self), try row.next(ID<TimetableEdition>.self))
        let (subject, weekday) = (try row.next(String.self), try row.next(Int.self))
        let time = try LessonTime(row: &row)
        let (first, last) = (try row.next(CivilDate.self), try row.next(CivilDate.self))
        var lesson = Lesson(
            id: id, edition: edition, subject: subject, weekday: weekday, time: time, days: first...max(first, last))
        lesson.isExtra = try row.next()
        lesson.isHandMade = try row.next(String.self) == "hand"
        lesson.note = try row.next()
        lesson.room = try row.next()
        self.lesson = lesson
        seat = Lesson.Seat(
            person: try row.next(), begins: try row.next(), ends: try row.next(), only: try row.next())
        let (group, title) = (try row.next(ID<SchoolGroup>?.self), try row.next(String?.self))
        self.group = group.flatMap { id in title.map { LessonGroup(id: id, title: $0) } }
        teacher = try LessonTeacher.next(&row)
    }

    private static let columns: SQL = """
        lesson.id, lesson.edition_id, lesson.subject, lesson.weekday, opening.begins, closing.ends,
        bell_schedule.lunch_begins, bell_schedule.lunch_ends, lesson.first_day, lesson.last_day, lesson.is_extra,
        lesson.source, lesson.note, room.code
        """

    /// What belongs to a lesson, for a statement that has found `lesson`.
    private static let joined: SQL = """
        JOIN bell_schedule ON bell_schedule.provider_id = lesson.provider_id
            AND bell_schedule.edition_id = lesson.edition_id AND bell_schedule.id = lesson.schedule_id
        JOIN bell_hour AS opening ON opening.provider_id = lesson.provider_id
            AND opening.edition_id = lesson.edition_id AND opening.schedule_id = lesson.schedule_id
            AND opening.number = lesson.first_hour
        JOIN bell_hour AS closing ON closing.provider_id = lesson.provider_id
            AND closing.edition_id = lesson.edition_id AND closing.schedule_id = lesson.schedule_id
            AND closing.number = lesson.last_hour
        LEFT JOIN room ON room.provider_id = lesson.provider_id AND room.id = lesson.room_id
        LEFT JOIN lesson_group ON lesson_group.provider_id = lesson.provider_id
            AND lesson_group.edition_id = lesson.edition_id AND lesson_group.lesson_id = lesson.id
        LEFT JOIN school_group ON school_group.provider_id = lesson_group.provider_id
            AND school_group.id = lesson_group.group_id
        LEFT JOIN lesson_teacher ON lesson_teacher.provider_id = lesson.provider_id
            AND lesson_teacher.edition_id = lesson.edition_id AND lesson_teacher.lesson_id = lesson.id
        LEFT JOIN person ON person.provider_id = lesson_teacher.provider_id
            AND person.id = lesson_teacher.person_id AND person.ended_at IS NULL
        """

    /// Every lesson of some editions, on nobody's behalf.
    static func whole(_ editions: [ID<TimetableEdition>], in provider: ID<Provider>) -> Query<LessonRow> {
        Query(
            """
            SELECT \(columns), NULL, NULL, NULL, NULL, school_group.id, school_group.title, \(LessonTeacher.columns)
            FROM lesson
            \(joined)
            WHERE lesson.provider_id = \(provider) AND lesson.edition_id \(anyOf: editions)
            ORDER BY lesson.edition_id, lesson.id, school_group.sort_key NULLS LAST, person.sort_key NULLS LAST
            """)
    }

    /// Some lessons of some editions, on nobody's behalf.
    static func some(
        _ lessons: [ID<Lesson>], of editions: [ID<TimetableEdition>], in provider: ID<Provider>
    ) -> Query<LessonRow> {
        Query(
            """
            SELECT \(columns), NULL, NULL, NULL, NULL, school_group.id, school_group.title, \(LessonTeacher.columns)
            FROM lesson
            \(joined)
            WHERE lesson.provider_id = \(provider) AND lesson.edition_id \(anyOf: editions)
                AND lesson.id \(anyOf: lessons)
            ORDER BY lesson.edition_id, lesson.id, school_group.sort_key NULLS LAST, person.sort_key NULLS LAST
            """)
    }

    /// Everything reached in the editions in force, between two days. What is found stands first, whatever PostgreSQL's
    /// planner thinks of it: without that it began with the bells of every school.
    static func all(_ reach: LessonReach, from first: CivilDate, to last: CivilDate) -> Query<LessonRow> {
        Query(
            """
            WITH found AS MATERIALIZED (\(reach.found(from: first)))
            SELECT \(columns), found.person_id, found.begins_on, found.ends_on, found.only_on,
                school_group.id, school_group.title, \(LessonTeacher.columns)
            FROM found
            CROSS JOIN timetable_present
            CROSS JOIN lesson
            \(joined)
            WHERE timetable_present.provider_id = found.provider_id
                AND timetable_present.edition_id = found.edition_id AND lesson.provider_id = found.provider_id
                AND lesson.edition_id = found.edition_id AND lesson.id = found.lesson_id
                AND lesson.last_day >= \(first) AND lesson.first_day <= \(last)
            ORDER BY lesson.id, school_group.sort_key NULLS LAST, person.sort_key NULLS LAST
            """)
    }
}

extension LessonTime {
    /// Begins, ends, and the lunch of the schedule.
    init(row: inout Row) throws {
        let (begins, ends) = (try row.next(Int.self), try row.next(Int.self))
        self = LessonTime(begins, ends, lunch: try LessonTime.lunch(&row))
    }

    static func lunch(_ row: inout Row) throws -> Range<Int>? {
        // Both columns are read, whatever the first one holds.
        let (begins, ends) = (try row.next(Int?.self), try row.next(Int?.self))
        guard let begins, let ends, begins < ends else { return nil }
        return begins..<ends
    }
}

extension LessonTeacher {
    static let columns: SQL =
        "person.id, person.given_names, person.called_name, person.family_name, person.protected"

    /// The columns of a person who may not be there.
    static func next(_ row: inout Row) throws -> LessonTeacher? {
        let id = try row.next(ID<Person>?.self)
        let (given, called, family) = (
            try row.next(String?.self), try row.next(String?.self), try row.next(String?.self)
        )
        let isProtected = try row.next(Bool?.self)
        guard let id, let given, let called, let family else { return nil }
        return LessonTeacher(
            id: id, name: PersonName(given: given, called: called, family: family), isProtected: isProtected ?? true)
    }
}
