import Accounts
import Base
import Foundation
import Storage

/// What a card tells: a token for the camera and a number for the keyboard, shown once.
struct CardSecret: Sendable {
    /// 128 random bits, base64url: 22 characters, so that the squares stay large.
    let token: Token
    /// Nine digits, good on the class's own devices alone.
    let number: String

    static func random() -> CardSecret {
        var generator = SystemRandomNumberGenerator()
        let bytes = (0..<16).map { _ in UInt8.random(in: .min ... .max, using: &generator) }
        let digits = (0..<9).map { _ in String(Int.random(in: 0...9, using: &generator)) }.joined()
        return CardSecret(token: Token(text: Base64URL.text(Data(bytes))), number: digits)
    }

    /// "482 190 375".
    var shownNumber: String {
        stride(from: 0, to: 9, by: 3).map { String(number.dropFirst($0).prefix(3)) }.joined(separator: " ")
    }

    /// The hash of the number; short secrets are hashed under a key.
    func numberHash(_ seal: Seal) -> [UInt8] { CardSecret.hash(ofNumber: number, seal) }

    static func hash(ofNumber number: String, _ seal: Seal) -> [UInt8] {
        seal.keyedHash(Array(number.utf8), for: "badge.code_hash")
    }
}

/// What somebody shows as a card: read by a camera, or typed.
enum ShownCard: Hashable, Sendable {
    case token(String)
    case number(String)

    /// nil for what is no card of ours.
    init?(_ text: String) {
        let digits = text.filter { $0.isASCII && $0.isNumber }
        if digits.count == 9, text.allSatisfy({ $0.isASCII && ($0.isNumber || $0 == " " || $0 == "-") }) {
            self = .number(digits)
        } else if text.utf8.count == 22,
            text.allSatisfy({ $0.isASCII && ($0.isLetter || $0.isNumber || "-_".contains($0)) })
        {
            self = .token(text)
        } else {
            return nil
        }
    }

    /// As a form carries it on to its next step.
    var text: String {
        switch self {
        case .token(let text), .number(let text): text
        }
    }

}

/// The code that makes a device the class's: "k7m2-9xqd".
enum DeviceCode {
    static let minutes: Int64 = 10

    static func random() -> String { String(Token.code().text.prefix(9)) }

    static func hash(_ typed: String, _ seal: Seal) -> [UInt8] {
        seal.keyedHash(Array(Token.code(typed: typed).text.utf8), for: "class_device_code.code_hash")
    }
}
