import Base
import Testing

@testable import Attendance

@Suite struct SchoolTermTests {
    private static let autumn = session("2026-08-10", "2026-12-20")
    private static let spring = session("2027-01-07", "2027-06-06")

    private static func day(_ text: String) -> CivilDate { CivilDate(text) ?? CivilDate(dayNumber: 0) }
    private static func session(_ begins: String, _ ends: String) -> SchoolTerm.Session {
        SchoolTerm.Session(begins: day(begins), ends: day(ends))
    }

    @Test(arguments: [
        ("2026-08-01", "2026-08-01", "2026-12-31"), ("2026-12-31", "2026-08-01", "2026-12-31"),
        ("2027-01-01", "2027-01-01", "2027-07-31"), ("2027-07-31", "2027-01-01", "2027-07-31"),
    ])
    func `without terms in the register the halves of the year are`(_ text: String, _ begins: String, _ last: String) {
        let term = SchoolTerm.of(Self.day(text), [])
        #expect(term == SchoolTerm(begins: Self.day(begins), last: Self.day(last)))
    }

    @Test(arguments: [
        // The first day and the last one; the end of a session is the day after.
        ("2026-08-10", "2026-08-10"), ("2026-12-19", "2026-08-10"),
        // A break belongs to the term that ended in the same half.
        ("2026-12-20", "2026-08-10"), ("2026-12-31", "2026-08-10"), ("2027-06-30", "2027-01-07"),
        // Before a term begins its half has begun; nobody is absent then.
        ("2026-08-03", "2026-08-01"), ("2027-01-03", "2027-01-01"),
        ("2027-01-07", "2027-01-07"),
    ])
    func `the term of a day is the register's`(_ text: String, _ begins: String) {
        #expect(SchoolTerm.of(Self.day(text), [Self.spring, Self.autumn]).begins == Self.day(begins))
    }

    @Test func `of several terms at one time the longest is taken`() {
        let period = Self.session("2026-10-01", "2026-11-28")
        #expect(SchoolTerm.of(Self.day("2026-11-23"), [period, Self.autumn]).begins == Self.autumn.begins)
    }

    @Test func `an autumn in the register does not reach into spring`() {
        #expect(SchoolTerm.of(Self.day("2027-02-15"), [Self.autumn]).begins == Self.day("2027-01-01"))
    }

    @Test(arguments: [
        ("2026-08-01", "2026-08-01"), ("2027-07-31", "2026-08-01"), ("2026-07-31", "2025-08-01"),
    ])
    func `a school year begins on 1 August`(_ text: String, _ begins: String) {
        #expect(SchoolTerm.yearBegins(Self.day(text)) == Self.day(begins))
    }
}
