import Foundation

/// Lower-case Crockford base32 of 128 bits: 26 digits, the first of which holds 3 bits.
enum Crockford {
    private static let digits = Array("0123456789abcdefghjkmnpqrstvwxyz".utf8)
    private static let values: [UInt8] = {
        var table = [UInt8](repeating: 255, count: 256)
        for (value, digit) in digits.enumerated() { table[Int(digit)] = UInt8(value) }
        return table
    }()

    static func text(_ uuid: UUID) -> String {
        var (high, low) = uuid.halves
        return String(unsafeUninitializedCapacity: 26) { buffer in
            for position in stride(from: 25, through: 0, by: -1) {
                buffer[position] = digits[Int(low & 31)]
                low = low >> 5 | high << 59
                high >>= 5
            }
            return 26
        }
    }

    static func uuid(_ text: String) -> UUID? {
        var high: UInt64 = 0
        var low: UInt64 = 0
        var count = 0
        for digit in text.utf8 {
            let value = values[Int(digit)]
            guard value != 255, count < 26, count > 0 || value < 8 else { return nil }
            high = high << 5 | low >> 59
            low = low << 5 | UInt64(value)
            count += 1
        }
        return count == 26 ? UUID(high: high, low: low) : nil
    }
}
