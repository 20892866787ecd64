import JWTKit
import Storage

/// How tokens are signed; nothing else is accepted or made (RFC 7518 §3.1).
package enum SigningAlgorithm: String, CaseIterable, Codable, Sendable, ColumnValue {
    case rs256 = "RS256"
    case es256 = "ES256"

    var jwk: JWK.Algorithm {
        switch self {
        case .rs256: .rs256
        case .es256: .es256
        }
    }
}
