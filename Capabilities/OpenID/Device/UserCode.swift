import Accounts
import Base

/// What somebody types from the screen of a device (RFC 8628 §6.1): letters of which none looks like another, and no vowels,
/// so that they make no words.
struct UserCode: Equatable, Sendable {
    private let letters: String

    static let alphabet = Array("BCDFGHJKLMNPQRSTVWXZ")
    private static let count = 8

    /// Eight letters by chance: 25 thousand million codes, for ten minutes and ten tries (RFC 8628 §5.1).
    static func random() -> UserCode {
        var generator = SystemRandomNumberGenerator()
        let letters = (0..<count).map { _ in alphabet[Int.random(in: 0..<alphabet.count, using: &generator)] }
        return UserCode(letters: String(letters))
    }

    private init(letters: String) { self.letters = letters }

    /// In capital or small letters, with or without what stands between the groups (RFC 8628 §6.1); nil for what is no code.
    init?(typed text: String) {
        let kept = text.unicodeScalars.filter(\.properties.isAlphabetic).map(Character.init)
        let capitals = kept.map { $0.isASCII ? Character($0.uppercased()) : $0 }
        let hasDigits = text.unicodeScalars.contains { $0.properties.numericType != nil }
        guard capitals.count == UserCode.count, !hasDigits, capitals.allSatisfy(UserCode.alphabet.contains) else {
            return nil
        }
        letters = String(capitals)
    }

    /// As the device shows it: `BCDF-GHJK`.
    var shown: String { "\(letters.prefix(4))-\(letters.suffix(4))" }

    /// What the database keeps a hash of. Whoever reads the rows learns no code that may still be answered in passing; that
    /// it can be found by trying all is no gain to them, since only somebody signed in answers it, in ten minutes.
    var token: Token { Token(text: letters) }
}
