import Crypto
import Foundation

/// Keeps secrets in rows so that the database alone does not tell them: AES-256-GCM under a key from the configuration.
package struct Seal: Sendable, CustomStringConvertible, CustomReflectable {
    /// What is wrong with a key, or with what it shall open.
    package enum Failure: Error { case keyLength, broken }

    /// So many bytes has a key.
    package static let keyBytes = 32

    private let key: SymmetricKey

    /// Throws `Failure.keyLength` unless there are 32 bytes.
    package init(key: [UInt8]) throws {
        guard key.count == Seal.keyBytes else { throw Failure.keyLength }
        self.key = SymmetricKey(data: key)
    }

    /// The bytes, closed: a nonce, the cipher text and its tag (NIST SP 800-38D).
    ///
    /// - Parameter place: where they are kept, such as `signing_key.private_key`; opened for another place they are broken.
    package func close(_ bytes: [UInt8], for place: String) throws -> [UInt8] {
        let box = try AES.GCM.seal(bytes, using: key(of: "seal"), authenticating: Data(place.utf8))
        guard let combined = box.combined else { throw Failure.broken }
        return Array(combined)
    }

    /// What was closed for the same place; throws `Failure.broken` for anything else.
    package func open(_ bytes: [UInt8], for place: String) throws -> [UInt8] {
        do {
            return Array(
                try AES.GCM.open(
                    AES.GCM.SealedBox(combined: bytes), using: key(of: "seal"), authenticating: Data(place.utf8)))
        } catch {
            throw Failure.broken
        }
    }

    /// HMAC-SHA-256 under the key: the same for the same bytes in the same place, and of no use without the key.
    package func keyedHash(_ bytes: [UInt8], for place: String) -> [UInt8] {
        Array(HMAC<SHA256>.authenticationCode(for: bytes, using: key(of: "hash \(place)")))
    }

    /// A key for one use alone (RFC 5869).
    private func key(of use: String) -> SymmetricKey {
        HKDF<SHA256>.deriveKey(inputKeyMaterial: key, info: Data("digione \(use)".utf8), outputByteCount: 32)
    }

    package var description: String { "•••" }
    package var customMirror: Mirror { Mirror(self, children: []) }
}
