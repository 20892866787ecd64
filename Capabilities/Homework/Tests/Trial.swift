import Base
import Directory
import Timetable

/// A school week in November 2026, made of as little as a rule needs.
enum Trial {
    static let edition: ID<TimetableEdition> = .new(at: Instant(milliseconds: 1))
    static let leena = teacher(2, "Leena", "Salo")
    static let petri = teacher(3, "Petri", "Aho")
    static let class7A: ID<SchoolGroup> = .new(at: Instant(milliseconds: 4))
    static let class7B: ID<SchoolGroup> = .new(at: Instant(milliseconds: 5))
    static let aino: ID<Person> = .new(at: Instant(milliseconds: 6))
    /// Monday 23.11.2026, 10.15.
    static let now = Instant(milliseconds: 1_795_421_700_000)

    static func day(_ text: String) -> CivilDate { CivilDate(text) ?? CivilDate(dayNumber: 0) }

    private static func teacher(_ number: Int64, _ called: String, _ family: String) -> LessonTeacher {
        LessonTeacher(
            id: .new(at: Instant(milliseconds: number)),
            name: PersonName(given: called, called: called, family: family), isProtected: false)
    }

    static func lesson(
        _ subject: String, _ weekday: Int, _ begins: Int, by teacher: LessonTeacher? = leena,
        of groups: [ID<SchoolGroup>] = [class7A], for persons: [ID<Person>] = []
    ) -> Lesson {
        var lesson = Lesson(
            id: .new(at: Instant(milliseconds: 7)), edition: edition, subject: subject, weekday: weekday,
            time: LessonTime(begins, begins + 45), days: day("2026-08-10")...day("2027-06-05"))
        lesson.groups = groups.map { LessonGroup(id: $0, title: $0 == class7A ? "7A" : "7B") }
        lesson.teachers = [teacher].compactMap { $0 }
        lesson.seats = persons.isEmpty ? [Lesson.Seat(person: nil)] : Set(persons.map { Lesson.Seat(person: $0) })
        return lesson
    }

    static func plan(
        _ lessons: [Lesson], _ changes: [LessonChange] = [], _ special: [SpecialDays] = []
    ) -> LessonPlan {
        LessonPlan(lessons: lessons, changes: changes, calendars: [edition: SchoolCalendar(special)])
    }
}
