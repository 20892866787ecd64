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

    /// What belongs to one attempt.
    struct Attempt: Sendable {
        let code: String
        let verifier: Secret<String>
        let nonceHash: [UInt8]
        let redirect: String
        let now: Instant
    }

    /// The claims of whoever the code is for. Userinfo goes before the ID Token, if both are about the same subject.
    func claims(
        _ attempt: Attempt, from party: IdentityProvider, _ metadata: IssuerMetadata
    ) async throws(ExchangeFault) -> ClaimSet {
        let tokens = try await tokens(attempt, party, metadata)
        let claims = try await verified(tokens.id, party, metadata)
        let rules = TokenRules(
            issuer: metadata.issuer, clientID: party.clientID, nonceHash: attempt.nonceHash, now: attempt.now)
        do {
            try rules.check(claims, accessToken: tokens.access, code: attempt.code)
        } catch {
            throw .claims(error)
        }
        guard let endpoint = metadata.userinfoEndpoint else { return claims }
        let userinfo = try await userinfo(endpoint, tokens.access)
        // OpenID Connect Core 5.3.2: otherwise nothing of it may be used, and here nothing of anything is.
        guard let subject = userinfo.text("sub"), subject == claims.text("sub") else { throw .otherSubject }
        return claims.under(userinfo)
    }

    private struct Tokens {
        let id: String
        let access: String
    }

    /// OpenID Connect Core 3.1.3.
    private func tokens(
        _ attempt: Attempt, _ party: IdentityProvider, _ metadata: IssuerMetadata
    ) async throws(ExchangeFault) -> Tokens {
        var form = [
            (name: "grant_type", value: "authorization_code"), (name: "code", value: attempt.code),
            (name: "redirect_uri", value: attempt.redirect), (name: "code_verifier", value: attempt.verifier.reveal()),
        ]
        var headers = [(name: "Accept", value: "application/json")]
        switch party.authentication {
        case .basic:
            // RFC 6749 §2.3.1: both are form-encoded before they are joined.
            let pair = "\(FormText.encoded(party.clientID)):\(FormText.encoded(try secret(of: party).reveal()))"
            headers.append(("Authorization", "Basic \(Data(pair.utf8).base64EncodedString())"))
        case .post: form += [("client_id", party.clientID), ("client_secret", try secret(of: party).reveal())]
        case .key: form += try await assertion(attempt, party, metadata)
        }
        let answer: Outbound.Answer
        do {
            answer = try await outbound.post(metadata.tokenEndpoint, form: form, headers: headers)
        } catch {
            throw .unreachable(error)
        }
        let document = ClaimSet(json: answer.body)
        guard answer.status == 200 else {
            let code = document?.text("error")?.filter { $0.isASCII && ($0.isLetter || $0 == "_") }
            throw code.map { .refused(String($0.prefix(40))) } ?? .status(answer.status)
        }
        guard let document, document.text("token_type")?.lowercased() == "bearer",
            let id = document.text("id_token"), let access = document.text("access_token"),
            access.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F })
        else { throw .tokenAnswer }
        return Tokens(id: id, access: access)
    }

    /// OpenID Connect Core 9, RFC 7523 §2.2.
    private func assertion(
        _ attempt: Attempt, _ party: IdentityProvider, _ metadata: IssuerMetadata
    ) async throws(ExchangeFault) -> [(name: String, value: String)] {
        let claims = ClientAssertion(of: party.clientID, to: metadata.tokenEndpoint, at: attempt.now)
        guard let signed = try? await sign(claims) else { throw .secret }
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

    /// The ID Token's claims, its signature verified by one key; one that we do not know makes us look once more.
    private func verified(
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
