/// Finds out why bytes are not the UTF-8 without U+0000 that a OneRoster file must be, a part at a time.
struct TextEncodingCheck {
    enum Failure: Hashable { case utf16, latin1, invalid, null }

    private var head: [UInt8] = []
    private var line = 1
    /// What the bytes of a sequence that has begun must be: how many are left, and between what the next one lies.
    private var expected: (count: Int, range: ClosedRange<UInt8>) = (0, continuation)
    /// The first byte that is no good, zero or another, and its line.
    private var bad: (isNull: Bool, line: Int)?
    private var high = 0
    private var nordicLetters = 0

    private static let headBytes = 200
    private static let continuation: ClosedRange<UInt8> = 0x80...0xBF

    /// The failure and the line on which it shows, or nil when all that was taken is good.
    var failure: (Failure, line: Int)? {
        if looksLikeUTF16 { return (.utf16, 1) }
        guard let bad = bad ?? (expected.count > 0 ? (false, line) : nil) else { return nil }
        if bad.isNull { return (.null, bad.line) }
        // The letters å ä ö Å Ä Ö é ü of ISO 8859-1 are most of what Nordic files hold beyond ASCII.
        return (nordicLetters * 2 > high ? .latin1 : .invalid, bad.line)
    }

    mutating func take(_ bytes: UnsafeBufferPointer<UInt8>) {
        if head.count < Self.headBytes { head += bytes.prefix(Self.headBytes - head.count) }
        for byte in bytes {
            if byte >= 0x80 {
                high += 1
                if Self.isNordicLetter(byte) { nordicLetters += 1 }
                if bad == nil { takeHigh(byte) }
            } else if bad == nil {
                if expected.count > 0 || byte == 0 { bad = (expected.count == 0, line) }
                if byte == 0x0A { line += 1 }
            }
        }
    }

    /// A byte of a sequence, by table 3-7 of Unicode 15.0.
    private mutating func takeHigh(_ byte: UInt8) {
        if expected.count > 0 {
            guard expected.range.contains(byte) else { return bad = (false, line) }
            expected = (expected.count - 1, Self.continuation)
            return
        }
        switch byte {
        case 0xC2...0xDF: expected = (1, Self.continuation)
        case 0xE0: expected = (2, 0xA0...0xBF)
        case 0xED: expected = (2, 0x80...0x9F)
        case 0xE1...0xEF: expected = (2, Self.continuation)
        case 0xF0: expected = (3, 0x90...0xBF)
        case 0xF1...0xF3: expected = (3, Self.continuation)
        case 0xF4: expected = (3, 0x80...0x8F)
        default: bad = (false, line)
        }
    }

    private var looksLikeUTF16: Bool {
        if head.starts(with: [0xFF, 0xFE]) || head.starts(with: [0xFE, 0xFF]) { return true }
        // Without a mark every second byte of ASCII text is zero.
        return head.count >= 4 && head.count(where: { $0 == 0 }) * 5 >= head.count * 2
    }

    private static func isNordicLetter(_ byte: UInt8) -> Bool {
        switch byte {
        case 0xE5, 0xE4, 0xF6, 0xC5, 0xC4, 0xD6, 0xE9, 0xFC: true
        default: false
        }
    }
}
