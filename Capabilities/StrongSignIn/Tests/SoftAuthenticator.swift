import Base
import Crypto
import Foundation

@testable import StrongSignIn

/// An authenticator in memory, honest unless a test twists what it says.
struct SoftAuthenticator {
    enum Key {
        case es256(P256.Signing.PrivateKey)
        case eddsa(Curve25519.Signing.PrivateKey)
    }

    let key: Key
    let credential: [UInt8]
    var handle: [UInt8] = Array(repeating: 7, count: 32)

    /// What is said; each part can be a lie.
    struct Words {
        var type: String?
        var origin = "https://digione.example"
        var crossOrigin: Bool?
        var topOrigin: String?
        var site = "digione.example"
        /// Present, verified.
        var flags: UInt8 = 0x05
        var count: UInt32 = 0
        /// `none`, `packed`, or another format.
        var format = "none"
        var breaksSignature = false
        /// Bytes after the end of the authenticator data.
        var extra: [UInt8] = []
    }

    init(_ key: Key = .es256(P256.Signing.PrivateKey())) {
        self.key = key
        credential = (0..<24).map { _ in UInt8.random(in: 0...255) }
    }

    private func client(_ type: String, _ challenge: [UInt8], _ words: Words) -> [UInt8] {
        var fields: [String: Any] = [
            "type": words.type ?? type, "challenge": Base64URL.text(challenge), "origin": words.origin,
        ]
        if let cross = words.crossOrigin { fields["crossOrigin"] = cross }
        if let top = words.topOrigin { fields["topOrigin"] = top }
        return Array((try? JSONSerialization.data(withJSONObject: fields, options: .sortedKeys)) ?? Data())
    }

    private func data(_ words: Words, made: Bool) -> [UInt8] {
        let count = withUnsafeBytes(of: words.count.bigEndian) { Array($0) }
        let head = Array(SHA256.hash(data: Data(words.site.utf8))) + [words.flags | (made ? 0x40 : 0)] + count
        guard made else { return head + words.extra }
        let length = [UInt8(credential.count >> 8), UInt8(credential.count & 255)]
        return head + Array(repeating: 0, count: 16) + length + credential + coseKey + words.extra
    }

    var coseKey: [UInt8] {
        switch key {
        case .es256(let key):
            let point = Array(key.publicKey.x963Representation)
            return [0xA5, 1, 2, 3, 0x26, 0x20, 1, 0x21, 0x58, 0x20] + point[1..<33] + [0x22, 0x58, 0x20] + point[33...]
        case .eddsa(let key):
            return [0xA4, 1, 1, 3, 0x27, 0x20, 6, 0x21, 0x58, 0x20] + Array(key.publicKey.rawRepresentation)
        }
    }

    func signature(over bytes: [UInt8]) throws -> [UInt8] {
        switch key {
        case .es256(let key): Array(try key.signature(for: Data(bytes)).derRepresentation)
        case .eddsa(let key): Array(try key.signature(for: Data(bytes)))
        }
    }

    /// What the browser sends after the credential was made.
    func make(_ challenge: [UInt8], _ words: Words = Words()) throws -> (client: [UInt8], object: [UInt8]) {
        let client = client("webauthn.create", challenge, words)
        let data = data(words, made: true)
        var statement: [UInt8] = [0xA0]
        if words.format == "packed" {
            var signature = try signature(over: data + Array(SHA256.hash(data: Data(client))))
            if words.breaksSignature { signature[signature.count - 1] ^= 1 }
            let alg: UInt8 = if case .es256 = key { 0x26 } else { 0x27 }
            statement = [0xA2] + Self.text("alg") + [alg] + Self.text("sig") + Self.bytes(signature)
        }
        let object =
            [0xA3] + Self.text("fmt") + Self.text(words.format) + Self.text("attStmt") + statement
            + Self.text("authData") + Self.bytes(data)
        return (client, object)
    }

    /// What the browser sends after it was used.
    func use(
        _ challenge: [UInt8], _ words: Words = Words()
    ) throws -> (client: [UInt8], data: [UInt8], signature: [UInt8]) {
        let client = client("webauthn.get", challenge, words)
        let data = data(words, made: false)
        var signature = try signature(over: data + Array(SHA256.hash(data: Data(client))))
        if words.breaksSignature { signature[signature.count - 1] ^= 1 }
        return (client, data, signature)
    }

    static func text(_ text: String) -> [UInt8] { [0x60 | UInt8(text.utf8.count)] + Array(text.utf8) }

    static func bytes(_ bytes: [UInt8]) -> [UInt8] {
        [0x59, UInt8(bytes.count >> 8), UInt8(bytes.count & 255)] + bytes
    }
}
