import Base

/// School days around the day on which a demo is made. They are counted, not calendar days: after a holiday and before one
/// there is as much to see as in the middle of a term.
struct SchoolDays: Sendable {
    /// The latest last; today among them when it is one.
    let past: [CivilDate]
    let coming: [CivilDate]

    /// How far in the calendar they are looked for: over Christmas behind, over a summer ahead.
    static let behind = 40
    static let horizon = 100

    init(around today: CivilDate, past: Int, coming: Int, isSchoolDay: (CivilDate) -> Bool) {
        var (found, day) = ([CivilDate](), today)
        while found.count < past, day > today.adding(days: -Self.behind) {
            if isSchoolDay(day) { found.append(day) }
            day = day.adding(days: -1)
        }
        self.past = found.reversed()
        (found, day) = ([], today.adding(days: 1))
        while found.count < coming, day < today.adding(days: Self.horizon) {
            if isSchoolDay(day) { found.append(day) }
            day = day.adding(days: 1)
        }
        self.coming = found
    }

    /// The days whose registers are taken: all but the last `open`, unless those lie farther back than a teacher may take
    /// them.
    func taken(open: Int, on today: CivilDate) -> [CivilDate] {
        let waiting = Set(past.suffix(open).filter { $0 >= today.adding(days: -14) })
        return past.filter { !waiting.contains($0) }
    }
}
