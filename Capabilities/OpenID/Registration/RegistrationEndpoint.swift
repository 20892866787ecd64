import Accounts
import Base
import Clients
import HTTPTypes
import Foundation
import Storage
import Web

/// What a client that registered itself is told (RFC 7591 §3.2.1): what was taken, and its secrets once.
struct RegistrationAnswer: Encodable, Sendable {
    let client: ID<Client>
    let metadata: ClientMetadata
    var secret: String?
    var registrationToken: String?
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
        try container.encodeIfPresent(registrationToken, forKey: .registrationToken)
        try container.encode(address, forKey: .address)
        try container.encode(issuedAt, forKey: .issuedAt)
    }
}

extension OpenID {
    /// Dynamic registration behind an initial access token (RFC 7591, OIDC Registration), and a look at it (RFC 7592 §2.1).
    func mountRegistration(on site: Site<Viewer>) {
        site.outside(.post, OpenIDPath.registration) { call in
            do {
                return try await register(call)
            } catch let error as OAuthError {
                return error.code == .invalidToken ? try RegistrationBearer.refusal(error) : try error.answer()
            }
        }
        site.outside(.get, OpenIDPath.client) { call in
            do {
                return try await registered(call)
            } catch let error as OAuthError {
                return try RegistrationBearer.refusal(error)
            }
        }
    }

    private func register(_ call: OutsideCall) async throws -> OutsideAnswer {
        let bearer = try RegistrationBearer.token(of: call)
        let metadata = try RegistrationRules.metadata(call.body)
        let (id, secret, access) = (ID<Client>.new(at: call.now), Token.session(), Token.session())
        let hasSecret = [.secretBasic, .secretPost].contains(metadata.tokenEndpointAuthMethod)
        try await database.write { writer in
            guard try RegistrationToken.use(Token(text: bearer), at: call.now, in: writer) else {
                throw OAuthError(.invalidToken, "The initial access token is none of ours, or over.")
            }
            try Client.add(
                id, metadata, secretHash: hasSecret ? secret.hash : nil, registrationHash: access.hash, at: call.now,
                in: writer)
        }
        var answer = answer(id, metadata, call.now)
        answer.secret = hasSecret ? secret.text : nil
        answer.registrationToken = access.text
        return try .json(answer, status: 201)
    }

    private func registered(_ call: OutsideCall) async throws -> OutsideAnswer {
        let bearer = try RegistrationBearer.token(of: call)
        let id = ID<Client>(try call.text("client"))
        let client = try await database.read { reader in try id.flatMap { try reader.first(Client.under($0)) } }
        guard let client, client.registrationHash == Token(text: bearer).hash else {
            throw OAuthError(.invalidToken, "The token is none of this client.")
        }
        return try .json(answer(client.id, client.metadata, client.id.madeAt))
    }

    private func answer(_ id: ID<Client>, _ metadata: ClientMetadata, _ now: Instant) -> RegistrationAnswer {
        RegistrationAnswer(
            client: id, metadata: metadata, address: issuer + OpenIDPath.client(id).description,
            issuedAt: NumericDate(now))
    }
}
