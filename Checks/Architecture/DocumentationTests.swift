import Testing

@Suite struct DocumentationTests {
    @Test func `every declaration that other rooms see is described, or its type is`() throws {
        let sources = try Repository.shipped().map { ($0.file, Declarations(try $0.file.text())) }
        let described = sources.reduce(into: Set<String>()) { $0.formUnion($1.1.described) }
        #expect(described.count > 100)
        let silent = sources.flatMap { file, declarations in declarations.silent(described).map { "\(file):\($0)" } }
        #expect(silent == [])
    }

    @Test(arguments: [
        ("package struct A {}", [1]), ("/// A.\npackage struct A {\n    package var b: Int\n}", []),
        ("/// A.\n@Sendable\npackage func a() {}", []),
        ("package func a() {}", [1]), ("struct A {\n    package var b: Int\n}", [2]),
        ("extension A {\n    package var b: Int\n}", [2]),
        ("/// A.\nextension A {\n    package var b: Int\n}", []),
        ("extension A: B {\n    package var b: Int\n}", []),
        ("/// A.\nstruct A {\n    struct B {\n        package var b: Int", []), ("package import A", []),
        ("/// A.\nenum A {}\nextension A {\n    package var b: Int\n}", []),
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
        Set(lines.indices.filter(isDescribed).compactMap { Self.types(lines[$0]).last })
    }

    /// The numbers of the lines whose declaration has a sentence neither above it nor above its type.
    func silent(_ described: Set<String>) -> [Int] {
        lines.indices.filter { index in
            let line = lines[index].drop { $0 == " " }
            guard line.hasPrefix("package "), !line.hasPrefix("package import "), !isDescribed(index) else {
                return false
            }
            return !around(index).contains {
                isDescribed($0) || keepsPromise($0) || !described.isDisjoint(with: Self.types(lines[$0]))
            }
        }.map { $0 + 1 }
    }

    /// An extension with a protocol does what the protocol says.
    private func keepsPromise(_ index: Int) -> Bool {
        let line = lines[index].drop { $0 == " " }
        return line.hasPrefix("extension ") && (line.contains(": ") || line.contains(" where "))
    }

    private func isDescribed(_ index: Int) -> Bool {
        let above = lines[..<index].reversed().map { $0.drop { $0 == " " } }.first { !$0.hasPrefix("@") }
        return above?.hasPrefix("///") ?? false
    }

    /// The lines above that open the types and extensions around a line, the nearest first.
    private func around(_ index: Int) -> [Int] {
        let depth = Self.depth(lines[index])
        guard let next = lines[..<index].lastIndex(where: { Self.depth($0) < depth && !Self.types($0).isEmpty }) else {
            return []
        }
        return [next] + around(next)
    }

    private static func depth(_ line: Substring) -> Int { line.prefix { $0 == " " }.count }

    /// The name of the type that a line declares or extends, the types around it before it.
    private static func types(_ line: Substring) -> [String] {
        let kinds: Set<Substring> = ["struct", "class", "enum", "protocol", "actor", "extension"]
        let words = line.split(separator: " ")
        guard let kind = words.firstIndex(where: kinds.contains),
            words[..<kind].allSatisfy({ !$0.contains("(") && !$0.hasPrefix("/") })
        else { return [] }
        let name = words[(kind + 1)...].first?.prefix { $0.isLetter || $0.isNumber || $0 == "." } ?? ""
        return name.split(separator: ".").map(String.init)
    }
}
