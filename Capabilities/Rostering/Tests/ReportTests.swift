import Base
import Foundation
import Synchronization
import Testing

@testable import Rostering

@Suite struct ReportTests {
    private let report = ImportReport(
        state: .refused, provider: "jarvikaupunki", modes: ["users": .bulk, "orgs": .absent],
        counts: [.person: ImportCounts(created: 2)],
        list: ReportTests.list([
            ImportProblem(
                .duplicateID, file: "users.csv", row: 7, column: "sourcedId", values: ["id": "a", "first": "2"]),
            ImportProblem(.fileUnknown, file: "x.txt"),
        ]))

    static func list(_ problems: [ImportProblem]) -> ProblemList {
        problems.reduce(into: ProblemList()) { $0.add($1) }
    }

    @Test func `a report in Finnish says what is wrong, where, and what to do`() throws {
        #expect(
            try report.text(in: .fi) == """
                Aineistoa ei tuotu: siinä on virheitä. Mitään ei muutettu.
                Opetuksen järjestäjä: jarvikaupunki
                Tiedostot: users.csv (bulk)
                  Henkilöt: uusia 2, muuttuneita 0, päättyneitä 0, ennallaan 0

                1 virhe, joka estää tuonnin:
                  users.csv, rivi 7, sarake sourcedId: \
                sourcedId a on jo rivillä 2. Poista toinen rivi tai korjaa tunniste.

                1 huomautus, joka ei estä tuontia:
                  x.txt: Tiedosto ei kuulu OneRosteriin, eikä sitä lueta. Sen voi poistaa paketista.

                """)
    }

    @Test(arguments: Language.allCases)
    func `every problem has a sentence in every language`(_ language: Language) throws {
        let words = try Rostering.problemTexts()(in: language)
        _ = try Rostering.texts()(in: language)
        for code in ProblemCode.allCases { #expect(words(code) != code.rawValue) }
    }

    @Test func `the report encodes for machines`() throws {
        let json = try JSONSerialization.jsonObject(with: Data(try report.json().utf8)) as? [String: Any]
        #expect(json?["state"] as? String == "refused")
        let problems = json?["problems"] as? [[String: Any]]
        #expect(problems?.first?["code"] as? String == "duplicate_id")
        #expect(problems?.first?["row"] as? Int == 7)
        #expect(problems?.first?["severity"] as? String == "error")
    }

    @Test(arguments: [true, false])
    func `progress is a bar with rows and time left on a terminal and a line per phase elsewhere`(_ isTerminal: Bool)
        throws
    {
        let written = Written()
        let clock = Clock()
        let printer = try ProgressPrinter(language: .en, isTerminal: isTerminal, now: { clock.next() }) {
            written.add($0)
        }
        for done in 0...4 { printer.show(ImportProgress(.reading, done: done << 20, total: 4 << 20)) }
        for done in [0, 250, 1000] { printer.show(ImportProgress(.comparing, done: done, total: 1000)) }
        printer.show(ImportProgress(.applying, done: 0, total: 0))
        printer.finish()
        if isTerminal {
            #expect(written.text.contains("\r") && written.text.hasSuffix("100 %\n"))
            #expect(written.text.contains("50 %  2 / 4 MB  0:02 left"))
            #expect(written.text.contains("25 %  250 / 1000 rows  0:03 left"))
        } else {
            #expect(written.text == "Reading files\nReading the register\nSaving\n")
        }
    }
}

/// Every look at it is a second later.
private final class Clock: Sendable {
    private let seconds = Mutex<Int64>(0)
    func next() -> Instant {
        seconds.withLock { seconds in
            seconds += 1
            return Instant(milliseconds: seconds * 1000)
        }
    }
}

private final class Written: Sendable {
    private let lines = Mutex<[String]>([])
    func add(_ line: String) { lines.withLock { $0.append(line) } }
    var text: String { lines.withLock { $0.joined() } }
}
