package import Base
import Crypto
import Foundation

/// A key of a client and the proofs that it signs for its requests (RFC 9449 §4.2), as another program would write them.
package struct ProofKey: Sendable {
    private let key = P256.Signing.PrivateKey()

    package init() {}

    /// Its public half as a JWK.
    package var jwk: [String: JSONValue] {
        let point = key.publicKey.rawRepresentation
        return [
            "kty": "EC", "crv": "P-256", "x": .string(Base64URL.text(point.prefix(32))),
            "y": .string(Base64URL.text(point.suffix(32))),
        ]
    }

    /// Its SHA-256 thumbprint (RFC 7638).
    package var thumbprint: String { Self.hash(JSONValue.object(jwk).text) }

    /// A proof for one request.
    ///
    /// - Parameters:
    ///   - token: the access token that comes with it.
    ///   - header: members of its header beside or instead of the right ones; null takes one away.
    ///   - claims: the same of its claims.
    package func proof(
        _ method: String, _ address: String, nonce: String?, at now: Instant = World.now, token: String? = nil,
        header: [String: JSONValue] = [:], claims: [String: JSONValue] = [:]
    ) throws -> String {
        let head: [String: JSONValue] = ["typ": "dpop+jwt", "alg": "ES256", "jwk": .object(jwk)]
        let body: [String: JSONValue] = [
            "jti": .string(UUID().uuidString), "htm": .string(method), "htu": .string(address),
            "iat": .number(Double(now.milliseconds / 1000)), "nonce": nonce.map { .string($0) } ?? .null,
            "ath": token.map { .string(Self.hash($0)) } ?? .null,
        ]
        let signed = [head.merging(header) { $1 }, body.merging(claims) { $1 }].map { members in
            Base64URL.text(Array(JSONValue.object(members.filter { $0.value != .null }).text.utf8))
        }.joined(separator: ".")
        return "\(signed).\(Base64URL.text(try key.signature(for: Data(signed.utf8)).rawRepresentation))"
    }

    private static func hash(_ text: String) -> String { Base64URL.text(SHA256.hash(data: Data(text.utf8))) }
}
