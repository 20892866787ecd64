import Base
import Testing

@testable import Storage

/// What a page that is drawn without anybody's data gets to see.
@Suite struct VeilTests {
    private enum State: String, CaseIterable, ColumnValue { case calm, stormy }

    private enum Wind: String, ColumnValue { case stormy }

    private static let now = Instant(milliseconds: 1_795_414_500_000)

    private func row(_ columns: [(String, Cell)], _ sql: SQL, _ body: (inout Row) throws -> Void) throws {
        try VeiledReader(OneRow(columns), Veil(person: "Henkilö", now: Self.now)).forEach(sql, body)
    }

    @Test func `names become numbered words, the same person the same number`() throws {
        let names: [(String, Cell)] = [
            ("given_names", .text("Aino Maria")), ("called_name", .text("Aino")), ("family_name", .text("Niemi")),
        ]
        let other: [(String, Cell)] = [
            ("given_names", .text("Eetu")), ("called_name", .text("Eetu")), ("person.family_name", .text("Niemi")),
        ]
        try row(names + other + names, "SELECT given_names FROM person") { row in
            var people: [String] = []
            for _ in 0..<3 {
                let given: String = try row.next()
                let called: String = try row.next()
                people.append("\(given) \(called) \(try row.next(String.self))")
            }
            #expect(people == ["Henkilö Henkilö 1", "Henkilö Henkilö 2", "Henkilö Henkilö 1"])
        }
    }

    @Test func `what is not known to be harmless is empty, and nothing stays nothing`() throws {
        let columns: [(String, Cell)] = [
            ("reason", .text("salainen")), ("state", .text("stormy")), ("minutes", .integer(45)),
            ("birth_date", .text("2013-05-04")), ("protected", .integer(1)), ("note", .null),
            ("value", .text("{\"a\":1}")),
        ]
        try row(columns, "SELECT reason FROM person JOIN lesson") { row in
            let value1: String = try row.next()
            #expect(value1 == "…")
            let value2: State = try row.next()
            #expect(value2 == .calm)
            let value3: Int = try row.next()
            #expect(value3 == 0)
            let value4: CivilDate = try row.next()
            #expect(value4 == Self.now.day)
            let value5: Bool = try row.next()
            #expect(value5 == false)
            let value6: String? = try row.next()
            #expect(value6 == nil)
            let value7: JSONDocument? = try row.next()
            #expect(value7 == nil)
        }
    }

    @Test(arguments: [
        ("SELECT note FROM lesson", "salainen"), ("SELECT note FROM lesson JOIN person ON TRUE", "…"),
        ("WITH a AS (SELECT 1 FROM homework) SELECT note FROM lesson", "…"),
        ("SELECT note FROM (SELECT 1 FROM room)", "salainen"),
        ("SELECT note\nFROM\n    lesson\nLEFT JOIN absence", "…"),
    ])
    func `a statement about school tables alone is open`(_ text: String, _ shown: String) throws {
        try row([("note", .text("salainen"))], SQL(stringLiteral: text)) { row in
            let value8: String = try row.next()
            #expect(value8 == shown)
        }
    }

    @Test func `a row that cannot be without what is covered is left out`() throws {
        var rows = 0
        try row([("state", .text("stormy"))], "SELECT state FROM person") { row in
            let _: Wind = try row.next()
            rows += 1
        }
        #expect(rows == 0)
    }

    @Test func `titles, kinds and counts pass`() throws {
        let columns: [(String, Cell)] = [
            ("title", .text("7A")), ("COUNT(*)", .integer(24)), ("count", .integer(3)),
            ("(SELECT COUNT(*) FROM membership)", .integer(5)),
        ]
        try row(columns, "SELECT title FROM membership") { row in
            let value9: String = try row.next()
            #expect(value9 == "7A")
            for count in [24, 3, 5] {
                let value: Int = try row.next()
                #expect(value == count)
            }
        }
    }
}

/// A reader whose every answer is one row.
private final class OneRow: Reader, CurrentRow {
    private let values: [(String, Cell)]

    init(_ values: [(String, Cell)]) { self.values = values }

    var statements: Int { 0 }
    var columns: Int { values.count }
    func cell(_ column: Int) -> Cell { values[column].1 }
    func name(_ column: Int) -> String { values[column].0 }

    func forEach(_ sql: SQL, _ body: (inout Row) throws -> Void) throws {
        var row = Row(self)
        try body(&row)
    }
}
