/// A piece of a page. Every inserted text is escaped; only literals of our own source and other pieces are not.
///
/// It is kept as UTF-8: pieces are copied into larger ones many times, and octets cost half of what a `String` does.
package struct HTML: ExpressibleByStringInterpolation, Sendable {
    /// The markup in UTF-8.
    private(set) var octets: [UInt8]

    package init(stringLiteral literal: String) { octets = Array(literal.utf8) }

    package init(stringInterpolation: StringInterpolation) { octets = stringInterpolation.octets }

    /// The pieces one after the other.
    package init(_ pieces: some Sequence<HTML>) {
        octets = []
        for piece in pieces { octets += piece.octets }
    }

    /// Markup that this room made itself and knows to be safe.
    init(trusted text: String) { octets = Array(text.utf8) }

    package static let nothing: HTML = ""

    package var text: String { String(decoding: octets, as: UTF8.self) }

    package var isEmpty: Bool { octets.isEmpty }

    package struct StringInterpolation: StringInterpolationProtocol {
        fileprivate var octets: [UInt8] = []

        package init(literalCapacity: Int, interpolationCount: Int) {
            octets.reserveCapacity(literalCapacity + interpolationCount * 24)
        }

        package mutating func appendLiteral(_ literal: String) {
            var literal = literal
            literal.withUTF8 { octets.append(contentsOf: $0) }
        }

        package mutating func appendInterpolation(_ inserted: String) { Escape.append(inserted, to: &octets) }

        package mutating func appendInterpolation(_ number: Int) { appendLiteral(String(number)) }

        package mutating func appendInterpolation(_ piece: HTML?) {
            if let piece { octets += piece.octets }
        }

        package mutating func appendInterpolation(_ pieces: [HTML]) {
            for piece in pieces { octets += piece.octets }
        }

        /// A boolean attribute, with its leading space: `<input\(flag: "checked", isOn)>`.
        package mutating func appendInterpolation(flag name: StaticString, _ isOn: Bool) {
            if isOn { appendLiteral(" \(name)") }
        }

        /// An attribute with its leading space, or nothing when there is no value: `<a\(attribute: "lang", code)>`.
        package mutating func appendInterpolation(attribute name: StaticString, _ value: String?) {
            guard let value else { return }
            appendLiteral(" \(name)=\"")
            Escape.append(value, to: &octets)
            appendLiteral("\"")
        }
    }
}

enum Escape {
    /// Appends `inserted` with the five characters that mean something in HTML text and attributes replaced. In UTF-8 they
    /// stand for nothing else.
    static func append(_ inserted: String, to octets: inout [UInt8]) {
        var inserted = inserted
        inserted.withUTF8 { bytes in
            var plain = 0
            for index in bytes.indices {
                // Letters, that is nearly everything, lie above the five.
                guard bytes[index] <= UInt8(ascii: ">"), let replacement = replacement(of: bytes[index]) else {
                    continue
                }
                octets.append(contentsOf: UnsafeBufferPointer(rebasing: bytes[plain..<index]))
                octets.append(contentsOf: replacement.utf8)
                plain = index + 1
            }
            octets.append(contentsOf: UnsafeBufferPointer(rebasing: bytes[plain...]))
        }
    }

    private static func replacement(of byte: UInt8) -> String? {
        switch byte {
        case UInt8(ascii: "&"): "&amp;"
        case UInt8(ascii: "<"): "&lt;"
        case UInt8(ascii: ">"): "&gt;"
        case UInt8(ascii: "\""): "&quot;"
        case UInt8(ascii: "'"): "&#39;"
        default: nil
        }
    }
}
