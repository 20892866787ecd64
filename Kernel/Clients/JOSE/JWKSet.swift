import Base
import Crypto
import Foundation
import JWTKit

/// Public keys of somebody, from a document that they publish or registered (RFC 7517 §5).
package struct JWKSet: Sendable {
    package let keys: [PublicKey]

    package init(keys: [PublicKey]) { self.keys = keys }

    /// Reads a document of at most a hundred keys. What is no public RSA key of 2048 bits or more, no P-256 and no Ed25519 key is
    /// passed over, as new kinds may come (RFC 7517 §5); a private or symmetric key, or one key id twice, refuses the whole.
    package init(json: some Sequence<UInt8>) throws(TokenFault) {
        guard let object = try? JSONSerialization.jsonObject(with: Data(json)) as? [String: Any],
            let entries = object["keys"] as? [[String: Any]], entries.count <= 100,
            !entries.contains(where: PublicKey.isSecret)
        else { throw .malformed }
        let keys = entries.compactMap(PublicKey.init)
        let ids = entries.compactMap { $0["kid"] as? String }
        guard Set(ids).count == ids.count else { throw .malformed }
        self.keys = keys
    }

    /// The one key that a token with this header is verified with.
    ///
    /// With a key id only the key of that id; without one the only key that fits (OIDC Core §10.1).
    func key(_ id: String?, for algorithm: SigningAlgorithm) throws(TokenFault) -> PublicKey {
        let fitting = keys.filter { $0.fits(algorithm) && (id == nil || $0.id == id) }
        guard fitting.count == 1, let key = fitting.first else { throw .unknownKey }
        return key
    }
}

/// One public key that verifies signatures.
package struct PublicKey: Sendable {
    package let id: String?
    private let algorithm: SigningAlgorithm
    /// The members that a key must have, in the order of their names (RFC 7638 §3.2).
    private let required: [(name: String, value: String)]
    private let verifier: KeyVerifier

    /// Members that only a private or a symmetric key has (RFC 7518 §6).
    private static let secretMembers = ["d", "p", "q", "dp", "dq", "qi", "oth", "k"]

    static func isSecret(_ members: [String: Any]) -> Bool { secretMembers.contains { members[$0] != nil } }

    init?(_ members: [String: Any]) {
        func text(_ name: String) -> String? { (members[name] as? String).flatMap { $0.isEmpty ? nil : $0 } }
        if let use = members["use"], use as? String != "sig" { return nil }
        if let operations = members["key_ops"] {
            guard (operations as? [String])?.contains("verify") == true else { return nil }
        }
        if members["kid"] != nil, text("kid") == nil { return nil }
        id = text("kid")
        switch (text("kty"), text("crv")) {
        case ("RSA", nil):
            guard let modulus = text("n"), let exponent = text("e"), RSANumbers.areSafe(modulus, exponent) else {
                return nil
            }
            algorithm = .rs256
            required = [("e", exponent), ("kty", "RSA"), ("n", modulus)]
            verifier = KeyVerifier(.rsa(.rs256, identifier: "key", modulus: modulus, exponent: exponent))
        case ("EC", "P-256"):
            guard let x = text("x"), let y = text("y") else { return nil }
            algorithm = .es256
            required = [("crv", "P-256"), ("kty", "EC"), ("x", x), ("y", y)]
            verifier = KeyVerifier(.ecdsa(.es256, identifier: "key", x: x, y: y, curve: .p256))
        case ("OKP", "Ed25519"):
            guard let x = text("x"), EdwardsPoint.isSafe(x) else { return nil }
            algorithm = .eddsa
            required = [("crv", "Ed25519"), ("kty", "OKP"), ("x", x)]
            verifier = KeyVerifier(.octetKeyPair(.eddsa, identifier: "key", x: x, y: nil, curve: .ed25519))
        default: return nil
        }
        if let named = members["alg"], named as? String != algorithm.rawValue { return nil }
    }

    /// SHA-256 of them as a document without spaces (RFC 7638 §3); their values are base64url.
    package var thumbprint: KeyThumbprint? {
        let text = required.map { "\"\($0.name)\":\"\($0.value)\"" }.joined(separator: ",")
        return KeyThumbprint(rawValue: Base64URL.text(SHA256.hash(data: Data("{\(text)}".utf8))))
    }

    func fits(_ algorithm: SigningAlgorithm) -> Bool { self.algorithm == algorithm }

    /// A collection that knows this key alone, so that no other can verify.
    func collection() async throws -> JWTKeyCollection { try await verifier.collection() }
}

/// What verifies with one key; the key is read at its first use and kept.
private actor KeyVerifier {
    private let jwk: JWK
    private var kept: JWTKeyCollection?

    init(_ jwk: JWK) { self.jwk = jwk }

    func collection() async throws -> JWTKeyCollection {
        if let kept { return kept }
        let fresh = try await JWTKeyCollection().add(jwk: jwk)
        kept = fresh
        return fresh
    }
}
