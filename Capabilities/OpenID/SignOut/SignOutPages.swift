import Accounts
import Base
import Clients
import HTTPTypes
import SignIn
import Storage
package import Web

/// What a service asks when its user signs out (RP-Initiated Logout §2), as it waits for an answer.
struct SignOutRequest: Sendable {
    let client: ID<Client>?
    let redirect: OutsideAddress?
    let state: String?
    /// The grant whose ID Token the service showed, and its subject.
    let grant: ID<ClientGrant>?
    let isRefused: Bool

    /// What leads back to the service by a detour; nil where it wants nobody back.
    var returning: Parameters? {
        guard let client, let redirect else { return nil }
        return Parameters(
            ["client_id": client.description, "post_logout_redirect_uri": redirect.description]
                .merging(state.map { ["state": $0] } ?? [:]) { $1 })
    }
}

extension OpenID {
    func mountSignOut(on site: Site<Viewer>) {
        site.get(OpenIDPath.signOut, may: .anyone, load: { _, _, _ in }) { _, viewer, visit in
            try await signOut(Parameters(visit.query), viewer, visit)
        }
        site.outside(
            .post, OpenIDPath.signOut, limit: Self.requestBytes, answering { call in try await keepSignOut(call) })
        site.get(OpenIDPath.signOutRequest, may: .anyone, load: loadSignOut) { model, viewer, visit in
            guard let parameters = model else { return .page(problemPage(.requestIsOver, visit)) }
            return try await signOut(parameters, viewer, visit)
        }
        site.post(OpenIDPath.signOutAnswer, may: .signedIn) { (viewer: Viewer, visit: Visit) in
            let token = Token(text: try visit.text("request"))
            let pending = try await database.read { reader in
                try reader.first(PendingSignOut.behind(token, at: visit.now))
            }
            let request = try await pending.asyncMap { try await self.request($0, visit) }
            return try await end(viewer, request, visit)
        }
    }

    private func loadSignOut(_ reader: any Reader, _ viewer: Viewer?, _ visit: Visit) throws -> Parameters? {
        try reader.first(PendingSignOut.behind(Token(text: visit.text("request")), at: visit.now))
    }

    /// A form of another site brings no cookie: it waits and comes back by GET.
    private func keepSignOut(_ call: OutsideCall) async throws -> OutsideAnswer {
        try rates.count(.requests, from: call.address, at: call.now)
        let token = Token.session()
        try await database.write { writer in
            try PendingSignOut.add(token, Parameters(call.form), at: call.now, in: writer)
        }
        return .seeOther(OpenIDPath.signOutRequest(token.text))
    }

    /// With a good hint of this very session the session ends at once; otherwise they are asked (§2, §6).
    private func signOut(_ parameters: Parameters, _ viewer: Viewer?, _ visit: Visit) async throws -> Outcome {
        let request = try await request(parameters, visit)
        if request.isRefused { return .page(signOutProblem(visit)) }
        guard let viewer else { return left(request, []) }
        if let grant = request.grant, try await isOf(grant, viewer.session) {
            return try await end(viewer, request, visit)
        }
        let token = Token.session()
        try await database.write { writer in
            try PendingSignOut.add(token, parameters, at: visit.now, in: writer)
        }
        return .page(signOutPage(request, token, visit))
    }

    private func isOf(_ grant: ID<ClientGrant>, _ session: ID<Session>) async throws -> Bool {
        try await database.read { reader in try reader.first(ClientGrant.session(of: grant)) == session }
    }

