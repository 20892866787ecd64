package import Base

/// The part of a school year within which absences are looked at and counted.
package struct SchoolTerm: Hashable, Sendable {
    package let begins: CivilDate
    package let last: CivilDate

    package init(begins: CivilDate, last: CivilDate) { (self.begins, self.last) = (begins, last) }

    package var days: ClosedRange<CivilDate> { begins...max(begins, last) }

    /// A term as the provider's register has it; its end is the day after the last one (OneRoster 1.2).
    package struct Session: Hashable, Sendable {
        package let begins: CivilDate
        package let ends: CivilDate

        package init(begins: CivilDate, ends: CivilDate) { (self.begins, self.ends) = (begins, ends) }

        fileprivate var days: Int32 { ends.dayNumber - begins.dayNumber }
    }

    /// The term of a day: the session that is on, the longest when there are several; in a break the session that ended
    /// last in the same half; where the register has none, autumn to 31 December and spring to 31 July.
    package static func of(_ day: CivilDate, _ sessions: [Session]) -> SchoolTerm {
        let half = half(of: day)
        let now = sessions.filter { $0.begins <= day && day < $0.ends }
            .max { ($0.days, $1.begins) < ($1.days, $0.begins) }
        let over = sessions.filter { $0.ends <= day && half.begins < $0.ends }
            .max { ($0.ends, $1.begins) < ($1.ends, $0.begins) }
        return (now ?? over).map { SchoolTerm(begins: $0.begins, last: $0.ends.adding(days: -1)) } ?? half
    }

    /// The first day of the school year of a day, 1 August (Basic Education Act 23 §).
    package static func yearBegins(_ day: CivilDate) -> CivilDate {
        date(day.month >= 8 ? day.year : day.year - 1, 8, 1)
    }

    private static func half(of day: CivilDate) -> SchoolTerm {
        day.month >= 8
            ? SchoolTerm(begins: date(day.year, 8, 1), last: date(day.year, 12, 31))
            : SchoolTerm(begins: date(day.year, 1, 1), last: date(day.year, 7, 31))
    }

    private static func date(_ year: Int, _ month: Int, _ day: Int) -> CivilDate {
        CivilDate(year: year, month: month, day: day) ?? CivilDate(dayNumber: 0)
    }
}
