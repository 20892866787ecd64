/// Text from outside on its way to a terminal or a log.
package enum ShownText {
    /// `text` with everything replaced that would command a terminal or turn the reading direction: control characters
    /// (line feeds stay), and the marks, embeddings and isolates of Unicode's bidirectional algorithm (UAX #9 2).
    package static func of(_ text: String) -> String {
        guard text.unicodeScalars.contains(where: isUnsafe) else { return text }
        return String(String.UnicodeScalarView(text.unicodeScalars.map { isUnsafe($0) ? "\u{FFFD}" : $0 }))
    }

    /// A JSON text in which such characters are escaped; they can only stand inside its strings.
    static func ofJSON(_ text: String) -> String {
        guard text.unicodeScalars.contains(where: isUnsafe) else { return text }
        return text.unicodeScalars.reduce(into: "") { shown, scalar in
            guard isUnsafe(scalar) else { return shown.unicodeScalars.append(scalar) }
            let digits = String(scalar.value, radix: 16)
            shown += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
        }
    }

    /// Whether a name may hold it: neither controls nor marks that turn the direction of what follows.
    static func isUnsafe(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x0A: false
        case 0x00...0x1F, 0x7F...0x9F, 0x200E...0x200F, 0x202A...0x202E, 0x2066...0x2069, 0x061C, 0x2028...0x2029: true
        default: false
        }
    }
}
