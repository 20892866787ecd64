import Base
import Clients

/// What a client that registered itself is told (RFC 7591 §3.2.1, RFC 7592 §3): what was taken, and its secrets once.
struct RegistrationAnswer: Encodable, Sendable {
    let client: ID<Client>
    let metadata: ClientMetadata
    let secret: String?
    let registrationToken: String
    let address: String
    let issuedAt: NumericDate

    enum CodingKeys: String, CodingKey {
        case client = "client_id"
        case secret = "client_secret"
        case secretExpiry = "client_secret_expires_at"
        case registrationToken = "registration_access_token"
        case address = "registration_client_uri"
        case issuedAt = "client_id_issued_at"
    }

    func encode(to encoder: any Encoder) throws {
        try metadata.encode(to: encoder)
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(client, forKey: .client)
        try container.encodeIfPresent(secret, forKey: .secret)
        // §3.2.1: 0 says that it does not expire; required when a secret is issued.
        if secret != nil { try container.encode(0, forKey: .secretExpiry) }
        try container.encode(registrationToken, forKey: .registrationToken)
        try container.encode(address, forKey: .address)
        try container.encode(issuedAt, forKey: .issuedAt)
    }
}
