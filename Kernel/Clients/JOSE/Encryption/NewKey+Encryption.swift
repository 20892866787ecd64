package import Base
import Crypto
import CryptoExtras
import Foundation

extension NewKey {
    /// A pair that others encrypt for (RFC 7517 §4.2, `use` of `enc`).
    package init(_ algorithm: KeyEncryption, id: ID<SigningKey>) throws {
        switch algorithm {
        case .rsaOAEP256:
            let key = try _RSA.Signing.PrivateKey(keySize: .bits2048)
            let numbers = try key.publicKey.getKeyPrimitives()
            publicKey = PublishedKey(
                kty: "RSA", kid: id.description, use: "enc", alg: algorithm.rawValue,
                n: Base64URL.text(numbers.modulus), e: Base64URL.text(numbers.publicExponent))
            privateKey = Secret(key.pemRepresentation)
        case .ecdhES, .ecdhESA128KW, .ecdhESA256KW:
            let key = P256.KeyAgreement.PrivateKey()
            let point = key.publicKey.rawRepresentation
            publicKey = PublishedKey(
                kty: "EC", kid: id.description, use: "enc", alg: algorithm.rawValue, crv: "P-256",
                x: Base64URL.text(point.prefix(32)), y: Base64URL.text(point.suffix(32)))
            privateKey = Secret(key.pemRepresentation)
        }
    }
}
