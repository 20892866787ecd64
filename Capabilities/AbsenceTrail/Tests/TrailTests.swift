import Attendance
import Base
import Directory
import Testing

@testable import AbsenceTrail

/// The rules without a database: one pupil, on Monday 23 November 2026 unless a test says otherwise.
@Suite struct TrailTests {
    private static let aino: ID<Person> = .new(at: Instant(milliseconds: 1))
    private static let today = day("2026-11-23")
    private static let autumn = day("2026-08-01")

    private static func day(_ text: String) -> CivilDate { CivilDate(text) ?? CivilDate(dayNumber: 0) }

    private static func absence(
        _ text: String, lessons: Int = 1, _ absenceClass: AbsenceClass = .illness
    ) -> AbsenceDay {
        AbsenceDay(person: aino, day: day(text), absenceClass, minutes: lessons * 45)
    }

    private static func reaction(
        _ kind: AbsenceLimit.Kind, _ amount: Int, on text: String, written: String? = nil, term: CivilDate = autumn
    ) -> ReactionMark {
        ReactionMark(
            limit: AbsenceLimit.Key(kind, amount), termBegins: term, step: .home, reactedOn: day(text),
            writtenOn: day(written ?? text))
    }

    private static func trail(
        _ days: [AbsenceDay], _ reactions: [ReactionMark] = [], _ limits: [AbsenceLimit] = AbsenceLimit.standard,
        on today: CivilDate = today
    ) -> Trail {
        Trail(days, reactions, limits, [], on: today)
    }

    // MARK: hours

    @Test func `exactly the limit reaches it, on the day on which it was full`() throws {
        let days = [
            Self.absence("2026-10-01", lessons: 20), Self.absence("2026-11-02", lessons: 5),
            Self.absence("2026-11-09", lessons: 2),
        ]
        let alert = try #require(Self.trail(days).alerts.first)
        #expect(alert.limit.amount == 25)
        #expect(alert.since == Self.day("2026-11-02"))
        #expect(alert.hours.minutes == 27 * 45)
        #expect(alert.days == 3)
        #expect(alert.isOpen)
    }

    @Test func `a minute less does not reach it`() {
        let almost = AbsenceDay(person: Self.aino, day: Self.day("2026-11-02"), .illness, minutes: 25 * 45 - 1)
        #expect(Self.trail([almost]).alerts == [])
    }

    @Test func `the school's own activity is no absence, and a late arrival has no day`() {
        #expect(Self.trail([Self.absence("2026-11-02", lessons: 60, .school)]).alerts == [])
    }

    @Test func `a limit counts the classes that it names`() {
        let strict = AbsenceLimit(
            kind: .absenceHours, amount: 10, alerts: [.teacher], classes: [.unauthorised], text: nil)
        let days = [Self.absence("2026-11-02", lessons: 9, .unauthorised), Self.absence("2026-11-03", lessons: 9)]
        #expect(Self.trail(days, [], [strict]).alerts == [])
        #expect(Self.trail(days + [Self.absence("2026-11-04", .unauthorised)], [], [strict]).alerts.count == 1)
    }

    @Test func `a new term begins from nothing`() {
        let days = [Self.absence("2026-12-31", lessons: 24), Self.absence("2027-01-01", lessons: 1)]
        #expect(Self.trail(days, on: Self.day("2027-01-01")).alerts == [])
        #expect(Self.trail(days, on: Self.day("2027-01-01")).sums.total.minutes == 45)
        #expect(Self.trail(days, on: Self.day("2026-12-31")).sums.total.minutes == 24 * 45)
    }

    @Test func `a lesson that was moved into the new term counts there`() {
        // Sums go by the day on which the lesson was; AbsenceDay knows no other.
        let moved = Self.absence("2027-01-08", lessons: 25)
        #expect(Self.trail([moved], on: Self.day("2027-01-08")).alerts.map(\.since) == [Self.day("2027-01-08")])
    }

    @Test func `what is ahead does not count yet`() {
        #expect(Self.trail([Self.absence("2026-11-24", lessons: 30)]).alerts == [])
    }

