/// Finds out why bytes are not the UTF-8 without U+0000 that a OneRoster file must be.
struct TextEncodingCheck {
    enum Failure: Hashable { case utf16, latin1, invalid, null }

    /// The failure and the line on which it shows, or nil when the bytes are good.
    static func failure(in bytes: UnsafeBufferPointer<UInt8>) -> (Failure, line: Int)? {
        if looksLikeUTF16(bytes) { return (.utf16, 1) }
        guard let position = firstBadByte(bytes) else { return nil }
        let line = bytes[..<position].reduce(1) { $1 == UInt8(ascii: "\n") ? $0 + 1 : $0 }
        if bytes[position] == 0 { return (.null, line) }
        return (looksLikeLatin1(bytes) ? .latin1 : .invalid, line)
    }

    private static func looksLikeUTF16(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        if bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF]) { return true }
        // Without a mark every second byte of ASCII text is zero.
        let head = bytes.prefix(200)
        return head.count >= 4 && head.count(where: { $0 == 0 }) * 5 >= head.count * 2
    }

    /// The first byte that is zero or is not part of well-formed UTF-8 (Unicode 15.0, table 3-7).
    private static func firstBadByte(_ bytes: UnsafeBufferPointer<UInt8>) -> Int? {
        var index = 0
        while index < bytes.count {
            let byte = bytes[index]
            if byte < 0x80 {
                if byte == 0 { return index }
                index += 1
                continue
            }
            let length = sequenceLength(bytes, at: index)
            if length == 0 { return index }
            index += length
        }
        return nil
    }

    private static func sequenceLength(_ bytes: UnsafeBufferPointer<UInt8>, at index: Int) -> Int {
        let lead = bytes[index]
        let length = lead < 0xC2 ? 0 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : lead < 0xF5 ? 4 : 0
        guard length > 0, index + length <= bytes.count else { return 0 }
        let second = bytes[index + 1]
        let lowest: UInt8 = lead == 0xE0 ? 0xA0 : lead == 0xF0 ? 0x90 : 0x80
        let highest: UInt8 = lead == 0xED ? 0x9F : lead == 0xF4 ? 0x8F : 0xBF
        guard (lowest...highest).contains(second) else { return 0 }
        for offset in 2..<max(2, length) where bytes[index + offset] & 0xC0 != 0x80 { return 0 }
        return length
    }

    /// The letters å ä ö Å Ä Ö é ü of ISO 8859-1, which are most of what Nordic files hold beyond ASCII.
    private static func looksLikeLatin1(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        let letters: Set<UInt8> = [0xE5, 0xE4, 0xF6, 0xC5, 0xC4, 0xD6, 0xE9, 0xFC]
        let high = bytes.filter { $0 >= 0x80 }
        return high.count(where: letters.contains) * 2 > high.count
    }
}
