import Accounts
import Base
import Clients
import Storage
import Web

/// What is said of a token (RFC 7662 §2.2); of a bad one nothing but that.
struct IntrospectionAnswer: Sendable {
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

    /// The document, its members in the order of their names.
    var json: JSONText {
        var json = JSONText()
        json.add("active", active)
        if let aud { aud.add(to: &json) }
        json.add("client_id", clientID)
        json.add("cnf", cnf?.json)
        json.add("exp", exp?.seconds)
        json.add("iat", iat?.seconds)
        json.add("iss", iss)
        json.add("jti", jti)
        json.add("scope", scope)
        json.add("sub", sub)
        json.add("token_type", tokenType)
        return json
    }

    /// What is said of an access token with a good signature to the client that it was given to; nil when what it stands on
    /// is no more: its grant, or for a client in its own name the client.
    static func of(
        _ claims: AccessClaims, at now: Instant, _ limits: SessionLimits, in reader: any Reader
    ) throws -> IntrospectionAnswer? {
        let isOpen =
            if let grant = claims.grant {
                try reader.first(ClientGrant.isOpen(grant, at: now, limits)) != nil
            } else {
                try ID<Client>(claims.clientID).flatMap { try reader.first(Client.under($0)) } != nil
            }
        guard isOpen else { return nil }
        return IntrospectionAnswer(
            active: true, scope: claims.scope, clientID: claims.clientID, sub: claims.sub, iss: claims.iss,
            aud: claims.aud, exp: claims.exp, iat: claims.iat, jti: claims.jti,
            tokenType: AccessClaims.scheme(claims.cnf?.jkt), cnf: claims.cnf)
    }

    /// The same of a refresh token, if it is one that still counts.
    static func ofRefresh(
        _ text: String, at now: Instant, _ limits: SessionLimits, in reader: any Reader
    ) throws -> IntrospectionAnswer? {
        guard let token = try reader.first(RefreshToken.behind(Token(text: text))), !token.isRotated,
            now < token.expiresAt, let grant = try reader.first(ClientGrant.open(token.grant, at: now, limits))
        else { return nil }
        return IntrospectionAnswer(
            active: true, scope: token.scope.text, clientID: grant.client.description, sub: grant.subject,
            exp: NumericDate(token.expiresAt), cnf: token.key.map(Confirmation.init))
    }
}

extension OpenID {
    /// RFC 7662: a client asks about its own tokens alone.
    func introspect(_ call: OutsideCall) async throws -> OutsideAnswer {
        let asked = Result { try Parameters(call.form).one("token") }
        let token = try? asked.get()
        let claims = if let token { try? await accessClaims(token, call.now) } else { AccessClaims?.none }
        let (limits, now) = (limits, call.now)
        // One look at the database tells of both; who the client is decides first what it hears.
        let (client, answer) = try await caller(call) { reader in
            if let claims { return try IntrospectionAnswer.of(claims, at: now, limits, in: reader) }
            return try token.flatMap { try IntrospectionAnswer.ofRefresh($0, at: now, limits, in: reader) }
        }
        guard !client.isPublic else { throw OAuthError.invalidClient }
        guard try asked.get() != nil else { throw OAuthError(.invalidRequest, "token is missing.") }
        let isOwn = answer?.clientID == client.id.description
        return .json((isOwn ? answer : nil)?.json ?? IntrospectionAnswer(active: false).json)
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
        let claims = try await signed(token, now)
        guard claims.iss == issuer, claims.aud.names == [issuer], NumericDate(now) < claims.exp else {
            throw OAuthError(.invalidToken, "The token is over.")
        }
        return claims
    }

    /// What one of our keys has signed. A service asks about the same token with every click of its user: a signature that
    /// was good stays so for as long as our keys are the same.
    private func signed(_ token: String, _ now: Instant) async throws -> AccessClaims {
        let keys = try await ring.verifying()
        let (hash, stamp) = (Token(text: token).hash, keys.keys.map(\.id))
        if let known = verified.value(of: hash, stamp, at: now) { return known }
        let claims = try await TokenCheck.own(token, in: keys, type: AccessClaims.type, as: AccessClaims.self)
        return verified.value(of: hash, stamp, at: now) { claims }
    }
}
