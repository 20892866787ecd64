import Testing

@Suite struct DocumentationTests {
    @Test func `every declaration that other rooms see is described, or its type is`() throws {
        let sources = try Repository.shippedSources().map { ($0, Declarations(try $0.text())) }
        let described = sources.reduce(into: Set<String>()) { $0.formUnion($1.1.described) }
        #expect(described.count > 100)
        let silent = sources.flatMap { file, declarations in declarations.silent(described).map { "\(file):\($0)" } }
        #expect(silent == [])
    }

    @Test(arguments: [
        ("package struct A {}", [1]), ("/// A.\npackage struct A {\n    package var b: Int\n}", []), ("/// A.\n@Sendable\npackage func a() {}", []),
        ("package func a() {}", [1]), ("struct A {\n    package var b: Int\n}", [2]), ("extension A {\n    package var b: Int\n}", [2]),
        ("/// A.\nextension A {\n    package var b: Int\n}", []), ("package import A", []), ("/// A.\nenum A {}\nextension A {\n    package var b: Int\n}", []),
    ])
    func `a declaration without a word is found`(_ text: String, _ lines: [Int]) {
        let declarations = Declarations(text)
        #expect(declarations.silent(declarations.described) == lines)
    }
}

/// The `package` declarations of a source and what is said above them.
private struct Declarations {
    private let lines: [Substring]

    init(_ text: String) { lines = text.split(separator: "\n", omittingEmptySubsequences: false) }

    /// The types that have a sentence above them.
    var described: Set<String> {
        Set(lines.indices.filter(isDescribed).compactMap { Self.type(lines[$0]) })
    }

    /// The numbers of the lines whose declaration has a sentence neither above it nor above its type.
    func silent(_ described: Set<String>) -> [Int] {
        lines.indices.filter { index in
            let line = lines[index].drop { $0 == " " }
            guard line.hasPrefix("package "), !line.hasPrefix("package import "), !isDescribed(index) else { return false }
            guard let around = enclosing(index) else { return true }
            return !isDescribed(around) && !(Self.type(lines[around]).map(described.contains) ?? false)
        }.map { $0 + 1 }
    }

    private func isDescribed(_ index: Int) -> Bool {
        let above = lines[..<index].reversed().map { $0.drop { $0 == " " } }.first { !$0.hasPrefix("@") }
        return above?.hasPrefix("///") ?? false
    }

    /// The nearest line above that opens a type or an extension further left.
    private func enclosing(_ index: Int) -> Int? {
        let depth = Self.depth(lines[index])
        return lines[..<index].lastIndex { Self.depth($0) < depth && Self.type($0) != nil }
    }

    private static func depth(_ line: Substring) -> Int { line.prefix { $0 == " " }.count }

    /// The name of the type that a line declares or extends.
    private static func type(_ line: Substring) -> String? {
        let kinds: Set<Substring> = ["struct", "class", "enum", "protocol", "actor", "extension"]
        let words = line.split(separator: " ")
        guard let kind = words.firstIndex(where: kinds.contains), words[..<kind].allSatisfy({ !$0.contains("(") && !$0.hasPrefix("/") })
        else { return nil }
        let name = words[(kind + 1)...].first?.prefix { $0.isLetter || $0.isNumber || $0 == "." } ?? ""
        return name.split(separator: ".").last.map(String.init)
    }
}
