import Base

/// Finds personal identity codes where none belong, however they are written.
enum IdentityCodeScan {
    /// Whether a valid code stands in `bytes` between characters that are neither letters nor digits. Spaces within it,
    /// other dashes than the hyphen, and full-width characters make it no less a code.
    static func finds(in bytes: ArraySlice<UInt8>) -> Bool {
        guard bytes.count >= 11 else { return false }
        var digits = 0
        var isPlain = true
        for byte in bytes {
            if isDigit(byte) { digits += 1 }
            if byte >= 0x80 || byte == 0x20 || byte == 0x09 || byte == 0x0A || byte == 0x0D { isPlain = false }
        }
        if isPlain { return digits >= 9 && findsPlain(in: bytes) }
        // A digit in full width takes three bytes, of which the first is 0xEF.
        guard digits >= 9 || bytes.contains(0xEF) else { return false }
        return findsSpaced(in: folded(bytes))
    }

    private static func findsPlain(in bytes: ArraySlice<UInt8>) -> Bool {
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
            if isCode(bytes[(index - 6)..<(index + 5)]) { return true }
        }
        return false
    }

    /// The same with blanks anywhere inside, two in a row at most.
    private static func findsSpaced(in text: [UInt8]) -> Bool {
        text.indices.contains { start in
            guard isDigit(text[start]), start == 0 || !isAlphanumeric(text[start - 1]) else { return false }
            var code: [UInt8] = []
            var (index, blanks) = (start, 0)
            while index < text.count, code.count < 11, blanks <= 2 {
                if text[index] == blank {
                    blanks += 1
                } else {
                    code.append(text[index])
                    blanks = 0
                }
                index += 1
            }
            guard code.count == 11, index == text.count || !isAlphanumeric(text[index]) else { return false }
            return isCode(code[...])
        }
    }

    private static func isCode(_ bytes: ArraySlice<UInt8>) -> Bool {
        PersonalIdentityCode(String(decoding: bytes, as: UTF8.self).uppercased()) != nil
    }

    private static let blank = UInt8(ascii: " ")
    private static let letter: UInt8 = 0x80

    /// One byte for each character: what looks like a digit, a Latin letter, a dash, a plus or a blank is that, and
    /// what is invisible is gone.
    private static func folded(_ bytes: ArraySlice<UInt8>) -> [UInt8] {
        String(decoding: bytes, as: UTF8.self).unicodeScalars.compactMap { scalar in
            switch scalar.value {
            case 0x09...0x0D, 0x20, 0xA0, 0x1680, 0x2000...0x200A, 0x2028, 0x2029, 0x202F, 0x205F, 0x3000: blank
            case 0x00...0x7F: UInt8(scalar.value)
            case 0xFF01...0xFF5E: UInt8(scalar.value - 0xFF01 + 0x21)
            case 0x2010...0x2015, 0x2212, 0x2043, 0xFE58, 0xFE63, 0x207B, 0x208B: UInt8(ascii: "-")
            case 0xAD, 0x061C, 0x180E, 0x200B...0x200F, 0x202A...0x202E, 0x2060...0x2069, 0xFEFF: nil
            default: letter
            }
        }
    }

    private static func isDigit(_ byte: UInt8) -> Bool { byte >= 48 && byte <= 57 }

    private static func isAlphanumeric(_ byte: UInt8) -> Bool {
        isDigit(byte) || (byte | 32 >= 97 && byte | 32 <= 122) || byte >= 0x80
    }
}
