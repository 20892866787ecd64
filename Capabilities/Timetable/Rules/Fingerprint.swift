import Crypto
import Foundation

/// A text in short, for forms that say what their reader has seen.
enum Fingerprint {
    /// 128 bits of SHA-256 in hexadecimal.
    static func of(_ text: String) -> String {
        SHA256.hash(data: Data(text.utf8)).prefix(16).map { byte in
            (byte < 16 ? "0" : "") + String(byte, radix: 16)
        }.joined()
    }
}
