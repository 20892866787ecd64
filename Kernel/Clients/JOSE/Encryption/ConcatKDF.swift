import Crypto
import Foundation

/// The key that two sides derive from their shared secret (RFC 7518 §4.6.2, NIST SP 800-56A §5.8.1); one round of
/// SHA-256 is enough for the 16 and 32 bytes that are asked of it.
enum ConcatKDF {
    /// - Parameters:
    ///   - algorithm: `enc` where the key is used directly, `alg` where it opens another.
    ///   - from: `apu`, about who encrypted.
    ///   - to: `apv`, about who decrypts.
    static func key(
        _ secret: SharedSecret, algorithm: String, from: [UInt8], to: [UInt8], bytes: Int
    ) -> SymmetricKey {
        var hash = SHA256()
        hash.update(data: bigEndian(1))
        secret.withUnsafeBytes { hash.update(bufferPointer: $0) }
        for field in [Array(algorithm.utf8), from, to] {
            hash.update(data: bigEndian(UInt32(field.count)))
            hash.update(data: Data(field))
        }
        hash.update(data: bigEndian(UInt32(bytes * 8)))
        return SymmetricKey(data: Array(hash.finalize().prefix(bytes)))
    }

    private static func bigEndian(_ number: UInt32) -> Data { withUnsafeBytes(of: number.bigEndian) { Data($0) } }
}
