import Base
import Crypto
import Foundation

/// A random secret that is shown once and stored hashed.
package struct Token: Sendable {
    /// What the browser or the person gets.
    package let text: String

    package init(text: String) { self.text = text }

    /// 256 random bits, base64url.
    package static func session() -> Token {
        Token(text: Base64URL.text(random(32)))
    }

    /// 80 random bits as four groups that a person can type: `k7m2-9xqd-04vt-h8ws`.
    package static func code() -> Token {
        let digits = Array("0123456789abcdefghjkmnpqrstvwxyz")
        let characters = random(16).map { digits[Int($0 & 31)] }
        return Token(
            text: stride(from: 0, to: 16, by: 4).map { String(characters[$0..<$0 + 4]) }.joined(separator: "-"))
    }

    /// What the database keeps: SHA-256, enough for secrets of full entropy.
    package var hash: [UInt8] { Array(SHA256.hash(data: Data(text.utf8))) }

    /// The code as typed: without spaces, with the letters that look like digits read as digits (Crockford).
    package static func code(typed: String) -> Token {
        let letters: [Character: Character] = ["o": "0", "i": "1", "l": "1"]
        let kept = typed.lowercased().filter { $0.isASCII && ($0.isLetter || $0.isNumber) }.map { letters[$0] ?? $0 }
        return Token(
            text: stride(from: 0, to: kept.count, by: 4).map { String(kept[$0..<min($0 + 4, kept.count)]) }.joined(
                separator: "-"))
    }

    private static func random(_ count: Int) -> Data {
        var generator = SystemRandomNumberGenerator()
        return Data((0..<count).map { _ in UInt8.random(in: 0...255, using: &generator) })
    }
}
