import Base
import Directory
import Storage
import Timetable

/// What lists read of given work, in the order of the columns.
enum WorkColumns {
    /// Of `homework`, `school_group`, the lesson in force and its changes, and the `person` who wrote it.
    static let columns: SQL = """
        homework.id, homework.provider_id, homework.lesson_id, homework.held_on, homework.kind, homework.content,
        homework.bring, homework.link, school_group.id, school_group.title, lesson.subject, moved.moved_to,
        opening.begins, later.begins, cancelled.held_on, person.id, person.given_names, person.called_name,
        person.family_name, person.protected, homework.written_at, homework.changed_at
        """

    /// The group, the author, and where the lesson is in the timetable in force; `homework_group` and `homework` stand
    /// before it.
    static let joined: SQL = """
        JOIN school_group ON school_group.provider_id = homework_group.provider_id
            AND school_group.id = homework_group.group_id
        JOIN person ON person.provider_id = homework.provider_id AND person.id = homework.author_id
        LEFT JOIN timetable_present ON timetable_present.provider_id = school_group.provider_id
            AND timetable_present.organisation_id = school_group.organisation_id
        LEFT JOIN lesson ON lesson.provider_id = homework.provider_id
            AND lesson.edition_id = timetable_present.edition_id AND lesson.id = homework.lesson_id
        LEFT JOIN bell_hour AS opening ON opening.provider_id = lesson.provider_id
            AND opening.edition_id = lesson.edition_id AND opening.schedule_id = lesson.schedule_id
            AND opening.number = lesson.first_hour
        LEFT JOIN lesson_change AS moved ON moved.provider_id = lesson.provider_id
            AND moved.edition_id = lesson.edition_id AND moved.lesson_id = lesson.id
            AND moved.held_on = homework.held_on AND moved.kind = 'moved'
        LEFT JOIN bell_hour AS later ON later.provider_id = lesson.provider_id
            AND later.edition_id = lesson.edition_id AND later.schedule_id = lesson.schedule_id
            AND later.number = moved.first_hour
        LEFT JOIN lesson_change AS cancelled ON cancelled.provider_id = lesson.provider_id
            AND cancelled.edition_id = lesson.edition_id AND cancelled.lesson_id = lesson.id
            AND cancelled.held_on = homework.held_on AND cancelled.kind = 'cancelled'
        """
}

extension GivenWork {
    init(row: inout Row) throws {
        id = try row.next()
        provider = try row.next()
        occasion = Occasion(try row.next(ID<Lesson>?.self), held: try row.next())
        let kind = try row.next(String.self)
        content = Content(
            Kind(rawValue: kind) ?? .homework, try row.next(), bring: try row.next(), link: try row.next())
    }
}

extension ListedWork: RowDecodable {
    init(row: inout Row) throws {
        work = try GivenWork(row: &row)
        group = LessonGroup(id: try row.next(), title: try row.next())
        lesson = try PlacedLesson(row: &row, held: work.occasion.held)
        let id = try row.next(ID<Person>.self)
        let name = PersonName(given: try row.next(), called: try row.next(), family: try row.next())
        author = LessonTeacher(id: id, name: name, isProtected: try row.next())
        written = try row.next()
        changed = try row.next()
    }
}

extension PlacedLesson {
    /// nil for a lesson that the timetable in force does not have.
    fileprivate init?(row: inout Row, held: CivilDate) throws {
        let (subject, moved) = (try row.next(String?.self), try row.next(CivilDate?.self))
        let (begins, later) = (try row.next(Int?.self), try row.next(Int?.self))
        let cancelled = try row.next(CivilDate?.self)
        guard let subject, let begins else { return nil }
        self.init(
            subject: subject, day: moved ?? held, begins: later ?? begins, isCancelled: cancelled != nil,
            isMoved: moved != nil)
    }
}
