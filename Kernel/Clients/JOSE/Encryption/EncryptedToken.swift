import Base
import Foundation

/// Opens encrypted tokens in the compact form (RFC 7516). What is inside is to be verified as any other token.
package enum EncryptedToken {
    /// So long is a token at most; what it says is then shorter.
    private static let mostBytes = 40_000

    /// Whether it has the five parts of one.
    package static func isOne(_ token: String) -> Bool { token.utf8.count { $0 == UInt8(ascii: ".") } == 4 }

    /// The text inside. From the moment at which a private key is used, every fault is `undecipherable`.
    ///
    /// - Parameter keys: of ours; exactly one must fit the agreed algorithm and the key id, if there is one.
    package static func text(
        of token: String, with keys: [DecryptionKey], _ agreed: AgreedEncryption
    ) throws(TokenFault) -> String {
        let parts = token.utf8.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false).map(Substring.init)
        guard token.utf8.count <= mostBytes, parts.count == 5 else { throw .malformed }
        let bytes = parts.compactMap { Base64URL.bytes($0) }
        guard bytes.count == 5 else { throw .malformed }
        let header = try EncryptedHeader(bytes[0])
        guard header.algorithm == agreed.key.rawValue, header.content == agreed.content.rawValue else {
            throw .wrongAlgorithm
        }
        let fitting = keys.filter { $0.fits(agreed.key, header.keyID) }
        guard fitting.count == 1, let key = fitting.first else { throw .unknownKey }
        let contentKey = key.contentKey(bytes[1], header, agreed.content)
        guard
            let plain = try? agreed.content.open(
                bytes[3], start: bytes[2], tag: bytes[4], header: Array(parts[0].utf8), key: contentKey),
            let text = String(validating: plain, as: UTF8.self)
        else { throw .undecipherable }
        return text
    }
}

/// The header of an encrypted token, read before anything is trusted (RFC 7516 §4).
struct EncryptedHeader: Sendable {
    let algorithm: String
    let content: String
    let keyID: String?
    /// The sender's key of the moment as x and y; nil where there is none of P-256.
    let point: [UInt8]?
    /// `apu` and `apv`; empty where they are not there, nil where they are no base64url.
    let from: [UInt8]?
    let to: [UInt8]?

    /// Throws `malformed` for extensions that must be understood (§4.1.13), and for what was compressed (§4.1.3): a short
    /// token would become as long as its sender likes.
    init(_ json: [UInt8]) throws(TokenFault) {
        guard let object = try? JSONSerialization.jsonObject(with: Data(json)) as? [String: Any],
            object["crit"] == nil, object["zip"] == nil, let algorithm = object["alg"] as? String,
            let content = object["enc"] as? String
        else { throw .malformed }
        if let id = object["kid"], !(id is String) { throw .malformed }
        (self.algorithm, self.content, keyID) = (algorithm, content, object["kid"] as? String)
        point = Self.point(object["epk"])
        (from, to) = (Self.bytes(object["apu"]), Self.bytes(object["apv"]))
    }

    private static func bytes(_ value: Any?) -> [UInt8]? {
        guard let value else { return [] }
        return (value as? String).flatMap { Base64URL.bytes($0) }
    }

    private static func point(_ value: Any?) -> [UInt8]? {
        guard let members = value as? [String: Any], members["kty"] as? String == "EC",
            members["crv"] as? String == "P-256", let x = bytes(members["x"]), let y = bytes(members["y"]),
            x.count == 32, y.count == 32
        else { return nil }
        return x + y
    }
}
