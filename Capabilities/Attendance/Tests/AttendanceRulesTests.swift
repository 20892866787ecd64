import Attendance
import Base
import Testing

@Suite struct AttendanceRulesTests {
    private static let lesson = CivilDate("2026-11-23") ?? CivilDate(dayNumber: 0)

    @Test(arguments: [
        (-1, false, false), (-1, true, false), (0, false, true), (0, true, true), (14, false, true), (14, true, true),
        (15, false, false), (15, true, true), (200, true, true),
    ])
    func `a register is written from its day on, by a teacher for some time`(
        _ days: Int, _ isPrincipal: Bool, _ may: Bool
    ) {
        let today = Self.lesson.adding(days: days)
        #expect(AttendanceRules().mayWrite(lessonOn: Self.lesson, today: today, isPrincipal: isPrincipal) == may)
    }

    @Test func `illness and other reasons are authorised, the school's own activity is no absence`() {
        #expect(AbsenceClass.allCases.filter(\.isAuthorised) == [.illness, .other])
        #expect(AbsenceClass.allCases.filter { !$0.isAbsence } == [.school])
    }
}
