import Foundation

/// Bytes as text that stands in addresses, attributes and tokens: Base64 with other letters and without padding (RFC 4648 §5).
package enum Base64URL {
    package static func text(_ bytes: some Sequence<UInt8>) -> String {
        let bytes = Array(bytes)
        return String(unsafeUninitializedCapacity: (bytes.count * 8 + 5) / 6) { text in
            var (written, bits, count): (Int, UInt32, UInt32) = (0, 0, 0)
            for byte in bytes {
                (bits, count) = (bits << 8 | UInt32(byte), count + 8)
                while count >= 6 {
                    count -= 6
                    text[written] = letter(bits >> count & 63)
                    written += 1
                }
            }
            if count > 0 {
                text[written] = letter(bits << (6 - count) & 63)
                written += 1
            }
            return written
        }
    }

    private static func letter(_ value: UInt32) -> UInt8 {
        switch UInt8(value) {
        case let value where value < 26: value + UInt8(ascii: "A")
        case let value where value < 52: value - 26 + UInt8(ascii: "a")
        case let value where value < 62: value - 52 + UInt8(ascii: "0")
        case 62: UInt8(ascii: "-")
        default: UInt8(ascii: "_")
        }
    }

    /// nil for what `text` does not write: each value has one way to be written.
    package static func bytes(_ text: some StringProtocol) -> [UInt8]? {
        let written = octets(of: text)
        let last = written.count % 4
        guard last != 1, written.allSatisfy(isLetter) else { return nil }
        let plain = written.map { $0.exchanged("-", "+").exchanged("_", "/") }
        let padding = [UInt8](repeating: UInt8(ascii: "="), count: last == 0 ? 0 : 4 - last)
        guard let data = Data(base64Encoded: Data(plain + padding)) else { return nil }
        // The bits of the last letter that stand for no byte must be naught.
        let isOneWay = last == 0 || Base64URL.text(data.suffix(last - 1)).utf8.last == written.last
        return isOneWay ? Array(data) : nil
    }

    /// Whether only its letters are in the text.
    package static func isWritten(_ text: some StringProtocol) -> Bool { octets(of: text).allSatisfy(isLetter) }

    /// In one piece: letter by letter, what kind of string it is would be asked each time.
    private static func octets(of text: some StringProtocol) -> [UInt8] {
        text.utf8.withContiguousStorageIfAvailable { Array($0) } ?? Array(text.utf8)
    }

    private static func isLetter(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "a")...UInt8(ascii: "z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "_"):
            true
        default: false
        }
    }
}

extension UInt8 {
    fileprivate func exchanged(_ letter: Unicode.Scalar, _ other: Unicode.Scalar) -> UInt8 {
        self == UInt8(ascii: letter) ? UInt8(ascii: other) : self
    }
}
