package import Base
import Crypto
import CryptoExtras
import Foundation

/// A private key of ours that opens what others encrypted for us.
package struct DecryptionKey: Sendable {
    let id: String
    private let algorithm: KeyEncryption
    private let pem: Secret<String>

    /// - Parameters:
    ///   - pem: PKCS #8.
    ///   - id: under which its public half is published.
    ///   - algorithm: the one that it is for.
    package init(pem: Secret<String>, id: String, for algorithm: KeyEncryption) throws {
        (self.id, self.algorithm, self.pem) = (id, algorithm, pem)
        switch algorithm {
        case .rsaOAEP256: _ = try rsa()
        case .ecdhES, .ecdhESA128KW, .ecdhESA256KW: _ = try point()
        }
    }

    private func rsa() throws -> _RSA.Encryption.PrivateKey {
        try _RSA.Encryption.PrivateKey(pemRepresentation: pem.reveal())
    }

    private func point() throws -> P256.KeyAgreement.PrivateKey {
        try P256.KeyAgreement.PrivateKey(pemRepresentation: pem.reveal())
    }

    func fits(_ algorithm: KeyEncryption, _ id: String?) -> Bool {
        self.algorithm == algorithm && (id == nil || self.id == id)
    }

    /// The key that the content was encrypted with, or one of chance where what carries it is broken: what comes of it is
    /// told at the tag alone, as with every other fault (RFC 7516 §11.5).
    func contentKey(_ encrypted: [UInt8], _ header: EncryptedHeader, _ content: ContentEncryption) -> SymmetricKey {
        let chance = SymmetricKey(size: .init(bitCount: ContentEncryption.keyBytes * 8))
        guard let key = try? opened(encrypted, header, content), key.bitCount == chance.bitCount else { return chance }
        return key
    }

    private func opened(
        _ encrypted: [UInt8], _ header: EncryptedHeader, _ content: ContentEncryption
    ) throws -> SymmetricKey {
        switch algorithm {
        case .rsaOAEP256: SymmetricKey(data: try rsa().decrypt(encrypted, padding: .PKCS1_OAEP_SHA256))
        case .ecdhES, .ecdhESA128KW, .ecdhESA256KW: try agreed(encrypted, header, content)
        }
    }

    /// RFC 7518 §4.6: the sender's key of the moment is a point of our own curve, or nothing is agreed.
    private func agreed(
        _ encrypted: [UInt8], _ header: EncryptedHeader, _ content: ContentEncryption
    ) throws -> SymmetricKey {
        guard let point = header.point, let from = header.from, let to = header.to else {
            throw TokenFault.undecipherable
        }
        let secret = try self.point().sharedSecretFromKeyAgreement(
            with: P256.KeyAgreement.PublicKey(rawRepresentation: point))
        func derived(_ name: String, _ bytes: Int) -> SymmetricKey {
            ConcatKDF.key(secret, algorithm: name, from: from, to: to, bytes: bytes)
        }
        switch algorithm {
        case .ecdhESA128KW: return try AES.KeyWrap.unwrap(encrypted, using: derived(algorithm.rawValue, 16))
        case .ecdhESA256KW: return try AES.KeyWrap.unwrap(encrypted, using: derived(algorithm.rawValue, 32))
        case .ecdhES, .rsaOAEP256:
            // §4.6: agreed directly, there is no encrypted key (RFC 7516 §5.2 step 10).
            guard encrypted.isEmpty else { throw TokenFault.undecipherable }
            return derived(content.rawValue, ContentEncryption.keyBytes)
        }
    }
}
