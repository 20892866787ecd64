import Base
import Testing
import Timetable

@testable import Leave

@Suite struct LeaveRulesTests {
    private static func day(_ text: String) -> CivilDate { CivilDate(text) ?? CivilDate(dayNumber: 0) }
    private static func days(_ first: String, _ last: String) -> ClosedRange<CivilDate> { day(first)...day(last) }

    /// Christmas holidays, and a Saturday that is worked instead of a Friday.
    private static let calendar = SchoolCalendar([
        SpecialDays(.holiday, days("2026-12-21", "2027-01-06"), title: "Joululoma"),
        SpecialDays(.school, days("2026-12-12", "2026-12-12"), follows: 5, title: "Lauantaikoulu"),
        SpecialDays(.holiday, days("2026-12-18", "2026-12-18"), title: "Vapaapäivä"),
    ])

    @Test(arguments: [
        ("2026-12-07", "2026-12-11", 5), ("2026-12-07", "2026-12-13", 6), ("2026-12-05", "2026-12-06", 0),
        ("2026-12-14", "2026-12-20", 4), ("2026-12-17", "2027-01-08", 3), ("2026-12-12", "2026-12-12", 1),
        ("2026-12-24", "2026-12-24", 0), ("2026-12-07", "2026-12-07", 1),
    ])
    func `school days are counted, not calendar days`(_ first: String, _ last: String, _ count: Int) {
        #expect(Self.calendar.schoolDays(in: Self.days(first, last)) == count)
    }

    @Test(arguments: [
        (1, true, LeaveDecider.teacher), (5, true, .teacher), (6, true, .principal), (1, false, .principal),
    ])
    func `who decides follows from the length, and from whether the class has a teacher`(
        _ days: Int, _ hasTeacher: Bool, _ decider: LeaveDecider
    ) {
        #expect(LeaveRules().decider(schoolDays: days, hasClassTeacher: hasTeacher) == decider)
    }

    @Test func `with a limit of zero the principal decides everything`() {
        #expect(LeaveRules(teacherDays: 0).decider(schoolDays: 1, hasClassTeacher: true) == .principal)
    }

    @Test(arguments: [
        ("2026-12-11", "2026-12-07", LeaveRequest.Refusal.endsBeforeBegin), ("2026-11-22", "2026-12-07", .past),
        ("2026-12-24", "2026-12-31", .noSchoolDays), ("2026-12-07", "2026-12-09", .noticeIsEnough),
        ("2026-12-18", "2027-01-08", .noticeIsEnough), ("2026-12-07", "2028-12-09", .tooLong),
        ("2029-12-07", "2029-12-19", .tooLong),
    ])
    func `what cannot be applied for is said why`(
        _ first: String, _ last: String, _ refusal: LeaveRequest.Refusal
    ) {
        #expect(throws: refusal) {
            try LeaveRequest(
                from: Self.day(first), to: Self.day(last), Self.calendar, today: Self.day("2026-11-23"), noticeDays: 3)
        }
    }

    @Test func `four school days with a weekend and a Saturday at school`() throws {
        let request = try LeaveRequest(
            from: Self.day("2026-12-10"), to: Self.day("2026-12-14"), Self.calendar, today: Self.day("2026-11-23"),
            noticeDays: 3)
        #expect(request.schoolDays == 4)
    }

    private static let request = LeaveRequest(applied: days("2026-12-07", "2026-12-16"), schoolDays: 9)

    private func verdict(
        _ outcome: LeaveOutcome, _ days: ClosedRange<CivilDate>? = nil, reasons: String = "Koeviikko",
        hasAppeal: Bool = true
    ) throws(LeaveVerdict.Refusal) -> LeaveVerdict {
        try LeaveVerdict(
            outcome, days: days, reasons: reasons, of: Self.request, Self.calendar, hasAppeal: hasAppeal)
    }

    @Test func `granted in full needs neither reasons nor appeal instructions`() throws {
        let granted = try verdict(.granted, reasons: "", hasAppeal: false)
        #expect(granted.days == Self.request.days)
        #expect(granted.schoolDays == 9)
    }

    @Test func `a refusal grants nothing, and fewer days are counted anew`() throws {
        #expect(try verdict(.refused).days == nil)
        #expect(try verdict(.partly, Self.days("2026-12-10", "2026-12-14")).schoolDays == 4)
    }

    @Test(arguments: [LeaveOutcome.refused, .partly])
    func `what is not as was asked needs reasons and appeal instructions`(_ outcome: LeaveOutcome) {
        let days = Self.days("2026-12-07", "2026-12-08")
        #expect(throws: LeaveVerdict.Refusal.reasonsMissing) { try verdict(outcome, days, reasons: "") }
        #expect(throws: LeaveVerdict.Refusal.appealMissing) { try verdict(outcome, days, hasAppeal: false) }
    }

    @Test(arguments: [
        ("2026-12-04", "2026-12-08", LeaveVerdict.Refusal.outside), ("2026-12-08", "2026-12-17", .outside),
        ("2026-12-13", "2026-12-13", .noSchoolDays), ("2026-12-07", "2026-12-16", .allDays),
    ])
    func `fewer days lie within those applied for, and are fewer`(
        _ first: String, _ last: String, _ refusal: LeaveVerdict.Refusal
    ) {
        #expect(throws: refusal) { try verdict(.partly, Self.days(first, last)) }
    }

    @Test(arguments: [("2026-11-23", nil as Int?), ("2026-11-17", nil), ("2026-11-16", 7), ("2026-10-23", 31)])
    func `who has waited for a week or longer is marked`(_ applied: String, _ days: Int?) {
        let (applied, today) = (Self.day(applied), Self.day("2026-11-23"))
        #expect(LeaveApplication.longWait(appliedOn: applied, .waiting, today: today) == days)
        #expect(LeaveApplication.longWait(appliedOn: applied, .decided, today: today) == nil)
    }

    @Test(arguments: [("1", "classTeacher"), ("6", "classTeacher"), ("7", "homeroomTeacher"), ("", "homeroomTeacher")])
    func `the title follows the pupil's class`(_ level: String, _ title: String) {
        #expect(LeaveParticulars.Title(.teacher, yearLevel: level).rawValue == title)
        #expect(LeaveParticulars.Title(.principal, yearLevel: level) == .principal)
    }

    @Test(arguments: ["authority-fi", "authority-sv", "address-fi", "address-sv"])
    func `appeal instructions are complete in both languages or not at all`(_ missing: String) {
        func text(_ name: String) -> String { name == missing ? "" : name }
        let rules = LeaveRules(
            authority: TranslatedName(fi: text("authority-fi"), sv: text("authority-sv")),
            address: TranslatedName(fi: text("address-fi"), sv: text("address-sv")))
        #expect(!rules.hasAppeal)
    }
}
