import Base
import Testing

@testable import App

/// The days around which a demo is lively: by the calendar of the sample, Monday to Friday but for holidays.
@Suite struct SchoolDaysTests {
    private static func day(_ text: String) -> CivilDate { CivilDate(text) ?? CivilDate(dayNumber: 0) }

    private static let holidays = [
        day("2026-12-20")...day("2027-01-06"), day("2027-06-05")...day("2027-08-09"),
    ]

    private func days(_ today: String, past: Int = 3, coming: Int = 3) -> SchoolDays {
        SchoolDays(around: Self.day(today), past: past, coming: coming) { day in
            day.weekday <= 5 && !Self.holidays.contains { $0.contains(day) }
        }
    }

    @Test(arguments: [
        ("2026-11-24", "2026-11-20 2026-11-23 2026-11-24", "2026-11-25 2026-11-26 2026-11-27"),
        ("2026-11-28", "2026-11-25 2026-11-26 2026-11-27", "2026-11-30 2026-12-01 2026-12-02"),
        ("2026-12-24", "2026-12-16 2026-12-17 2026-12-18", "2027-01-07 2027-01-08 2027-01-11"),
        ("2027-01-07", "2026-12-17 2026-12-18 2027-01-07", "2027-01-08 2027-01-11 2027-01-12"),
        ("2027-07-15", "", "2027-08-10 2027-08-11 2027-08-12"),
    ])
    func `school days are counted over weekends and holidays`(_ today: String, _ past: String, _ coming: String) {
        let days = days(today)
        #expect(days.past.map(\.description).joined(separator: " ") == past)
        #expect(days.coming.map(\.description).joined(separator: " ") == coming)
    }

    @Test(arguments: [
        // The last two wait for their teachers, but none from before a long holiday.
        ("2026-11-24", 8), ("2026-11-28", 8), ("2026-12-24", 8), ("2026-12-31", 8), ("2027-01-03", 10),
        ("2027-01-07", 9), ("2027-07-15", 0),
    ])
    func `registers wait for as long as a teacher may take them`(_ today: String, _ taken: Int) {
        #expect(days(today, past: 10).taken(open: 2, on: Self.day(today)).count == taken)
    }
}
