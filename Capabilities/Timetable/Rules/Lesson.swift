package import Base
package import Directory

/// A room of a school.
package enum Room {}

/// What a school's timetable was after one import.
package enum TimetableEdition {}

/// A stretch of a day in minutes from midnight, with the lunch that falls into it.
package struct LessonTime: Hashable, Sendable {
    package let begins: Int
    package let ends: Int
    /// The lunch within a lesson that goes on after it; nil for most lessons.
    package let lunch: Range<Int>?

    /// - Parameter lunch: the lunch of the bell schedule; kept only where the lesson lies on both sides of it.
    package init(_ begins: Int, _ ends: Int, lunch: Range<Int>? = nil) {
        (self.begins, self.ends) = (begins, ends)
        self.lunch = lunch.flatMap { begins < $0.lowerBound && ends > $0.upperBound ? $0 : nil }
    }

    /// Whether `minute` lies in the lesson; during its lunch nothing is going on.
    package func contains(_ minute: Int) -> Bool {
        minute >= begins && minute < ends && lunch?.contains(minute) != true
    }
}

/// A lesson of the weekly pattern, or an extra one on a single day.
package struct Lesson: Hashable, Sendable {
    /// Somebody through whom a lesson is on a timetable: a member of its group, its teacher, or nobody for the timetable
    /// of a room or of a group.
    package struct Seat: Hashable, Sendable {
        package let person: ID<Person>?
        /// From when the relation is in force, and the first day on which it is not.
        package var begins: CivilDate?
        package var ends: CivilDate?
        /// The one day of a substitute.
        package var only: CivilDate?

        package init(
            person: ID<Person>?, begins: CivilDate? = nil, ends: CivilDate? = nil, only: CivilDate? = nil
        ) {
            (self.person, self.begins, self.ends, self.only) = (person, begins, ends, only)
        }

        /// Whether the seat is taken in a lesson of the pattern's `held` day that is in fact on `day`.
        func isTaken(held: CivilDate, on day: CivilDate) -> Bool {
            if let only { return only == held }
            return (begins.map { $0 <= day } ?? true) && (ends.map { day < $0 } ?? true)
        }
    }

    package let id: ID<Lesson>
    package let edition: ID<TimetableEdition>
    package let subject: String
    package let weekday: Int
    package let time: LessonTime
    package let days: ClosedRange<CivilDate>
    package var isExtra = false
    /// Somebody put it there here; the timetable program does not know of it.
    package var isHandMade = false
    package var room: String?
    package var note: String?
    package var groups: [LessonGroup] = []
    package var teachers: [LessonTeacher] = []
    package var seats: Set<Seat> = []

    package init(
        id: ID<Lesson>, edition: ID<TimetableEdition>, subject: String, weekday: Int, time: LessonTime,
        days: ClosedRange<CivilDate>
    ) {
        (self.id, self.edition, self.subject) = (id, edition, subject)
        (self.weekday, self.time, self.days) = (weekday, time, days)
    }

    /// Whether the pattern puts the lesson on `day`, on which its school has the lessons of a weekday or none. An extra
    /// lesson is held on its day whatever the calendar says: somebody put it there.
    func isHeld(on day: CivilDate, asWeekday pattern: Int?) -> Bool {
        (isExtra || pattern == weekday) && days.contains(day)
    }
}

/// A group that has a lesson.
package struct LessonGroup: Hashable, Sendable {
    package let id: ID<SchoolGroup>
    package let title: String

    package init(id: ID<SchoolGroup>, title: String) { (self.id, self.title) = (id, title) }

    /// The title without the subject that stands beside it: "7A" of "7A matematiikka".
    package func title(beside subject: String) -> String {
        guard title.lowercased().hasSuffix(" \(subject.lowercased())") else { return title }
        return String(title.dropLast(subject.count + 1))
    }
}

/// What is different about a lesson on one day.
package struct LessonChange: Hashable, Sendable {
    package enum What: Hashable, Sendable {
        case cancelled
        case moved(to: CivilDate, LessonTime)
        case room(String)
        case substitute(LessonTeacher)
        /// Nothing is different but that something is said about it.
        case note
    }

    package let lesson: ID<Lesson>
    /// The day on which the pattern has the lesson.
    package let held: CivilDate
    package let what: What
    package let note: String?
    /// Somebody made it here; the timetable program does not know of it.
    package var isHandMade = false

    package init(
        _ lesson: ID<Lesson>, held: CivilDate, _ what: What, note: String? = nil, isHandMade: Bool = false
    ) {
        (self.lesson, self.held, self.what, self.note) = (lesson, held, what, note)
        self.isHandMade = isHandMade
    }
}

/// Who teaches a lesson, or stands in for the teacher.
package struct LessonTeacher: Hashable, Sendable {
    package let id: ID<Person>
    package let name: PersonName
    package let isProtected: Bool

    package init(id: ID<Person>, name: PersonName, isProtected: Bool) {
        (self.id, self.name, self.isProtected) = (id, name, isProtected)
    }
}
