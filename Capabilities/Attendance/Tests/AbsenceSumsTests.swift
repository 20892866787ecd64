import Attendance
import Base
import Directory
import Testing

@Suite struct AbsenceSumsTests {
    private static let aino: ID<Person> = .new(at: Instant(milliseconds: 1))

    private func day(_ text: String, _ absenceClass: AbsenceClass, _ minutes: Int) throws -> AbsenceDay {
        AbsenceDay(person: Self.aino, day: try #require(CivilDate(text)), absenceClass, minutes: minutes)
    }

    @Test func `each class is summed, and the school's own activity is no absence`() throws {
        let sums = AbsenceSums([
            try day("2026-09-01", .illness, 45), try day("2026-09-02", .illness, 90),
            try day("2026-09-02", .unexplained, 45), try day("2026-09-03", .school, 270),
        ])
        #expect(sums[.illness].minutes == 135)
        #expect(sums[.unexplained].minutes == 45)
        #expect(sums[.unauthorised].minutes == 0)
        #expect(sums[.school].minutes == 270)
        #expect(sums.total.minutes == 180)
    }

    @Test(arguments: [(0, "0"), (45, "1"), (1125, "25"), (1124, "24,9"), (60, "1,3"), (75, "1,6"), (4, "0")])
    func `hours are lessons of 45 minutes, never more than there were`(_ minutes: Int, _ text: String) {
        #expect(LessonHours(minutes: minutes).text(in: .fi) == text)
        #expect(LessonHours(minutes: minutes).text(in: .sv) == text)
        #expect(LessonHours(minutes: minutes).text(in: .en) == text.replacing(",", with: "."))
    }
}
