import JWTKit
import Storage

/// How tokens are signed; nothing else is accepted (RFC 7518 §3.1, RFC 8037 §3.1).
package enum SigningAlgorithm: String, CaseIterable, Codable, Sendable, ColumnValue {
    case rs256 = "RS256"
    case es256 = "ES256"
    /// With Ed25519 alone. Others sign so; we do not, since few of those who read our tokens verify it.
    case eddsa = "EdDSA"

    /// How we sign ourselves.
    package static let own: [SigningAlgorithm] = [.rs256, .es256]
}
