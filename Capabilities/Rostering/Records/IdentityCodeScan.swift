import Base

/// Finds personal identity codes where none belong.
enum IdentityCodeScan {
    /// Whether a valid code stands in `bytes` between characters that are neither letters nor digits.
    static func finds(in bytes: ArraySlice<UInt8>) -> Bool {
        guard bytes.count >= 11 else { return false }
        var digits = 0
        for index in bytes.indices {
            if isDigit(bytes[index]) {
                digits += 1
                continue
            }
            defer { digits = 0 }
            // A run of exactly six digits before the separator, and four characters behind it.
            guard digits == 6, index - bytes.startIndex >= 6, index + 4 < bytes.endIndex,
                index + 5 == bytes.endIndex || !isAlphanumeric(bytes[index + 5]),
                index == bytes.startIndex + 6 || !isAlphanumeric(bytes[index - 7])
            else { continue }
            let text = String(decoding: bytes[(index - 6)..<(index + 5)], as: UTF8.self).uppercased()
            if PersonalIdentityCode(text) != nil { return true }
        }
        return false
    }

    private static func isDigit(_ byte: UInt8) -> Bool { byte >= 48 && byte <= 57 }

    private static func isAlphanumeric(_ byte: UInt8) -> Bool {
        isDigit(byte) || (byte | 32 >= 97 && byte | 32 <= 122) || byte >= 0x80
    }
}
