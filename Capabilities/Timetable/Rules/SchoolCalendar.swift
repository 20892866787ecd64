package import Base

/// Days of a school that are not like others, the last one included.
package struct SpecialDays: Hashable, Sendable {
    /// No school, or school although it is a weekend.
    package enum Kind: String, Hashable, Sendable { case holiday, school }

    package let kind: Kind
    package let days: ClosedRange<CivilDate>
    /// The weekday whose lessons are held; nil for the day's own.
    package let follows: Int?
    package let title: String

    package init(_ kind: Kind, _ days: ClosedRange<CivilDate>, follows: Int? = nil, title: String) {
        (self.kind, self.days, self.follows, self.title) = (kind, days, follows, title)
    }
}

/// Which days a school works: Monday to Friday but for holidays, and the other days that it has made school days.
package struct SchoolCalendar: Hashable, Sendable {
    package let special: [SpecialDays]

    package init(_ special: [SpecialDays]) { self.special = special }

    /// The weekday whose lessons are held on `day`, or nil when there is no school. A school day said by name stands
    /// above a holiday around it (Basic Education Act 23 §: Saturdays are days off unless decided otherwise).
    package func pattern(on day: CivilDate) -> Int? {
        if let named = special.first(where: { $0.kind == .school && $0.days.contains(day) }) {
            return named.follows ?? day.weekday
        }
        if holiday(on: day) != nil { return nil }
        return day.weekday <= 5 ? day.weekday : nil
    }

    /// The holiday that `day` belongs to; a weekend is none.
    package func holiday(on day: CivilDate) -> SpecialDays? {
        special.first { $0.kind == .holiday && $0.days.contains(day) }
    }

    /// Whether there is school on `day`.
    package func isSchoolDay(_ day: CivilDate) -> Bool { pattern(on: day) != nil }

    /// The first school day after `day`, looked for over a whole summer.
    package func nextSchoolDay(after day: CivilDate) -> CivilDate? {
        (1...Self.horizon).lazy.map { day.adding(days: $0) }.first(where: isSchoolDay)
    }

    /// How many days ahead the next school day is looked for: longer than any holiday.
    package static let horizon = 100
}
