import Foundation
import Testing

/// What the documents claim is shown by tests that exist: the last cell of a row in a table names them.
@Suite struct ClaimTests {
    @Test(arguments: [
        "docs/conformance.md", "docs/threat-model.md", "docs/decisions/0033-protected-persons.md",
    ])
    func `every test that a table names is there`(_ document: String) throws {
        let tests = try Tests.all.get()
        let claims = try Claims(Repository.text(document)).all
        #expect(claims.count > 10)
        #expect(claims.filter { !tests.have($0.name) }.map { "\(document):\($0.line): \($0.name)" } == [])
    }

    @Test func `the last cell of a row is read, names in quotes and names of suites`() {
        let text = "| a \"b\" | c |\n| --- | --- |\n| d | `EOnEngine`: \"f\", \"g\"; `h` |\n\"i\""
        #expect(Claims(text).all.map(\.name) == ["EOnEngine", "f", "g"])
        #expect(Claims(text).all.map(\.line) == [3, 3, 3])
    }
}

/// The tests that a document names.
private struct Claims {
    let all: [(line: Int, name: String)]

    init(_ text: String) {
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        all = lines.enumerated().flatMap { index, line -> [(line: Int, name: String)] in
            let cells = line.split(separator: "|", omittingEmptySubsequences: false)
            guard line.hasPrefix("|"), cells.count > 2 else { return [] }
            return cells[cells.count - 2].matches(of: /"([^"]+)"|`(\w+Tests|\w+OnEngine|\w+\.py)`/).map { match in
                (line: index + 1, name: String(match.1 ?? match.2 ?? ""))
            }
        }
    }
}

/// Every test of the house by its name, with and without the section before it, and the suites and files they are in.
private struct Tests {
    private let names: Set<String>

    static let all = Result { try Tests() }

    init() throws {
        var names: Set<String> = []
        for file in Repository.files(".swift") {
            let text = try file.text()
            names.formUnion(Self.words(after: "func `", in: text) { $0 != "`" })
            for kind in ["struct ", "enum ", "class "] {
                names.formUnion(Self.words(after: kind, in: text) { $0.isLetter || $0.isNumber })
            }
            names.insert(String(file.name.dropLast(".swift".count)))
        }
        for file in Repository.files(".py") {
            let found = Self.words(after: "def test_", in: try file.text()) { $0 != "(" }
            names.formUnion(found.map { $0.replacing("_", with: " ") } + [file.name])
        }
        let short = names.compactMap { name in name.firstRange(of: ": ").map { String(name[$0.upperBound...]) } }
        self.names = names.union(short)
    }

    private static func words(after start: String, in text: String, _ belongs: (Character) -> Bool) -> [String] {
        text.components(separatedBy: start).dropFirst().map { String($0.prefix(while: belongs)) }
    }

    func have(_ name: String) -> Bool { names.contains(name) }
}
