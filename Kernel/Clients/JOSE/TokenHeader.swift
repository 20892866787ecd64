import Base
import Foundation

/// The header of a signed token, read before anything is trusted (RFC 7515 §4).
struct TokenHeader: Sendable {
    let algorithm: String
    let keyID: String?
    let type: String?
    /// The public key that it says it was signed with (RFC 7515 §4.1.3); nothing is proven by it but that somebody has it.
    let carriedKey: PublicKey?

    /// Throws `malformed` for everything but three parts of base64url without padding, the first of them a JSON object
    /// without extensions that must be understood (RFC 7515 §4.1.11).
    init(of token: String) throws(TokenFault) {
        let parts = token.utf8.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
        guard token.utf8.count <= 20_000, parts.count == 3,
            parts.dropFirst().allSatisfy({ Base64URL.isWritten(Substring($0)) }),
            let bytes = Base64URL.bytes(Substring(parts[0])),
            let object = try? JSONSerialization.jsonObject(with: Data(bytes)) as? [String: Any],
            object["crit"] == nil, object["b64"] == nil, let algorithm = object["alg"] as? String
        else { throw .malformed }
        if let id = object["kid"], !(id is String) { throw .malformed }
        self.algorithm = algorithm
        keyID = object["kid"] as? String
        type = object["typ"] as? String
        let carried = object["jwk"] as? [String: Any]
        carriedKey = carried.flatMap { PublicKey.isSecret($0) ? nil : PublicKey($0) }
    }
}
