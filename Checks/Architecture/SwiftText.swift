/// A Swift source taken apart: its code without comments and with empty string literals, and those literals.
struct SwiftText: Sendable {
    private(set) var code = ""
    private(set) var literals: [String] = []

    private let bytes: [UInt8]
    private var position = 0
    private var kept: [UInt8] = []

    init(_ text: String) {
        bytes = Array(text.utf8)
        readCode(untilParenthesis: false)
        code = String(decoding: kept, as: UTF8.self)
        kept = []
    }

    var lines: [Substring] { code.split(separator: "\n", omittingEmptySubsequences: false) }

    /// The modules that are imported.
    var imports: Set<String> {
        let before: Set<Substring> = [
            "@testable", "@preconcurrency", "package", "public", "internal", "private", "fileprivate",
        ]
        let kinds: Set<Substring> = ["struct", "class", "enum", "func", "protocol", "typealias", "var", "let"]
        return Set(
            lines.compactMap { line in
                let words = line.split(separator: " ").drop(while: before.contains)
                guard words.first == "import" else { return nil }
                return words.dropFirst().drop(while: kinds.contains).first.map { String($0.prefix { $0 != "." }) }
            })
    }

    private func starts(_ text: String) -> Bool {
        guard bytes[position] == text.utf8.first else { return false }
        return bytes[position...].starts(with: text.utf8)
    }

    private mutating func readCode(untilParenthesis: Bool) {
        var depth = 0
        while position < bytes.count {
            switch bytes[position] {
            case UInt8(ascii: "/") where starts("//"):
                skip(until: "\n")
                continue
            case UInt8(ascii: "/") where starts("/*"):
                skip(until: "*/")
                continue
            case UInt8(ascii: "#"), UInt8(ascii: "\""):
                if readLiteral() { continue }
            case UInt8(ascii: "("): depth += 1
            case UInt8(ascii: ")"):
                if untilParenthesis, depth == 0 { return }
                depth -= 1
            default: break
            }
            kept.append(bytes[position])
            position += 1
        }
    }

    /// Whether a literal began here, with or without number signs.
    private mutating func readLiteral() -> Bool {
        let hashes = bytes[position...].prefix { $0 == UInt8(ascii: "#") }.count
        guard position + hashes < bytes.count, bytes[position + hashes] == UInt8(ascii: "\"") else { return false }
        position += hashes
        readLiteral(hashes: hashes)
        return true
    }

    private mutating func readLiteral(hashes: Int) {
        let marks = String(repeating: "#", count: hashes)
        let end = (starts("\"\"\"") ? "\"\"\"" : "\"") + marks
        position += end.utf8.count - hashes
        var literal: [UInt8] = []
        kept.append(UInt8(ascii: "\""))
        while position < bytes.count, !starts(end) {
            if starts("\\" + marks + "(") {
                position += hashes + 2
                readCode(untilParenthesis: true)
                literal.append(UInt8(ascii: "?"))
            } else if starts("\\" + marks) {
                position += hashes + 1
            } else {
                literal.append(bytes[position])
                if bytes[position] == UInt8(ascii: "\n") { kept.append(bytes[position]) }
            }
            position += 1
        }
        position += end.utf8.count
        kept.append(UInt8(ascii: "\""))
        literals.append(String(decoding: literal, as: UTF8.self))
    }

    private mutating func skip(until end: String) {
        while position < bytes.count, !starts(end) {
            if bytes[position] == UInt8(ascii: "\n") { kept.append(bytes[position]) }
            position += 1
        }
        if end != "\n" { position += end.utf8.count }
    }
}
