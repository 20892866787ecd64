import Base

/// Half a school year, in which absences are looked at and summed: August to December, January to July.
struct SchoolTerm: Hashable, Sendable {
    let days: ClosedRange<CivilDate>

    /// The term that `day` lies in.
    init(containing day: CivilDate) {
        let (year, month, _) = day.parts
        let (first, last) = month >= 8 ? ((8, 1), (12, 31)) : ((1, 1), (7, 31))
        let begins = CivilDate(year: year, month: first.0, day: first.1) ?? day
        days = begins...max(begins, CivilDate(year: year, month: last.0, day: last.1) ?? day)
    }

    /// The term before this one.
    var before: SchoolTerm { SchoolTerm(containing: days.lowerBound.adding(days: -1)) }
}