    /// Reads a hint whose time may be over but whose signature must be good; its client is the one that asks. An address to
    /// go back to must be registered by that client; otherwise nobody is led anywhere (§2, §3).
    private func request(_ parameters: Parameters, _ visit: Visit) async throws -> SignOutRequest {
        do {
            let hint = try parameters.one("id_token_hint")
            let hinted = try await hint.asyncMap { text in
                try await TokenCheck.own(text, in: ring.verifying(), type: IDClaims.type, as: IDClaims.self)
            }
            let named = try parameters.one("client_id")
            let clientText = hinted?.aud.names.first ?? named
            guard hinted.map({ $0.iss == issuer }) ?? true, hinted == nil || named == nil || named == clientText else {
                return Self.refused
            }
            let client =
                try await clientText.flatMap { ID<Client>($0) }.asyncMap { id in
                    try await database.read { reader in try reader.first(Client.under(id)) }
                } ?? nil
            let back = try parameters.one("post_logout_redirect_uri")
            guard back == nil || client?.metadata.postLogoutRedirectURIs?.contains(back ?? "") == true else {
                return Self.refused
            }
            return SignOutRequest(
                client: client?.id, redirect: back.flatMap(OutsideAddress.init(registered:)),
                state: try parameters.one("state"), grant: hinted.flatMap { ID<ClientGrant>($0.sid) }, isRefused: false)
        } catch is TokenFault {
            return Self.refused
        } catch is OAuthError {
            return Self.refused
        }
    }

    private static let refused = SignOutRequest(client: nil, redirect: nil, state: nil, grant: nil, isRefused: true)

    private func end(_ viewer: Viewer, _ request: SignOutRequest?, _ visit: Visit) async throws -> Outcome {
        let back = Token.session()
        let onward = try await database.write { writer -> [SignOutStep.Onward] in
            let onward = try visit.sessionToken.map { token in try steps.compactMap { try $0.load(writer, token) } }
            guard try Session.end(viewer.session, of: viewer.account, at: visit.now, in: writer) else { return [] }
            try SignInEvent.write(
                .signOut, by: .session, of: viewer.account, browser: visit.browser, at: visit.now, in: writer)
            if onward?.isEmpty == false, let parameters = request?.returning {
                try PendingSignOut.add(back, parameters, at: visit.now, in: writer)
            }
            return onward ?? []
        }
        let cookies = [NewCookie(CookieName.session, "", seconds: 0)]
        // Whoever came by an identity provider signs out there too, and only then goes back to the service.
        for step in onward {
            guard var page = await step(visit, request?.returning == nil ? nil : back.text) else { continue }
            page.cookies += cookies + (request?.returning == nil ? [.done("signed-out")] : [])
            return .page(page)
        }
        return left(request, cookies)
    }

    /// Back from a sign-out elsewhere: on to the service that began it; nil when that is not known, or no longer.
    package func returned(_ state: String, _ visit: Visit) async throws -> Outcome? {
        let pending = try await database.read { reader in
            try reader.first(PendingSignOut.behind(Token(text: state), at: visit.now))
        }
        guard let pending else { return nil }
        let request = try await self.request(pending, visit)
        return request.redirect == nil ? nil : left(request, [])
    }

    private func left(_ request: SignOutRequest?, _ cookies: [NewCookie]) -> Outcome {
        if let redirect = request?.redirect {
            return .leave(redirect.with(request?.state.map { [("state", $0)] } ?? []), cookies)
        }
        return .seeOther(ActingPath.signIn(), cookies + [.done("signed-out")])
    }

    /// The subject that an ID Token of ours names; one that is over counts, one that is not ours does not
    /// (OIDC Core §3.1.2.1).
    func hintedSubject(_ hint: String?) async throws -> String? {
        guard let hint else { return nil }
        do {
            let claims = try await TokenCheck.own(hint, in: ring.verifying(), type: IDClaims.type, as: IDClaims.self)
            guard claims.iss == issuer else { throw TokenFault.unknownKey }
            return claims.sub
        } catch is TokenFault {
            throw OAuthError(.invalidRequest, "id_token_hint is no ID Token of ours.")
        }
    }
}

extension Optional where Wrapped: Sendable {
    fileprivate func asyncMap<Value>(_ transform: (Wrapped) async throws -> Value) async rethrows -> Value? {
        guard let self else { return nil }
        return try await transform(self)
    }
}
