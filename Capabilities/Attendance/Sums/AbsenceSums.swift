package import Base
package import Directory

/// How long a pupil was absent on one day under one national class, from the entries that speak now.
package struct AbsenceDay: Hashable, Sendable {
    package let person: ID<Person>
    package let day: CivilDate
    package let absenceClass: AbsenceClass
    package let minutes: Int

    package init(person: ID<Person>, day: CivilDate, _ absenceClass: AbsenceClass, minutes: Int) {
        (self.person, self.day, self.absenceClass, self.minutes) = (person, day, absenceClass, minutes)
    }
}

extension AbsenceClass {
    /// The classes that are absence; the school's own activity is teaching elsewhere.
    package static let summed = allCases.filter(\.isAbsence)
}

/// Time away from lessons, in lesson hours of 45 minutes.
package struct LessonHours: Hashable, Sendable, Comparable {
    package static let minutesOfOne = 45

    package let minutes: Int

    package init(minutes: Int) { self.minutes = minutes }

    package static func < (left: LessonHours, right: LessonHours) -> Bool { left.minutes < right.minutes }

    /// "25" or "25,3": full tenths only, so that nothing looks longer than it was.
    package func text(in language: Language) -> String {
        let tenths = minutes * 10 / LessonHours.minutesOfOne
        guard tenths % 10 != 0 else { return String(tenths / 10) }
        return "\(tenths / 10)\(language == .en ? "." : ",")\(tenths % 10)"
    }
}

/// A pupil's absences over a span of days, by national class.
package struct AbsenceSums: Hashable, Sendable {
    private let minutes: [AbsenceClass: Int]

    /// - Parameter days: the days of one pupil that are to be summed.
    package init(_ days: some Sequence<AbsenceDay>) {
        minutes = Dictionary(days.map { ($0.absenceClass, $0.minutes) }, uniquingKeysWith: +)
    }

    package subscript(absenceClass: AbsenceClass) -> LessonHours {
        LessonHours(minutes: minutes[absenceClass] ?? 0)
    }

    /// All that is absence: what was authorised, unauthorised and unexplained.
    package var total: LessonHours {
        LessonHours(minutes: AbsenceClass.summed.reduce(0) { $0 + (minutes[$1] ?? 0) })
    }
}
