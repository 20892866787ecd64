import Base
import Directory
import Timetable

/// The week of 23 November 2026 at a small school, made of as little as a rule needs.
enum Trial {
    static let edition: ID<TimetableEdition> = .new(at: Instant(milliseconds: 1))
    static let aino: ID<Person> = .new(at: Instant(milliseconds: 2))
    static let eetu: ID<Person> = .new(at: Instant(milliseconds: 3))
    static let substitute = LessonTeacher(
        id: .new(at: Instant(milliseconds: 4)), name: PersonName(given: "Petri", called: "Petri", family: "Aho"),
        isProtected: false)

    static func day(_ text: String) -> CivilDate { CivilDate(text) ?? CivilDate(dayNumber: 0) }

    static let year = day("2026-08-10")...day("2027-06-05")
    static let monday = day("2026-11-23")

    static func lesson(
        _ subject: String, _ weekday: Int, _ begins: Int = 495, _ ends: Int = 540, lunch: Range<Int>? = nil,
        days: ClosedRange<CivilDate> = year, seats: Set<Lesson.Seat>? = nil
    ) -> Lesson {
        var lesson = Lesson(
            id: .new(at: Instant(milliseconds: 5)), edition: edition, subject: subject, weekday: weekday,
            time: LessonTime(begins, ends, lunch: lunch), days: days)
        lesson.seats = seats ?? [Lesson.Seat(person: aino)]
        return lesson
    }

    static func plan(
        _ lessons: [Lesson], _ changes: [LessonChange] = [], _ special: [SpecialDays] = []
    ) -> LessonPlan {
        LessonPlan(lessons: lessons, changes: changes, calendars: [edition: SchoolCalendar(special)])
    }
}
