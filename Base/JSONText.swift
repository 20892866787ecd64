/// A JSON object written member by member, where an encoder would cost more than all the rest of an answer.
package struct JSONText: Sendable {
    /// Without the closing brace.
    private var begun: [UInt8] = [UInt8(ascii: "{")]

    package init() { begun.reserveCapacity(512) }

    /// The whole object in UTF-8.
    package var octets: [UInt8] { begun + [UInt8(ascii: "}")] }

    /// Adds a text, or nothing.
    package mutating func add(_ name: StaticString, _ text: String?) {
        guard let text else { return }
        addName(name)
        addText(text)
    }

    /// Adds a whole number, or nothing.
    package mutating func add(_ name: StaticString, _ number: Int64?) {
        guard let number else { return }
        addName(name)
        begun.append(contentsOf: String(number).utf8)
    }

    /// Adds true or false.
    package mutating func add(_ name: StaticString, _ isTrue: Bool) {
        addName(name)
        begun.append(contentsOf: (isTrue ? "true" : "false").utf8)
    }

    /// Adds texts as an array.
    package mutating func add(_ name: StaticString, _ texts: [String]) {
        addName(name)
        begun.append(UInt8(ascii: "["))
        for (index, text) in texts.enumerated() {
            if index > 0 { begun.append(UInt8(ascii: ",")) }
            addText(text)
        }
        begun.append(UInt8(ascii: "]"))
    }

    /// Adds an object, or nothing.
    package mutating func add(_ name: StaticString, _ object: JSONText?) {
        guard let object else { return }
        addName(name)
        begun += object.octets
    }

    private mutating func addName(_ name: StaticString) {
        if begun.count > 1 { begun.append(UInt8(ascii: ",")) }
        begun.append(UInt8(ascii: "\""))
        name.withUTF8Buffer { begun.append(contentsOf: $0) }
        begun.append(contentsOf: "\":".utf8)
    }

    /// RFC 8259 §7: quotation marks, backslashes and control characters are escaped, nothing else must be.
    private mutating func addText(_ text: String) {
        begun.append(UInt8(ascii: "\""))
        for octet in text.utf8 {
            switch octet {
            case UInt8(ascii: "\""), UInt8(ascii: "\\"): begun.append(contentsOf: [UInt8(ascii: "\\"), octet])
            case 0..<0x20:
                begun.append(contentsOf: "\\u00\(octet < 16 ? "0" : "")\(String(octet, radix: 16))".utf8)
            default: begun.append(octet)
            }
        }
        begun.append(UInt8(ascii: "\""))
    }
}
