import Accounts
import Base
import Clients
import HTTPTypes
import Crypto
import Directory
import Foundation
import Storage
import Web

extension OpenID {
    /// Where clients get tokens, and where they ask about them and give them back.
    func mountTokens(on site: Site<Viewer>) {
        site.outside(
            .post, OpenIDPath.token, isForScripts: true,
            answering { call in
                let (client, proof) = try await caller(call, provingAt: OpenIDPath.token)
                let key = try await boundKey(of: client, proof, call.now)
                return .json(try await tokens(for: client, Parameters(call.form), key, at: call.now).json)
            })
        site.outside(.post, OpenIDPath.introspection, answering { call in try await introspect(call) })
        site.outside(.post, OpenIDPath.revocation, isForScripts: true, answering { call in try await revoke(call) })
    }

    /// The key that tokens for this request are bound to, nil for bearers; its proof counts once (RFC 9449 §5).
    private func boundKey(of client: Client, _ proof: DPoPProof?, _ now: Instant) async throws -> KeyThumbprint? {
        guard let proof else {
            // §5.2: a client that registered so gets none without.
            guard client.metadata.bindsTokens != true else {
                throw OAuthError(.invalidRequest, "The client registered to prove its key: the DPoP header is missing.")
            }
            return nil
        }
        try await proofs.use(proof, at: now)
        return proof.key
    }

    private func tokens(
        for client: Client, _ parameters: Parameters, _ key: KeyThumbprint?, at now: Instant
    ) async throws -> TokenAnswer {
        guard let text = try parameters.one("grant_type") else {
            throw OAuthError(.invalidRequest, "grant_type is missing.")
        }
        guard let type = GrantType(rawValue: text) else {
            throw OAuthError(.unsupportedGrantType, "There is no such grant_type here.")
        }
        guard client.may(type) || (type == .refreshToken && client.mayRefresh) else {
            throw OAuthError(.unauthorizedClient, "The client is not registered for this grant_type.")
        }
        return switch type {
        case .authorizationCode: try await redeem(parameters, client, key, now)
        case .refreshToken: try await refresh(parameters, client, key, now)
        case .clientCredentials: try await ownToken(parameters, client, key, now)
        case .deviceCode: try await redeemDevice(parameters, client, key, now)
        }
    }

    /// What a code or a refresh token stands for, or that it was used before.
    enum Redeemed: Sendable {
        case tokens(ClientGrant, code: AuthorizationCode?, scope: Scope, refresh: Token?)
        case replayed
    }

    /// OIDC Core §3.1.3, RFC 7636 §4.6: the code once, for its client, address and verifier.
    private func redeem(
        _ parameters: Parameters, _ client: Client, _ key: KeyThumbprint?, _ now: Instant
    ) async throws -> TokenAnswer {
        guard let text = try parameters.one("code") else { throw OAuthError(.invalidRequest, "code is missing.") }
        let (redirect, verifier) = (try parameters.one("redirect_uri"), try parameters.one("code_verifier"))
        let limits = limits
        let redeemed: Redeemed = try await database.write { writer in
            let token = Token(text: text)
            guard let code = try writer.first(AuthorizationCode.behind(token)), code.client == client.id else {
                throw OAuthError(.invalidGrant, "The code is not one of this client.")
            }
            if code.isRedeemed { return try Self.replayed(code.grant, at: now, writer) }
            guard now < code.expiresAt else { throw OAuthError(.invalidGrant, "The code is too old.") }
            guard redirect == code.redirectURI else {
                throw OAuthError(.invalidGrant, "redirect_uri is another than that of the request.")
            }
            try CodeVerifier.check(verifier, against: code.challenge)
            // RFC 9449 §10
            guard code.key == nil || code.key == key else {
                throw OAuthError(.invalidGrant, "The code belongs to another key.")
            }
            guard let grant = try writer.first(ClientGrant.open(code.grant, at: now, limits)) else {
                throw OAuthError(.invalidGrant, "They have signed out.")
            }
            guard try AuthorizationCode.redeem(token, at: now, in: writer) else {
                return try Self.replayed(code.grant, at: now, writer)
            }
            let refresh = grant.isOffline || client.mayRefresh ? Token.session() : nil
            if let refresh {
                try RefreshToken.add(
                    refresh, for: grant.id, code.scope, key: client.isPublic ? key : nil, at: now, in: writer)
            }
            return .tokens(grant, code: code, scope: code.scope, refresh: refresh)
        }
        return try await answer(redeemed, client, key, now)
    }

    /// RFC 9700 §4.14: a new refresh token for the old one; an old one that comes again ends the whole family.
    private func refresh(
        _ parameters: Parameters, _ client: Client, _ key: KeyThumbprint?, _ now: Instant
    ) async throws -> TokenAnswer {
        guard let text = try parameters.one("refresh_token") else {
            throw OAuthError(.invalidRequest, "refresh_token is missing.")
        }
        let asked = try parameters.one("scope").map { Scope($0) }
        let limits = limits
        let redeemed: Redeemed = try await database.write { writer in
            let (old, fresh) = (Token(text: text), Token.session())
            guard let known = try writer.first(RefreshToken.behind(old)),
                let grant = try writer.first(ClientGrant.open(known.grant, at: now, limits)), grant.client == client.id,
                now < known.expiresAt
            else { throw OAuthError(.invalidGrant, "The refresh token is not one of this client, or is over.") }
            // RFC 9449 §5: a public client's is worth nothing without its key, also to end the family with.
            guard known.key == nil || known.key == key else {
                throw OAuthError(.invalidGrant, "The refresh token belongs to another key.")
            }
            if known.isRotated { return try Self.replayed(known.grant, at: now, writer) }
            // RFC 6749 §6: less, never more.
            guard asked?.isWithin(known.scope) ?? true else {
                throw OAuthError(.invalidScope, "scope is wider than that of the refresh token.")
            }
            guard try RefreshToken.rotate(old, at: now, in: writer) else {
                return try Self.replayed(known.grant, at: now, writer)
            }
            try RefreshToken.add(
                fresh, for: grant.id, known.scope, key: client.isPublic ? key : nil, at: now, in: writer)
            try ClientGrant.use(grant.id, at: now, in: writer)
            return .tokens(grant, code: nil, scope: asked ?? known.scope, refresh: fresh)
        }
        return try await answer(redeemed, client, key, now)
    }

