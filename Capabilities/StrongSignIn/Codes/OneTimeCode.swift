import Base
import Crypto
import Foundation

/// Codes that an app makes of a shared key and the time (RFC 6238), six digits every 30 seconds.
enum OneTimeCode {
    static let digits = 6
    static let seconds: Int64 = 30
    /// RFC 4226 §4 R6: 160 bits.
    static let keyBytes = 20
    /// How many steps a clock may be off, either way (RFC 6238 §5.2).
    private static let drift: Int64 = 1

    /// The code for a count (RFC 4226 §5.3).
    static func code(_ key: [UInt8], count: Int64, digits: Int = digits) -> String {
        let counter = withUnsafeBytes(of: count.bigEndian) { Data($0) }
        let hash = Array(HMAC<Insecure.SHA1>.authenticationCode(for: counter, using: SymmetricKey(data: key)))
        let offset = Int((hash.last ?? 0) & 15)
        let number = hash[offset..<offset + 4].reduce(UInt32(0)) { $0 << 8 | UInt32($1) } & 0x7FFF_FFFF
        let limit = (0..<digits).reduce(UInt64(1)) { power, _ in power * 10 }
        let text = String(UInt64(number) % limit)
        return String(repeating: "0", count: digits - text.count) + text
    }

    /// The 30 seconds in which a moment lies, counted since 1970.
    static func step(at now: Instant) -> Int64 { now.milliseconds / 1000 / seconds }

    /// The step whose code was typed, now or one step off, and later than the last that was used; nil when there is none.
    /// A code works once (RFC 6238 §5.2).
    static func step(of typed: String, _ key: [UInt8], at now: Instant, after last: Int64) -> Int64? {
        let typed = typed.filter { !$0.isWhitespace }
        guard typed.utf8.count == digits, typed.utf8.allSatisfy({ (48...57).contains($0) }) else { return nil }
        let current = step(at: now)
        return ((current - drift)...(current + drift)).first { $0 > last && code(key, count: $0) == typed }
    }

    /// What an app reads from the QR code.
    static func address(_ key: [UInt8], name: String) -> String {
        let plain = CharacterSet(charactersIn: "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._~")
        let name = name.addingPercentEncoding(withAllowedCharacters: plain) ?? ""
        return """
            otpauth://totp/DigiOne:\(name)?secret=\(Base32.text(key))&issuer=DigiOne&algorithm=SHA1\
            &digits=\(digits)&period=\(seconds)
            """
    }
}
