import Crypto
import CryptoExtras
import Foundation

extension ContentEncryption {
    /// What was encrypted; throws for whatever is wrong, always in the same way.
    ///
    /// - Parameter header: the first part of the token as it stands there, which is authenticated too.
    func open(
        _ cipher: [UInt8], start: [UInt8], tag: [UInt8], header: [UInt8], key: SymmetricKey
    ) throws -> [UInt8] {
        switch self {
        case .a256GCM:
            // RFC 7518 §5.3: 96 bits of start, 128 of tag.
            guard start.count == 12 else { throw TokenFault.undecipherable }
            let box = try AES.GCM.SealedBox(nonce: AES.GCM.Nonce(data: start), ciphertext: cipher, tag: tag)
            return Array(try AES.GCM.open(box, using: key, authenticating: header))
        case .a128CBCHS256:
            let halves = key.withUnsafeBytes { Array($0) }
            let expected = Self.tag(of: cipher, start: start, header: header, key: halves.prefix(16))
            // RFC 7518 §5.2.2.2: nothing is decrypted before the tag was found right.
            guard start.count == 16, Self.areEqual(expected, tag) else { throw TokenFault.undecipherable }
            return Array(
                try AES._CBC.decrypt(
                    cipher, using: SymmetricKey(data: halves.suffix(16)), iv: AES._CBC.IV(ivBytes: start)))
        }
    }

    /// RFC 7518 §5.2.2.1 (5): the left half of the code over header, start, cipher text and the header's length in bits.
    private static func tag(of cipher: [UInt8], start: [UInt8], header: [UInt8], key: ArraySlice<UInt8>) -> [UInt8] {
        let length = withUnsafeBytes(of: UInt64(header.count * 8).bigEndian) { Array($0) }
        let code = HMAC<SHA256>.authenticationCode(
            for: header + start + cipher + length, using: SymmetricKey(data: Array(key)))
        return Array(code.prefix(16))
    }

    /// In the same time wherever they differ.
    private static func areEqual(_ left: [UInt8], _ right: [UInt8]) -> Bool {
        left.count == right.count && zip(left, right).reduce(UInt8(0)) { $0 | ($1.0 ^ $1.1) } == 0
    }
}
