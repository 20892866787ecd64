import Testing

/// SQL stands in files whose name ends with `+Queries.swift`, and in the edge that runs it.
@Suite struct QueryFileTests {
    @Test func `no statement stands outside a query file`() throws {
        let strays = try Repository.shipped()
            .filter { !$0.file.path.hasPrefix("Edges/Storage") && !$0.file.name.hasSuffix("+Queries.swift") }
            .filter { $0.swift.literals.contains(where: Self.isStatement) }
        #expect(strays.map(\.file.path) == [])
    }

    @Test func `every query file holds SQL`() throws {
        let files = try Repository.shipped().filter { $0.file.name.hasSuffix("+Queries.swift") }
        #expect(files.count > 10)
        let empty = files.filter { file in
            !file.swift.literals.contains { Self.isStatement($0) || $0.contains(" IS NULL") }
        }
        #expect(empty.map(\.file.path) == [])
    }

    @Test(arguments: [
        ("SELECT person.id\nFROM person", true), ("INSERT INTO person (id)", true),
        ("UPDATE session SET ended_at = ?", true),
        ("DELETE FROM throttle", true), ("WITH RECURSIVE below AS (SELECT 1 FROM x)", true),
        ("Select your school from the list", false),
        ("INSERT coin", false), ("UPDATE the SETTINGS", false), ("", false),
    ])
    func `a statement is known by its words`(_ literal: String, _ isStatement: Bool) {
        #expect(Self.isStatement(literal) == isStatement)
    }

    private static func isStatement(_ literal: String) -> Bool {
        let words = literal.split(whereSeparator: \.isWhitespace)
        return zip(words.indices, words).contains { index, word in
            let rest = words[(index + 1)...]
            switch word.trimmingPrefix("(") {
            case "SELECT": return rest.contains("FROM")
            case "INSERT": return rest.first == "INTO"
            case "DELETE": return rest.first == "FROM"
            case "UPDATE": return rest.dropFirst().first == "SET"
            default: return false
            }
        }
    }
}
