import Base
import Clients
import Foundation
import Outbound
import Storage

/// The conversation with an identity provider behind the browser's back: a code for tokens, tokens for claims.
struct Exchange: Sendable {
    let outbound: Outbound
    let book: IssuerBook
    let seal: Seal
    /// Signs what shows that it is us, with the key that our JWKS document has.
    let sign: @Sendable (ClientAssertion) async throws -> String
    /// Keys of ours that one identity provider alone knows.
    let partyKeys: PartyKeys

    /// What belongs to one attempt.
    struct Attempt: Sendable {
        let code: String
        let verifier: Secret<String>
        let nonceHash: [UInt8]
        let redirect: String
        let now: Instant
        /// Since when whoever comes must have shown who they are.
        var authenticatedSince: Instant?
    }

    /// Whom a code is for.
    struct Told: Sendable {
        let claims: ClaimSet
        /// The ID Token, decrypted and verified.
        let token: String
    }

    /// The claims of whoever the code is for. Userinfo goes before the ID Token, if both are about the same subject.
    func claims(
        _ attempt: Attempt, from party: IdentityProvider, _ metadata: IssuerMetadata
    ) async throws(ExchangeFault) -> Told {
        let tokens = try await tokens(attempt, party, metadata)
        let token = try await opened(tokens.id, party)
        let claims = try await verified(token, party, metadata)
        let rules = TokenRules(
            issuer: metadata.issuer, clientID: party.clientID, nonceHash: attempt.nonceHash, now: attempt.now,
            authenticatedSince: attempt.authenticatedSince, classes: party.manner.classes)
        do {
            try rules.check(claims, accessToken: tokens.access, code: attempt.code)
        } catch {
            throw .claims(error)
        }
        guard party.profile.asksUserinfo, let endpoint = metadata.userinfoEndpoint else {
            return Told(claims: claims, token: token)
        }
        let userinfo = try await userinfo(endpoint, tokens.access)
        // OpenID Connect Core 5.3.2: otherwise nothing of it may be used, and here nothing of anything is.
        guard let subject = userinfo.text("sub"), subject == claims.text("sub") else { throw .otherSubject }
        return Told(claims: claims.under(userinfo), token: token)
    }