    @Test func `a step answers its limit and the lower ones, not the higher`() {
        let days = [Self.absence("2026-10-01", lessons: 30), Self.absence("2026-11-02", lessons: 20)]
        let low = Self.trail(days, [Self.reaction(.absenceHours, 25, on: "2026-10-05")])
        #expect(low.alerts.map(\.isOpen) == [false, true])
        #expect(low.alerts.first?.daysToAnswer == 4)
        let high = Self.trail(days, [Self.reaction(.absenceHours, 50, on: "2026-11-02")])
        #expect(high.alerts.map(\.isOpen) == [false, false])
        #expect(high.alerts.last?.daysToAnswer == 0)
    }

    @Test func `a step of another term answers nothing`() {
        let days = [Self.absence("2026-11-02", lessons: 25)]
        let before = Self.reaction(.absenceHours, 25, on: "2026-03-02", term: Self.day("2026-01-01"))
        #expect(Self.trail(days, [before]).alerts.map(\.isOpen) == [true])
    }

    @Test func `when a correction moves the day of the limit, the step still answers it`() throws {
        let days = [Self.absence("2026-11-16", lessons: 25)]
        let alert = try #require(
            Self.trail(days, [Self.reaction(.absenceHours, 25, on: "2026-11-02")]).alerts.first)
        #expect(!alert.isOpen)
        #expect(alert.daysToAnswer == 0)
    }

    // MARK: unexplained

    @Test(arguments: [("2026-11-16", true), ("2026-11-17", false)])
    func `an absence that has been unexplained for exactly the days reaches the limit`(
        _ text: String, _ isReached: Bool
    ) {
        let alerts = Self.trail([Self.absence(text, .unexplained)]).alerts
        #expect(alerts.isEmpty != isReached)
        if isReached { #expect(alerts.map(\.since) == [Self.today]) }
    }

    @Test func `an explained one is none`() {
        #expect(Self.trail([Self.absence("2026-10-01", .illness)]).alerts == [])
        #expect(Self.trail([Self.absence("2026-10-01", .unauthorised)]).alerts == [])
    }

    @Test func `another absence that stays unexplained waits again`() throws {
        let step = Self.reaction(.unexplainedDays, 7, on: "2026-10-09", written: "2026-10-10")
        let first = Self.absence("2026-10-01", .unexplained)
        #expect(Self.trail([first], [step]).alerts.map(\.isOpen) == [false])
        // Written on the very day on which the second one passed the limit: it was seen.
        #expect(Self.trail([first, Self.absence("2026-10-03", .unexplained)], [step]).alerts.map(\.isOpen) == [false])
        let again = Self.trail([first, Self.absence("2026-10-04", .unexplained)], [step])
        let alert = try #require(again.alerts.first)
        #expect(alert.isOpen)
        #expect(alert.days == 2)
        #expect(alert.since == Self.day("2026-10-08"))
        #expect(alert.latest == Self.day("2026-10-11"))
        #expect(alert.daysToAnswer == 1)
        #expect(alert.daysUnexplained(on: Self.today) == 53)
    }

    @Test func `what was unexplained in autumn is open in spring under its own term`() throws {
        let alert = try #require(
            Self.trail([Self.absence("2026-12-18", .unexplained)], on: Self.day("2027-01-11")).alerts.first)
        #expect(alert.term.begins == Self.autumn)
        #expect(alert.since == Self.day("2026-12-25"))
    }

    // MARK: who is told

    @Test func `of each kind the highest limit alone waits`() {
        let days = [
            Self.absence("2026-10-01", lessons: 50), Self.absence("2026-10-02", .unexplained),
        ]
        let trail = Self.trail(days)
        #expect(trail.alerts.count == 3)
        #expect(trail.waiting(for: .teacher).map(\.limit.amount) == [7, 50])
        #expect(trail.waiting(for: .principal).map(\.limit.amount) == [50])
        #expect(trail.waiting(for: .guardian).map(\.limit.amount) == [25])
    }

    @Test func `a provider without limits is told nothing`() {
        #expect(Self.trail([Self.absence("2026-10-01", lessons: 99, .unexplained)], [], []).alerts == [])
    }

    @Test(arguments: ["absence_hours-25", "unexplained_days-7"])
    func `a limit has one name`(_ text: String) {
        #expect(AbsenceLimit.Key(text)?.description == text)
    }

    @Test(arguments: [
        "", "absence_hours", "absence_hours-", "absence_hours-025", "absence_hours--5", "late-5", "a-b-c",
    ])
    func `nothing else is the name of a limit`(_ text: String) {
        #expect(AbsenceLimit.Key(text) == nil)
    }
}
