import Base
import Directory
import Storage

/// What is beside the weekly pattern: a change of a lesson, or days that are not like others.
enum PlanExtra: RowDecodable {
    case change(LessonChange)
    case days(ID<TimetableEdition>, SpecialDays)

    init(row: inout Row) throws {
        let edition = try row.next(ID<TimetableEdition>.self)
        let lesson = try row.next(ID<Lesson>?.self)
        let (first, kind, last) = (
            try row.next(CivilDate.self), try row.next(String.self), try row.next(CivilDate?.self)
        )
        let (number, ends) = (try row.next(Int?.self), try row.next(Int?.self))
        let (lunchBegins, lunchEnds) = (try row.next(Int?.self), try row.next(Int?.self))
        let (code, note) = (try row.next(String?.self), try row.next(String?.self))
        let substitute = try LessonTeacher.next(&row)
        let isHandMade = try row.next(String?.self) == "hand"
        guard let lesson else {
            self = .days(
                edition,
                SpecialDays(
                    kind == "school" ? .school : .holiday, first...max(first, last ?? first), follows: number,
                    title: note ?? ""))
            return
        }
        let what: LessonChange.What
        switch kind {
        case "moved":
            guard let last, let number, let ends else { throw StorageFault.malformed("a moved lesson without hours") }
            let lunch = lunchBegins.flatMap { begins in lunchEnds.flatMap { begins < $0 ? begins..<$0 : nil } }
            what = .moved(to: last, LessonTime(number, ends, lunch: lunch))
        case "room": what = .room(code ?? "")
        case "substitute":
            guard let substitute else { throw StorageFault.malformed("a substitute who is nobody") }
            what = .substitute(substitute)
        case "note": what = .note
        default: what = .cancelled
        }
        self = .change(LessonChange(lesson, held: first, what, note: note, isHandMade: isHandMade))
    }

    /// The changes of these lessons and the special days of their editions, between two days.
    static func all(
        of lessons: [ID<Lesson>], _ editions: [ID<TimetableEdition>], in providers: [ID<Provider>],
        from first: CivilDate, to last: CivilDate
    ) -> Query<PlanExtra> {
        Query(
            """
            SELECT change.edition_id, change.lesson_id, change.held_on, change.kind, change.moved_to, opening.begins,
                closing.ends, bell_schedule.lunch_begins, bell_schedule.lunch_ends, room.code, change.note,
                \(LessonTeacher.columns), change.source
            FROM lesson_change AS change
            JOIN lesson ON lesson.provider_id = change.provider_id AND lesson.edition_id = change.edition_id
                AND lesson.id = change.lesson_id
            JOIN bell_schedule ON bell_schedule.provider_id = lesson.provider_id
                AND bell_schedule.edition_id = lesson.edition_id AND bell_schedule.id = lesson.schedule_id
            LEFT JOIN bell_hour AS opening ON opening.provider_id = lesson.provider_id
                AND opening.edition_id = lesson.edition_id AND opening.schedule_id = lesson.schedule_id
                AND opening.number = change.first_hour
            LEFT JOIN bell_hour AS closing ON closing.provider_id = lesson.provider_id
                AND closing.edition_id = lesson.edition_id AND closing.schedule_id = lesson.schedule_id
                AND closing.number = change.last_hour
            LEFT JOIN room ON room.provider_id = change.provider_id AND room.id = change.room_id
            LEFT JOIN person ON person.provider_id = change.provider_id AND person.id = change.person_id
            WHERE change.provider_id \(anyOf: providers) AND change.edition_id \(anyOf: editions)
                AND change.lesson_id \(anyOf: lessons)
                AND (change.held_on BETWEEN \(first) AND \(last) OR change.moved_to BETWEEN \(first) AND \(last))
            UNION ALL
            SELECT special_day.edition_id, NULL, special_day.first_day, special_day.kind, special_day.last_day,
                special_day.follows, NULL, NULL, NULL, NULL, special_day.title, NULL, NULL, NULL, NULL, NULL,
                NULL
            FROM special_day
            WHERE special_day.provider_id \(anyOf: providers) AND special_day.edition_id \(anyOf: editions)
                AND special_day.last_day >= \(first) AND special_day.first_day <= \(last)
            """)
    }
}
