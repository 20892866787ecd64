import Base
import Testing

@testable import Attendance

@Suite struct SchoolTermTests {
    @Test(arguments: [
        ("2026-08-01", "2026-08-01", "2026-12-31"), ("2026-12-31", "2026-08-01", "2026-12-31"),
        ("2027-01-01", "2027-01-01", "2027-07-31"), ("2026-07-31", "2026-01-01", "2026-07-31"),
    ])
    func `a term is half a school year`(_ day: String, _ first: String, _ last: String) throws {
        let term = SchoolTerm(containing: try #require(CivilDate(day)))
        #expect(term.days.lowerBound.description == first)
        #expect(term.days.upperBound.description == last)
    }

    @Test func `before the autumn is the spring, before the spring the autumn`() throws {
        let autumn = SchoolTerm(containing: try #require(CivilDate("2026-11-23")))
        #expect(autumn.before.days.lowerBound.description == "2026-01-01")
        #expect(autumn.before.before.days.lowerBound.description == "2025-08-01")
    }

    @Test(arguments: [
        ("10:15", 615), ("10.15", 615), ("0:00", 0), ("24:00", nil), ("10", nil), ("10:5", nil), ("", nil),
    ])
    func `a time is read as people write it`(_ text: String, _ minute: Int?) {
        #expect(AnnouncementForm.minute(text) == minute)
    }
}
