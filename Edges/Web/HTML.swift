/// A piece of a page. Every inserted text is escaped; only literals of our own source and other pieces are not.
package struct HTML: ExpressibleByStringInterpolation, Sendable {
    package private(set) var text: String

    package init(stringLiteral literal: String) { text = literal }

    package init(stringInterpolation: StringInterpolation) { text = stringInterpolation.text }

    /// The pieces one after the other.
    package init(_ pieces: some Sequence<HTML>) {
        text = ""
        for piece in pieces { text += piece.text }
    }

    /// Markup that this room made itself and knows to be safe.
    init(trusted text: String) { self.text = text }

    package static let nothing: HTML = ""

    package var isEmpty: Bool { text.isEmpty }

    package struct StringInterpolation: StringInterpolationProtocol {
        fileprivate var text = ""

        package init(literalCapacity: Int, interpolationCount: Int) {
            text.reserveCapacity(literalCapacity + interpolationCount * 24)
        }

        package mutating func appendLiteral(_ literal: String) { text += literal }

        package mutating func appendInterpolation(_ inserted: String) { Escape.append(inserted, to: &text) }

        package mutating func appendInterpolation(_ number: Int) { text += String(number) }

        package mutating func appendInterpolation(_ piece: HTML?) {
            if let piece { text += piece.text }
        }

        package mutating func appendInterpolation(_ pieces: [HTML]) {
            for piece in pieces { text += piece.text }
        }

        /// A boolean attribute, with its leading space: `<input\(flag: "checked", isOn)>`.
        package mutating func appendInterpolation(flag name: StaticString, _ isOn: Bool) {
            if isOn { text += " \(name)" }
        }

        /// An attribute with its leading space, or nothing when there is no value: `<a\(attribute: "lang", code)>`.
        package mutating func appendInterpolation(attribute name: StaticString, _ value: String?) {
            guard let value else { return }
            text += " \(name)=\""
            Escape.append(value, to: &text)
            text += "\""
        }
    }
}

enum Escape {
    /// Appends `inserted` with the five characters that mean something in HTML text and attributes replaced.
    static func append(_ inserted: String, to text: inout String) {
        let hasSpecial = inserted.utf8.withContiguousStorageIfAvailable { $0.contains(where: isSpecial) }
        guard hasSpecial ?? inserted.utf8.contains(where: isSpecial) else {
            text += inserted
            return
        }
        for scalar in inserted.unicodeScalars {
            switch scalar {
            case "&": text += "&amp;"
            case "<": text += "&lt;"
            case ">": text += "&gt;"
            case "\"": text += "&quot;"
            case "'": text += "&#39;"
            default: text.unicodeScalars.append(scalar)
            }
        }
    }

    private static func isSpecial(_ byte: UInt8) -> Bool {
        byte == 0x26 || byte == 0x3C || byte == 0x3E || byte == 0x22 || byte == 0x27
    }
}
