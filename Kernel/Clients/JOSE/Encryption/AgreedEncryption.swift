/// How the key of an encrypted token reaches us (RFC 7518 §4).
package enum KeyEncryption: String, CaseIterable, Codable, Sendable {
    case rsaOAEP256 = "RSA-OAEP-256"
    case ecdhES = "ECDH-ES"
    case ecdhESA128KW = "ECDH-ES+A128KW"
    case ecdhESA256KW = "ECDH-ES+A256KW"
}

/// How what a token says is encrypted (RFC 7518 §5). Both take keys of 32 bytes.
package enum ContentEncryption: String, CaseIterable, Codable, Sendable {
    case a256GCM = "A256GCM"
    case a128CBCHS256 = "A128CBC-HS256"

    static let keyBytes = 32
}

/// What was agreed at registration; nothing else is opened, whatever a token says (RFC 8725 §3.1).
package struct AgreedEncryption: Codable, Hashable, Sendable {
    package let key: KeyEncryption
    package let content: ContentEncryption

    package init(key: KeyEncryption, content: ContentEncryption) { (self.key, self.content) = (key, content) }
}
