package import Base
import Crypto
import CryptoExtras
import Foundation
import JWTKit
package import Storage

/// A key of ours as rows keep it: the public half as others read it, the private half sealed.
package struct SigningKey: RowDecodable, Sendable {
    package let id: ID<SigningKey>
    package let algorithm: SigningAlgorithm
    package let number: Int64
    package let publicKey: PublishedKey
    let sealedPrivateKey: [UInt8]
    package let createdAt: Instant
    /// Published before it signs, so that everybody has read it by then.
    package let signsFrom: Instant

    init(
        id: ID<SigningKey>, algorithm: SigningAlgorithm, number: Int64, publicKey: PublishedKey,
        sealedPrivateKey: [UInt8], createdAt: Instant, signsFrom: Instant
    ) {
        (self.id, self.algorithm, self.number, self.publicKey) = (id, algorithm, number, publicKey)
        (self.sealedPrivateKey, self.createdAt, self.signsFrom) = (sealedPrivateKey, createdAt, signsFrom)
    }

    package init(row: inout Row) throws {
        id = try row.next()
        algorithm = try row.next()
        number = try row.next()
        publicKey = try row.next(JSONDocument.self).decoded()
        sealedPrivateKey = try row.next()
        createdAt = try row.next()
        signsFrom = try row.next()
    }

    /// What the seal of private keys authenticates beside them.
    static let place = "signing_key.private_key"
}

/// A public key as JWKS documents have it (RFC 7517 §4); it has no member for a private half.
package struct PublishedKey: Codable, Equatable, Sendable {
    package let kty: String
    package let kid: String
    package let use: String
    package let alg: String
    package var n: String?
    package var e: String?
    package var crv: String?
    package var x: String?
    package var y: String?
}

/// A pair of keys just made.
package struct NewKey: Sendable {
    package let publicKey: PublishedKey
    /// PKCS #8 as PEM; it leaves this value only sealed.
    package let privateKey: Secret<String>

    package init(_ algorithm: SigningAlgorithm, id: ID<SigningKey>) throws {
        switch algorithm {
        case .rs256:
            let key = try _RSA.Signing.PrivateKey(keySize: .bits2048)
            let numbers = try key.publicKey.getKeyPrimitives()
            publicKey = PublishedKey(
                kty: "RSA", kid: id.description, use: "sig", alg: algorithm.rawValue,
                n: Base64URL.text(numbers.modulus), e: Base64URL.text(numbers.publicExponent))
            privateKey = Secret(key.pemRepresentation)
        case .es256:
            let key = P256.Signing.PrivateKey()
            let point = key.publicKey.rawRepresentation
            publicKey = PublishedKey(
                kty: "EC", kid: id.description, use: "sig", alg: algorithm.rawValue, crv: "P-256",
                x: Base64URL.text(point.prefix(32)), y: Base64URL.text(point.suffix(32)))
            privateKey = Secret(key.pemRepresentation)
        case .eddsa:
            let key = Curve25519.Signing.PrivateKey()
            publicKey = PublishedKey(
                kty: "OKP", kid: id.description, use: "sig", alg: algorithm.rawValue, crv: "Ed25519",
                x: Base64URL.text(key.publicKey.rawRepresentation))
            privateKey = Secret(key.pemRepresentation)
        }
    }
}

/// Signs tokens with one key.
package struct TokenSigner: Sendable {
    package let id: ID<SigningKey>
    package let algorithm: SigningAlgorithm
    private let key: any JWTAlgorithm

    /// Throws when the seal of the configuration is not the one that closed the key.
    init(_ key: SigningKey, _ seal: Seal) async throws {
        let pem = String(decoding: try seal.open(key.sealedPrivateKey, for: SigningKey.place), as: UTF8.self)
        try await self.init(pem: Secret(pem), key.algorithm, id: key.id)
    }

    /// - Parameter pem: PKCS #8.
    package init(pem: Secret<String>, _ algorithm: SigningAlgorithm, id: ID<SigningKey>) async throws {
        (self.id, self.algorithm) = (id, algorithm)
        let keys =
            switch algorithm {
            case .rs256:
                await JWTKeyCollection().add(
                    rsa: try Insecure.RSA.PrivateKey(pem: pem.reveal()), digestAlgorithm: .sha256)
            case .es256: await JWTKeyCollection().add(ecdsa: try ES256PrivateKey(pem: pem.reveal()))
            case .eddsa: await JWTKeyCollection().add(eddsa: try EdDSA.PrivateKey(pem: pem.reveal()))
            }
        key = try await keys.getKey()
    }

    /// A compact signed token.
    ///
    /// - Parameter type: the `typ` of its header, such as `at+jwt` (RFC 8725 §3.11).
    package func sign(_ claims: some Codable & Sendable, type: String) async throws -> String {
        try sign(octets: Array(JSONEncoder().encode(claims)), type: type)
    }

    /// The same of claims that are written already.
    package func sign(_ claims: JSONText, type: String) async throws -> String {
        try sign(octets: claims.octets, type: type)
    }

    private func sign(octets claims: [UInt8], type: String) throws -> String {
        var header = JSONText()
        header.add("alg", algorithm.rawValue)
        header.add("kid", id.description)
        header.add("typ", type)
        let signed = "\(Base64URL.text(header.octets)).\(Base64URL.text(claims))"
        return "\(signed).\(Base64URL.text(try key.sign(Array(signed.utf8))))"
    }
}
