import Attendance
import Base
import Directory
import Testing

@testable import AbsenceTrail

@Suite struct ReportRowTests {
    private static let today = CivilDate(year: 2026, month: 11, day: 23) ?? CivilDate(dayNumber: 0)

    private func row(_ name: String, _ title: String?, hours: Int, daysAgo: Int, answeredAfter: Int? = nil) -> ReportRow
    {
        let since = Self.today.adding(days: -daysAgo)
        let limit = AbsenceLimit(
            kind: .absenceHours, amount: hours, alerts: [.teacher], classes: [.illness], text: nil)
        let term = SchoolTerm.of(Self.today, [])
        let marks = answeredAfter.map { after in
            let day = since.adding(days: after)
            return ReactionMark(
                limit: limit.key, termBegins: term.begins, step: .home, reactedOn: day, writtenOn: day)
        }
        let person = Person(
            id: .new(at: Instant(milliseconds: 1)), name: PersonName(given: name, called: name, family: ""),
            yearLevel: nil, isProtected: false)
        return ReportRow(
            pupil: ClassPupil(person: person, group: nil, title: title),
            alert: Alert(
                limit: limit, term: term, since: since, latest: since, hours: LessonHours(minutes: hours * 45), days: 1,
                reactions: [marks].compactMap { $0 }))
    }

    private var rows: [ReportRow] {
        [
            row("Åke", "10A", hours: 25, daysAgo: 3), row("Aino", "7B", hours: 50, daysAgo: 20, answeredAfter: 2),
            row("Eetu", "7A", hours: 25, daysAgo: 9), row("Aino", "7B", hours: 25, daysAgo: 40, answeredAfter: 12),
        ]
    }

    private func names(_ order: ReportRow.Order, _ isDescending: Bool = false) -> [String] {
        rows.sorted(by: order, isDescending: isDescending, on: Self.today).map {
            "\($0.pupil.person.name.called) \($0.alert.limit.amount)"
        }
    }

    @Test func `classes stand by their number, names by the Finnish alphabet`() {
        #expect(names(.homeroom) == ["Eetu 25", "Aino 25", "Aino 50", "Åke 25"])
        #expect(names(.name) == ["Aino 25", "Aino 50", "Eetu 25", "Åke 25"])
    }

    @Test func `the oldest comes first, or last`() {
        #expect(names(.since) == ["Aino 25", "Aino 50", "Eetu 25", "Åke 25"])
        #expect(names(.since, true) == ["Åke 25", "Eetu 25", "Aino 50", "Aino 25"])
    }

    @Test func `by limit, and by how long it took; those who wait come last or first`() {
        #expect(names(.limit) == ["Eetu 25", "Aino 25", "Åke 25", "Aino 50"])
        #expect(names(.took) == ["Aino 50", "Aino 25", "Åke 25", "Eetu 25"])
        #expect(names(.took, true) == ["Eetu 25", "Åke 25", "Aino 25", "Aino 50"])
    }
}
