import Base
import Testing
import Timetable

@testable import Leave

/// What a demo has applied for is true on any day of the year.
@Suite struct LeaveSampleTests {
    private static func day(_ text: String) -> CivilDate { CivilDate(text) ?? CivilDate(dayNumber: 0) }

    private static let calendar = SchoolCalendar(
        [
            ("2026-06-06", "2026-08-09"), ("2026-10-12", "2026-10-18"), ("2026-12-20", "2027-01-06"),
            ("2027-02-22", "2027-02-28"), ("2027-06-06", "2027-08-09"), ("2027-10-18", "2027-10-24"),
        ].map { SpecialDays(.holiday, day($0.0)...day($0.1), title: "Loma") })

    @Test(arguments: [
        ("2026-11-10", "2026-12-08", "2026-12-17"), ("2027-01-20", "2027-02-10", "2027-02-19"),
        // The last days of a spring that is nearly over; after them an autumn that is well on its way.
        ("2027-05-25", "2027-05-27", "2027-06-04"), ("2027-06-02", "2027-09-07", "2027-09-16"),
        ("2027-07-13", "2027-09-07", "2027-09-16"), ("2026-12-15", "2027-01-12", "2027-01-21"),
    ])
    func `a family asks for days in the middle of a term`(_ today: String, _ first: String, _ last: String) {
        let days = LeaveSample.days(after: Self.day(today), isSchoolDay: Self.calendar.isSchoolDay)
        #expect(days.first?.description == first)
        #expect(days.last?.description == last)
    }

    @Test func `on every day of a year it is the principal's to decide, and ahead`() {
        for number in 0..<365 {
            let today = Self.day("2026-08-01").adding(days: number)
            let days = LeaveSample.days(after: today, isSchoolDay: Self.calendar.isSchoolDay)
            #expect((6...8).contains(days.count), "on \(today)")
            #expect(days.allSatisfy { $0 > today && Self.calendar.isSchoolDay($0) })
            #expect(days.last.map { $0.dayNumber - days[0].dayNumber < 14 } == true)
            #expect(days.last.map { $0 <= today.adding(days: LeaveSample.horizon) } == true)
        }
    }
}
