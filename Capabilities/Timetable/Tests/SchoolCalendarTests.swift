import Base
import Testing
import Timetable

@Suite struct SchoolCalendarTests {
    private let calendar = SchoolCalendar([
        SpecialDays(.holiday, Trial.day("2026-10-12")...Trial.day("2026-10-18"), title: "Syysloma"),
        SpecialDays(.holiday, Trial.day("2026-12-19")...Trial.day("2027-01-06"), title: "Joululoma"),
        SpecialDays(.school, Trial.day("2026-12-12")...Trial.day("2026-12-12"), follows: 1, title: "Lauantaityöpäivä"),
        SpecialDays(.school, Trial.day("2026-10-16")...Trial.day("2026-10-16"), title: "Retkipäivä"),
    ])

    @Test(
        arguments: [
            ("2026-11-23", 1), ("2026-11-27", 5), ("2026-11-28", nil), ("2026-11-29", nil), ("2026-10-12", nil),
            ("2026-10-18", nil), ("2026-10-19", 1), ("2026-12-12", 1), ("2026-10-16", 5), ("2027-01-06", nil),
            ("2027-01-07", 4),
        ] as [(String, Int?)])
    func `a day is a school day or not`(_ day: String, _ pattern: Int?) {
        #expect(calendar.pattern(on: Trial.day(day)) == pattern)
    }

    @Test(arguments: [
        ("2026-11-23", "2026-11-24"), ("2026-11-27", "2026-11-30"), ("2026-12-11", "2026-12-12"),
        ("2026-12-12", "2026-12-14"), ("2026-12-18", "2027-01-07"), ("2026-10-09", "2026-10-16"),
    ])
    func `the next school day is not just tomorrow`(_ day: String, _ next: String) {
        #expect(calendar.nextSchoolDay(after: Trial.day(day)) == Trial.day(next))
    }

    @Test func `a school that never opens has no next day`() {
        let closed = SchoolCalendar([
            SpecialDays(.holiday, Trial.day("2026-01-01")...Trial.day("2027-12-31"), title: "Kiinni")
        ])
        #expect(closed.nextSchoolDay(after: Trial.monday) == nil)
    }
}
