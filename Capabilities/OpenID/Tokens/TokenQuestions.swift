import Accounts
import Base
import Clients
import Storage
import Web

/// What is said of a token (RFC 7662 §2.2); of a bad one nothing but that.
struct IntrospectionAnswer: Encodable, Sendable {
    let active: Bool
    var scope: String?
    var clientID: String?
    var sub: String?
    var iss: String?
    var aud: Audience?
    var exp: NumericDate?
    var iat: NumericDate?
    var jti: String?
    var tokenType: String?
    var cnf: Confirmation?

    enum CodingKeys: String, CodingKey {
        case active, scope, sub, iss, aud, exp, iat, jti, cnf
        case clientID = "client_id"
        case tokenType = "token_type"
    }
}

extension OpenID {
    /// RFC 7662: a client asks about its own tokens alone.
    func introspect(_ call: OutsideCall) async throws -> OutsideAnswer {
        let client = try await caller(call)
        guard !client.isPublic else { throw OAuthError.invalidClient }
        guard let text = try Parameters(call.form).one("token") else {
            throw OAuthError(.invalidRequest, "token is missing.")
        }
        return try await .json(introspected(text, client, call.now))
    }

    private func introspected(_ text: String, _ client: Client, _ now: Instant) async throws -> IntrospectionAnswer {
        let none = IntrospectionAnswer(active: false)
        if let claims = try? await accessClaims(text, now) {
            guard claims.clientID == client.id.description, try await openGrant(claims, now).isOpen else { return none }
            return IntrospectionAnswer(
                active: true, scope: claims.scope, clientID: claims.clientID, sub: claims.sub, iss: claims.iss,
                aud: claims.aud, exp: claims.exp, iat: claims.iat, jti: claims.jti,
                tokenType: AccessClaims.scheme(claims.cnf?.jkt), cnf: claims.cnf)
        }
        let limits = limits
        return try await database.read { reader in
            guard let token = try reader.first(RefreshToken.behind(Token(text: text))), !token.isRotated,
                now < token.expiresAt, let grant = try reader.first(ClientGrant.open(token.grant, at: now, limits)),
                grant.client == client.id
            else { return none }
            return IntrospectionAnswer(
                active: true, scope: token.scope.text, clientID: client.id.description, sub: grant.subject,
                exp: NumericDate(token.expiresAt), cnf: token.key.map(Confirmation.init))
        }
    }

    /// RFC 7009: 200 also for what nobody knows; with a token its whole grant goes, so that nothing lives on.
    func revoke(_ call: OutsideCall) async throws -> OutsideAnswer {
        let client = try await caller(call)
        guard let text = try Parameters(call.form).one("token") else {
            throw OAuthError(.invalidRequest, "token is missing.")
        }
        let claims = try? await accessClaims(text, call.now)
        let (limits, now) = (limits, call.now)
        try await database.write { writer in
            let id = try claims?.grant ?? writer.first(RefreshToken.behind(Token(text: text)))?.grant
            guard let id, let grant = try writer.first(ClientGrant.open(id, at: now, limits)), grant.client == client.id
            else { return }
            try ClientGrant.end(id, at: now, in: writer)
        }
        return OutsideAnswer(status: 200)
    }

    /// The claims of an access token of ours that is in time; an ID Token or a logout token is none (RFC 9068 §4).
    func accessClaims(_ token: String, _ now: Instant) async throws -> AccessClaims {
        let claims = try await TokenCheck.own(
            token, in: ring.verifying(), type: AccessClaims.type, as: AccessClaims.self)
        guard claims.iss == issuer, claims.aud.names == [issuer], NumericDate(now) < claims.exp else {
            throw OAuthError(.invalidToken, "The token is over.")
        }
        return claims
    }

    /// Whether what a token stands on is still there; the grant is nil for a client in its own name.
    func openGrant(_ claims: AccessClaims, _ now: Instant) async throws -> (isOpen: Bool, grant: ClientGrant?) {
        let limits = limits
        return try await database.read { reader in
            guard let id = claims.grant else {
                return (try ID<Client>(claims.clientID).flatMap { try reader.first(Client.under($0)) } != nil, nil)
            }
            let grant = try reader.first(ClientGrant.open(id, at: now, limits))
            return (grant != nil, grant)
        }
    }
}