    /// RFC 6749 §4.1.2, §10.5: what was given out for the first use is worth nothing from then on.
    static func replayed(
        _ grant: ID<ClientGrant>, at now: Instant, _ writer: any Writer
    ) throws -> Redeemed {
        try ClientGrant.end(grant, at: now, in: writer)
        return .replayed
    }

    func answer(
        _ redeemed: Redeemed, _ client: Client, _ key: KeyThumbprint?, _ now: Instant
    ) async throws -> TokenAnswer {
        guard case .tokens(let grant, let code, let scope, let refresh) = redeemed else {
            throw OAuthError(.invalidGrant, "It was used before; everything given out for it was taken back.")
        }
        let access = try await accessToken(
            client, subject: grant.subject, scope: scope.text, grant: grant.id, key, now)
        var answer = TokenAnswer(accessToken: access, key)
        answer.scope = scope.text
        answer.refreshToken = refresh?.text
        if scope.isOpenID { answer.idToken = try await idToken(grant, code, client, access: access, now) }
        return answer
    }

    /// RFC 6749 §4.4: in the client's own name; nothing is stored, so it lives ten minutes and no longer.
    private func ownToken(
        _ parameters: Parameters, _ client: Client, _ key: KeyThumbprint?, _ now: Instant
    ) async throws -> TokenAnswer {
        // What it says of itself when it registers gives it nothing (RegistrationRules): these words are an operator's.
        let registered = Scope(client.metadata.scope ?? "").own
        let scope = try parameters.one("scope").map { Scope($0) } ?? registered
        guard !client.isPublic else { throw OAuthError(.unauthorizedClient, "A public client has no own name.") }
        guard scope.isWithin(registered) else {
            throw OAuthError(.invalidScope, "scope is wider than the client registered.")
        }
        let access = try await accessToken(
            client, subject: client.id.description, scope: scope.words.isEmpty ? nil : scope.text, grant: nil, key, now)
        var answer = TokenAnswer(accessToken: access, key)
        answer.scope = scope.words.isEmpty ? nil : scope.text
        return answer
    }

    private func accessToken(
        _ client: Client, subject: String, scope: String?, grant: ID<ClientGrant>?, _ key: KeyThumbprint?,
        _ now: Instant
    ) async throws -> String {
        let claims = AccessClaims(
            iss: issuer, sub: subject, aud: Audience(issuer), clientID: client.id.description, scope: scope,
            iat: NumericDate(now), exp: NumericDate(now.adding(minutes: AccessClaims.minutes)),
            jti: ID<AccessClaims>.new(at: now).description, grant: grant,
            cnf: key.map(Confirmation.init))
        return try await ring.signer(client.metadata.idTokenAlgorithm).sign(claims.json, type: AccessClaims.type)
    }

    private func idToken(
        _ grant: ClientGrant, _ code: AuthorizationCode?, _ client: Client, access: String, _ now: Instant
    ) async throws -> String {
        let more = grant.claims.idToken.isEmpty ? [:] : try await userClaims(grant, named: grant.claims.idToken, now)
        let claims = IDClaims(
            iss: issuer, sub: grant.subject, aud: Audience(client.id.description), at: now,
            authTime: grant.signedInAt, nonce: code?.nonce, accessHash: AccessHash.of(access),
            sid: grant.id.description, level: grant.level, methods: grant.methods, more: more)
        return try await ring.signer(client.metadata.idTokenAlgorithm).sign(claims, type: IDClaims.type)
    }

    private func userClaims(
        _ grant: ClientGrant, named names: [String], _ now: Instant
    ) async throws -> [String: JSONValue] {
        let given = try await database.read { reader in
            try Self.claims(of: grant, scope: Scope(""), names: names, at: now, in: reader)
        }
        note(given.disclosures, now)
        return given.values
    }
}

/// Proof of possession of the request behind a code (RFC 7636 §4.6).
enum CodeVerifier {
    /// A verifier without a challenge is as wrong as a challenge without a verifier (RFC 9700 §2.1.1, downgrade).
    static func check(_ verifier: String?, against challenge: String?) throws(OAuthError) {
        switch (verifier, challenge) {
        case (nil, nil): return
        case (let verifier?, let challenge?):
            guard (43...128).contains(verifier.utf8.count),
                Base64URL.text(SHA256.hash(data: Data(verifier.utf8))) == challenge
            else { throw OAuthError(.invalidGrant, "code_verifier does not fit.") }
        case (nil, _?): throw OAuthError(.invalidGrant, "code_verifier is missing.")
        case (_?, nil): throw OAuthError(.invalidGrant, "There was no code_challenge in the request.")
        }
    }
}

/// OIDC Core §3.1.3.6: the left half of the hash that RS256 and ES256 use.
enum AccessHash {
    static func of(_ token: String) -> String {
        Base64URL.text(Array(SHA256.hash(data: Data(token.utf8))).prefix(16))
    }
}
