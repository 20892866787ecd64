package import Base

/// The number of a week (ISO 8601): the week belongs to the year in which its Thursday lies.
package enum WeekNumber {
    package static func of(_ day: CivilDate) -> Int {
        let thursday = day.adding(days: 4 - day.weekday)
        guard let newYear = CivilDate(year: thursday.year, month: 1, day: 1) else { return 1 }
        return Int(thursday.dayNumber - newYear.dayNumber) / 7 + 1
    }
}