    /// Leaves a signed request behind the browser's back; what the browser carries instead (RFC 9126 §2).
    func push(
        _ request: String, _ party: IdentityProvider, to endpoint: String, _ metadata: IssuerMetadata, at now: Instant
    ) async throws(ExchangeFault) -> String {
        let (form, headers) = try await proof(party, metadata, at: now)
        let answer: Outbound.Answer
        do {
            answer = try await outbound.post(
                endpoint,
                form: form.filter { $0.name != "client_id" } + [("client_id", party.clientID), ("request", request)],
                headers: headers)
        } catch {
            throw .unreachable(error)
        }
        let document = ClaimSet(json: answer.body)
        guard answer.status == 201 else { throw refusal(document, answer.status) }
        guard let uri = document?.text("request_uri"), uri.utf8.count <= 2000,
            uri.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F }), let seconds = document?.seconds("expires_in"), seconds > 0
        else { throw .pushed }
        return uri
    }

    /// What the token endpoint, or another of the same kind, says when it refuses (RFC 6749 §5.2).
    private func refusal(_ document: ClaimSet?, _ status: Int) -> ExchangeFault {
        let code = document?.text("error")?.filter { $0.isASCII && ($0.isLetter || $0 == "_") }
        return code.map { .refused(String($0.prefix(40))) } ?? .status(status)
    }

    private struct Tokens {
        let id: String
        let access: String
    }

    /// OpenID Connect Core 3.1.3.
    private func tokens(
        _ attempt: Attempt, _ party: IdentityProvider, _ metadata: IssuerMetadata
    ) async throws(ExchangeFault) -> Tokens {
        let (proof, headers) = try await proof(party, metadata, at: attempt.now)
        let form =
            [
                (name: "grant_type", value: "authorization_code"), (name: "code", value: attempt.code),
                (name: "redirect_uri", value: attempt.redirect),
                (name: "code_verifier", value: attempt.verifier.reveal()),
            ] + proof
        let answer: Outbound.Answer
        do {
            answer = try await outbound.post(metadata.tokenEndpoint, form: form, headers: headers)
        } catch {
            throw .unreachable(error)
        }
        let document = ClaimSet(json: answer.body)
        guard answer.status == 200 else { throw refusal(document, answer.status) }
        guard let document, document.text("token_type")?.lowercased() == "bearer",
            let id = document.text("id_token"), let access = document.text("access_token"),
            access.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F })
        else { throw .tokenAnswer }
        return Tokens(id: id, access: access)
    }

    /// What shows that it is us, in the form and in the headers.
    private func proof(
        _ party: IdentityProvider, _ metadata: IssuerMetadata, at now: Instant
    ) async throws(ExchangeFault) -> (form: [(name: String, value: String)], headers: [(name: String, value: String)]) {
        let accept = (name: "Accept", value: "application/json")
        switch party.authentication {
        case .basic:
            // RFC 6749 §2.3.1: both are form-encoded before they are joined.
            let pair = "\(FormText.encoded(party.clientID)):\(FormText.encoded(try secret(of: party).reveal()))"
            return ([], [accept, ("Authorization", "Basic \(Data(pair.utf8).base64EncodedString())")])
        case .post:
            return ([("client_id", party.clientID), ("client_secret", try secret(of: party).reveal())], [accept])
        case .key: return (try await assertion(party, metadata, at: now), [accept])
        }
    }

    /// OpenID Connect Core 9, RFC 7523 §2.2.
    private func assertion(
        _ party: IdentityProvider, _ metadata: IssuerMetadata, at now: Instant
    ) async throws(ExchangeFault) -> [(name: String, value: String)] {
        let claims = ClientAssertion(of: party.clientID, to: metadata.tokenEndpoint, at: now)
        let made =
            party.profile.hasOwnKeys
            ? try? await partyKeys.signer(for: party).sign(claims, type: "JWT") : try? await sign(claims)
        guard let signed = made else { throw .secret }
        return [
            ("client_id", party.clientID), ("client_assertion", signed),
            ("client_assertion_type", "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"),
        ]
    }

    private func secret(of party: IdentityProvider) throws(ExchangeFault) -> Secret<String> {
        guard let sealed = party.sealedSecret,
            let bytes = try? seal.open(sealed, for: IdentityProvider.secretPlace),
            let text = String(validating: bytes, as: UTF8.self)
        else { throw .secret }
        return Secret(text)
    }

    /// What is inside a token that was agreed to be encrypted; one that is not encrypted is refused, since anybody between
    /// could have made it so.
    func opened(_ token: String, _ party: IdentityProvider) async throws(ExchangeFault) -> String {
        guard let agreed = party.manner.encryption else { return token }
        guard EncryptedToken.isOne(token) else { throw .notEncrypted }
        guard let keys = try? await partyKeys.opening(for: party, agreed.key) else { throw .secret }
        do {
            return try EncryptedToken.text(of: token, with: keys, agreed)
        } catch {
            throw .token(error)
        }
    }

    /// A token's claims, its signature verified by one key; one that we do not know makes us look once more.
    func verified(
        _ token: String, _ party: IdentityProvider, _ metadata: IssuerMetadata
    ) async throws(ExchangeFault) -> ClaimSet {
        let keys = try await book.keys(at: metadata.keys)
        do {
            return try await read(token, keys, party)
        } catch .token(.unknownKey) {
            guard let new = try await book.newKeys(at: metadata.keys) else { throw .token(.unknownKey) }
            return try await read(token, new, party)
        }
    }

    private func read(
        _ token: String, _ keys: [UInt8], _ party: IdentityProvider
    ) async throws(ExchangeFault) -> ClaimSet {
        do {
            return try await TokenCheck.claims(
                of: token, in: JWKSet(json: keys), algorithm: party.algorithm, type: nil, as: ClaimSet.self)
        } catch let fault as TokenFault {
            throw .token(fault)
        } catch {
            throw .token(.malformed)
        }
    }

    /// OpenID Connect Core 5.3.
    private func userinfo(_ endpoint: String, _ token: String) async throws(ExchangeFault) -> ClaimSet {
        let answer: Outbound.Answer
        do {
            answer = try await outbound.get(
                endpoint, headers: [("Authorization", "Bearer \(token)"), ("Accept", "application/json")])
        } catch {
            throw .unreachable(error)
        }
        guard answer.status == 200 else { throw .status(answer.status) }
        guard answer.type == "application/json", let claims = ClaimSet(json: answer.body) else { throw .userinfo }
        return claims
    }
}
