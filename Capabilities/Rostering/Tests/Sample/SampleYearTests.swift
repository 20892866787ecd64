import Base
import Foundation
import Rostering
import Testing

/// A sample is made around its day, whichever day of the year it is.
@Suite struct SampleYearTests {
    @Test(arguments: [
        ("2026-11-23", "2026-08-01", "2027-08-01"), ("2027-06-04", "2026-08-01", "2027-08-01"),
        // The last day of school was a Friday: on the Saturday after it the coming year is there.
        ("2027-06-05", "2027-06-05", "2028-08-01"), ("2027-07-15", "2027-06-05", "2028-08-01"),
        ("2027-08-01", "2027-08-01", "2028-08-01"),
    ])
    func `in summer the coming school year is there already`(_ today: String, _ first: String, _ end: String) throws {
        let folder = try SampleFolder(pupils: 50, today: today)
        let sessions = try folder.table("academicSessions")
        #expect(sessions.column("startDate").min() == first && sessions.column("endDate").max() == end)
        let roles = try zip(folder.table("roles").column("role"), folder.table("roles").column("beginDate"))
        #expect(roles.filter { $0.0 == "student" }.allSatisfy { $0.1 <= today })
        let seats = try zip(folder.table("enrollments").column("beginDate"), folder.table("enrollments").column("role"))
        #expect(seats.contains { $0.1 == "student" && $0.0 <= today })
    }

    @Test(arguments: [
        ("2026-11-26", ["2026-11-25", "2026-11-26", "2026-11-27", "2026-11-30", "2026-12-01"]),
        ("2026-11-28", ["2026-11-27", "2026-11-30", "2026-12-01", "2026-12-02", "2026-12-03"]),
        ("2026-12-24", ["2026-12-18", "2027-01-07", "2027-01-08", "2027-01-11", "2027-01-12"]),
        ("2027-01-07", ["2026-12-18", "2027-01-07", "2027-01-08", "2027-01-11", "2027-01-12"]),
        ("2027-07-15", ["2027-08-10", "2027-08-11", "2027-08-12", "2027-08-13"]),
    ])
    func `changes of the timetable lie on school days around the day`(_ today: String, _ days: [String]) throws {
        let folder = try SampleFolder(pupils: 50, today: today)
        let files = SampleTimetables(today: try #require(CivilDate(today)))
        let school = try #require(try files.write(of: folder.packages[0]).first)
        let changes = try String(contentsOf: school.folder.appending(path: "changes.csv"), encoding: .utf8)
        let changed = changes.split(whereSeparator: \.isNewline).dropFirst().compactMap {
            $0.split(separator: ",", omittingEmptySubsequences: false).dropFirst().first.map { String($0) }
        }
        #expect(Set(changed).sorted() == days)
    }
}
