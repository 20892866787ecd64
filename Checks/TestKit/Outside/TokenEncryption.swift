import Base
import Crypto
import Foundation

/// Encrypts as others do for us: ECDH-ES with A256GCM, in the compact form (RFC 7516 §5.1, RFC 7518 §4.6 and §5.3).
enum TokenEncryption {
    /// - Parameter key: the public key as JWK, of P-256 and with an id.
    static func encrypted(_ text: String, for key: JSONValue) throws -> String {
        guard case .object(let members) = key, case .string(let x) = members["x"], case .string(let y) = members["y"],
            case .string(let id) = members["kid"], let left = Base64URL.bytes(x), let right = Base64URL.bytes(y)
        else { throw Wrong() }
        let moment = P256.KeyAgreement.PrivateKey()
        let point = moment.publicKey.rawRepresentation
        let header = JSONValue.object([
            "alg": "ECDH-ES", "enc": "A256GCM", "kid": .string(id), "cty": "JWT",
            "epk": .object([
                "kty": "EC", "crv": "P-256", "x": .string(Base64URL.text(point.prefix(32))),
                "y": .string(Base64URL.text(point.suffix(32))),
            ]),
        ])
        let first = Base64URL.text(Array(header.text.utf8))
        let secret = try moment.sharedSecretFromKeyAgreement(
            with: P256.KeyAgreement.PublicKey(rawRepresentation: left + right))
        let box = try AES.GCM.seal(
            Data(text.utf8), using: derived(secret), nonce: AES.GCM.Nonce(), authenticating: Data(first.utf8))
        return [first, "", Base64URL.text(Array(box.nonce)), Base64URL.text(box.ciphertext), Base64URL.text(box.tag)]
            .joined(separator: ".")
    }

    private static func derived(_ secret: SharedSecret) -> SymmetricKey {
        func number(_ value: UInt32) -> Data { withUnsafeBytes(of: value.bigEndian) { Data($0) } }
        let name = Data("A256GCM".utf8)
        let about = number(UInt32(name.count)) + name + number(0) + number(0) + number(256)
        let data = secret.withUnsafeBytes { number(1) + Data($0) + about }
        return SymmetricKey(data: SHA256.hash(data: data))
    }

    private struct Wrong: Error {}
}
