import Accounts
import Base
import Clients
import HTTPTypes
import Storage
import Web

/// What a device is given to show and to ask with (RFC 8628 §3.2).
struct DeviceAnswer: Encodable, Sendable {
    let deviceCode: String
    let userCode: String
    let verificationURI: String
    let verificationURIComplete: String
    let expiresIn: Int64
    let interval: Int64

    enum CodingKeys: String, CodingKey {
        case deviceCode = "device_code"
        case userCode = "user_code"
        case verificationURI = "verification_uri"
        case verificationURIComplete = "verification_uri_complete"
        case expiresIn = "expires_in"
        case interval
    }
}

extension OpenID {
    /// Signing in on a device without a keyboard, such as a class-room screen (RFC 8628).
    func mountDevice(on site: Site<Viewer>) {
        site.outside(
            .post, OpenIDPath.deviceAuthorization, isForScripts: true,
            answering { call in try await beginDevice(call) })
        mountDevicePages(on: site)
    }

    /// RFC 8628 §3.1, §3.2.
    private func beginDevice(_ call: OutsideCall) async throws -> OutsideAnswer {
        let client = try await caller(call)
        guard client.may(.deviceCode) else {
            throw OAuthError(.unauthorizedClient, "The client is not registered for the device grant.")
        }
        let scope = try Parameters(call.form).one("scope").map { Scope($0) } ?? Scope("openid")
        guard scope.isOpenID else { throw OAuthError(.invalidScope, "scope must have openid.") }
        let token = Token.session()
        let (fault, code) = try await database.write { writer -> (Fault?, UserCode?) in
            let fault = try Throttle.refusal([.devices(at: call.address)], at: call.now, in: writer)
            guard fault == nil else { return (fault, nil) }
            return (nil, try freeCode(for: token, client, scope.known, call.now, writer))
        }
        if let fault, case .tooMany(let seconds) = fault.kind { throw OAuthError(tooManyUntil: seconds) }
        guard fault == nil, let code else { throw OAuthError(.temporarilyUnavailable, "No code is free; try again.") }
        return try .json(answer(token, code))
    }

    /// Two devices never show the same code at one time.
    private func freeCode(
        for token: Token, _ client: Client, _ scope: Scope, _ now: Instant, _ writer: any Writer
    ) throws -> UserCode? {
        for _ in 0..<5 {
            let code = UserCode.random()
            if try DeviceRequest.add(token, code, of: client.id, scope, at: now, in: writer) { return code }
        }
        return nil
    }

    private func answer(_ token: Token, _ code: UserCode) -> DeviceAnswer {
        // The code stands in the path, which is kept while somebody signs in on the way.
        DeviceAnswer(
            deviceCode: token.text, userCode: code.shown, verificationURI: issuer + OpenIDPath.device().description,
            verificationURIComplete: issuer + OpenIDPath.deviceWithCode(code.shown).description,
            expiresIn: DeviceRequest.minutes * 60, interval: DeviceRequest.firstInterval)
    }

    /// What a question of a device ends in. A refusal is no error of the write: that it asked is kept.
    private enum Polled: Sendable {
        case refused(OAuthError)
        case redeemed(Redeemed)
    }

    /// RFC 8628 §3.4, §3.5: the device asks until somebody has answered.
    func redeemDevice(
        _ parameters: Parameters, _ client: Client, _ key: KeyThumbprint?, _ now: Instant
    ) async throws -> TokenAnswer {
        guard let text = try parameters.one("device_code") else {
            throw OAuthError(.invalidRequest, "device_code is missing.")
        }
        let outcome: Polled = try await database.write { writer in
            try polled(Token(text: text), client, key, now, writer)
        }
        switch outcome {
        case .refused(let error): throw error
        case .redeemed(let redeemed): return try await answer(redeemed, client, key, now)
        }
    }

    private func polled(
        _ token: Token, _ client: Client, _ key: KeyThumbprint?, _ now: Instant, _ writer: any Writer
    ) throws -> Polled {
        guard let request = try writer.first(DeviceRequest.behind(device: token)), request.client == client.id else {
            throw OAuthError(.invalidGrant, "The device_code is not one of this client.")
        }
        switch DeviceStep.next(for: request, at: now) {
        case .wait:
            try DeviceRequest.poll(token, interval: request.interval, at: now, in: writer)
            return .refused(OAuthError(.authorizationPending, "Nobody has answered yet."))
        case .slowDown(let interval):
            try DeviceRequest.poll(token, interval: interval, at: now, in: writer)
            return .refused(OAuthError(.slowDown, "Wait \(interval) seconds between questions."))
        case .expired: return .refused(OAuthError(.expiredToken, "Nobody has answered in time."))
        case .refused: return .refused(OAuthError(.accessDenied, "They refused."))
        case .replayed(let grant): return .redeemed(try Self.replayed(grant, at: now, writer))
        case .redeem(let id):
            guard let grant = try writer.first(ClientGrant.open(id, at: now, limits)) else {
                return .refused(OAuthError(.invalidGrant, "They have signed out."))
            }
            guard try DeviceRequest.redeem(token, at: now, in: writer) else {
                return .redeemed(try Self.replayed(id, at: now, writer))
            }
            let refresh = grant.isOffline || client.mayRefresh ? Token.session() : nil
            if let refresh {
                try RefreshToken.add(
                    refresh, for: id, grant.scope, key: client.isPublic ? key : nil, at: now, in: writer)
            }
            return .redeemed(.tokens(grant, code: nil, scope: grant.scope, refresh: refresh))
        }
    }
}
