package import Base
import Crypto
import Foundation
package import Outbound
import Synchronization

/// An identity provider that answers without a network, rightly unless a test says otherwise.
package final class FakeIdentityProvider: Sendable {
    /// What it answers with; tests change it.
    package struct Manner: Sendable {
        /// Members of the metadata beside or instead of the right ones; null takes one away.
        package var metadata: [String: JSONValue] = [:]
        /// Members of the ID Token's header.
        package var header: [String: JSONValue] = [:]
        /// Claims of the ID Token beside or instead of the right ones; null takes one away.
        package var claims: [String: JSONValue] = [:]
        /// Claims of userinfo beside `sub`.
        package var userinfo: [String: JSONValue] = [:]
        package var userinfoType = "application/json"
        /// Members of the token answer.
        package var answer: [String: JSONValue] = [:]
        package var statuses: [String: Int] = [:]
        /// The ids under which its key is published; the header names the first.
        package var keyIDs: [String?] = ["first"]
        /// Whether the token is signed with a key that is not published.
        package var signsWithOtherKey = false
        /// What becomes of a signed token before it is sent.
        package var tamper: @Sendable (String) -> String = { $0 }
        /// The media type of userinfo, the age of keys.
        package var cacheControl: String?
        /// The public key, as JWK, for which ID Tokens and logout tokens are encrypted; nil: they are not.
        package var encryptsFor: JSONValue?
        /// What a pushed request is answered with beside or instead of what is right.
        package var pushed: [String: JSONValue] = [:]
    }

    private struct State {
        var manner = Manner()
        /// What was asked, by the code that was given for it.
        var asked: [String: [String: String]] = [:]
        var calls: [Outbound.Call] = []
        var requests: [String] = []
    }

    package static let issuer = "https://login.example"
    package let subject = "person-1"
    private let now: @Sendable () -> Instant
    private let key = P256.Signing.PrivateKey()
    private let otherKey = P256.Signing.PrivateKey()
    private let state = Mutex(State())

    package init(now: @escaping @Sendable () -> Instant = { World.now }) { self.now = now }

    /// The way to it.
    package var outbound: Outbound { Outbound { [self] call in try answer(to: call) } }

    /// Every question so far.
    package var calls: [Outbound.Call] { state.withLock { $0.calls } }

    /// The requests that were pushed, the last at the end.
    package var requests: [String] { state.withLock { $0.requests } }

    /// Changes how it answers from now on.
    package func change(_ body: @Sendable (inout Manner) -> Void) { state.withLock { body(&$0.manner) } }

    /// Somebody was led here with these parameters and signs in: the code for it.
    package func authorize(_ parameters: [String: String]) -> String {
        state.withLock { state in
            let code = "code-\(state.asked.count + 1)"
            state.asked[code] = parameters
            return code
        }
    }

    private func answer(to call: Outbound.Call) throws -> Outbound.Answer {
        let (manner, asked) = state.withLock { state in
            state.calls.append(call)
            return (state.manner, state.asked)
        }
        let path = call.address.replacing(Self.issuer, with: "")
        let body: [String: JSONValue] =
            switch path {
            case "/.well-known/openid-configuration": metadata(manner)
            case "/keys": ["keys": .list(manner.keyIDs.map(published))]
            case "/token": try tokens(manner, asked, call)
            case "/par": push(manner, call)
            case "/userinfo": ["sub": .string(subject)].merging(manner.userinfo) { $1 }
            default: throw OutboundFault.unreachable
            }
        let type = path == "/userinfo" ? manner.userinfoType : "application/json"
        let headers = [("Content-Type", type)] + (manner.cacheControl.map { [("Cache-Control", $0)] } ?? [])
        return Outbound.Answer(
            status: manner.statuses[path] ?? (body["error"] == nil ? (path == "/par" ? 201 : 200) : 400),
            headers: headers.map { (name: $0.0, value: $0.1) }, body: try bytes(body))
    }

    private func metadata(_ manner: Manner) -> [String: JSONValue] {
        merged(
            [
                "issuer": .string(Self.issuer), "authorization_endpoint": .string(Self.issuer + "/authorize"),
                "token_endpoint": .string(Self.issuer + "/token"),
                "userinfo_endpoint": .string(Self.issuer + "/userinfo"),
                "jwks_uri": .string(Self.issuer + "/keys"),
            ], manner.metadata)
    }

    /// RFC 7636 §4.6: the verifier must be that of the challenge.
    private func tokens(
        _ manner: Manner, _ all: [String: [String: String]], _ call: Outbound.Call
    ) throws -> [String: JSONValue] {
        let form = fields(call)
        let asked = all[form["code"] ?? ""] ?? [:]
        let hash = Data(SHA256.hash(data: Data((form["code_verifier"] ?? "").utf8)))
        guard form["grant_type"] == "authorization_code", text(hash) == asked["code_challenge"],
            form["redirect_uri"] == asked["redirect_uri"]
        else { return ["error": "invalid_grant"] }
        return merged(
            [
                "token_type": "Bearer", "access_token": "access-1", "expires_in": 300,
                "id_token": .string(try token(manner, asked)),
            ], manner.answer)
    }

    private func fields(_ call: Outbound.Call) -> [String: String] {
        Dictionary(
            (call.body ?? "").split(separator: "&").map { pair in
                let parts = pair.split(separator: "=", maxSplits: 1).map { String($0).removingPercentEncoding ?? "" }
                return (parts[0], parts.count > 1 ? parts[1] : "")
            }
        ) { $1 }
    }

    /// RFC 9126 §2.2.
    private func push(_ manner: Manner, _ call: Outbound.Call) -> [String: JSONValue] {
        state.withLock { $0.requests.append(fields(call)["request"] ?? "") }
        return merged(["request_uri": "urn:ietf:params:oauth:request_uri:one", "expires_in": 60], manner.pushed)
    }

    /// A logout token of this very moment, right unless a test says otherwise (Back-Channel Logout 1.0 §2.4).
    package func logoutToken(
        _ changes: [String: JSONValue] = [:], header: [String: JSONValue] = [:], for client: String = "digione"
    ) throws -> String {
        let seconds = Double(now().milliseconds / 1000)
        let claims = merged(
            [
                "iss": .string(Self.issuer), "aud": .string(client), "iat": .number(seconds),
                "exp": .number(seconds + 120), "jti": "notice-1", "sub": .string(subject),
                "events": ["http://schemas.openid.net/event/backchannel-logout": [:]],
            ], changes)
        return try sign(claims, header, state.withLock { $0.manner })
    }

    private func sign(
        _ claims: [String: JSONValue], _ changes: [String: JSONValue], _ manner: Manner
    ) throws -> String {
        let id = manner.keyIDs.first ?? nil
        let header = merged(["alg": "ES256", "kid": id.map { .string($0) } ?? .null], changes)
        let signed = "\(text(Data(try bytes(header)))).\(text(Data(try bytes(claims))))"
        let signature = try (manner.signsWithOtherKey ? otherKey : key).signature(for: Data(signed.utf8))
        let token = manner.tamper("\(signed).\(text(signature.rawRepresentation))")
        return try manner.encryptsFor.map { try TokenEncryption.encrypted(token, for: $0) } ?? token
    }

    private func token(_ manner: Manner, _ asked: [String: String]) throws -> String {
        let seconds = Double(now().milliseconds / 1000)
        let claims = merged(
            [
                "iss": .string(Self.issuer), "aud": .string(asked["client_id"] ?? ""), "sub": .string(subject),
                "iat": .number(seconds), "exp": .number(seconds + 300), "nonce": .string(asked["nonce"] ?? ""),
            ], manner.claims)
        return try sign(claims, manner.header, manner)
    }

    private func published(_ id: String?) -> JSONValue {
        let point = key.publicKey.rawRepresentation
        return .object(
            merged(
                [
                    "kty": "EC", "crv": "P-256", "use": "sig", "kid": id.map { .string($0) } ?? .null,
                    "x": .string(text(point.prefix(32))), "y": .string(text(point.suffix(32))),
                ], [:]))
    }

    /// What is null is left out.
    private func merged(_ usual: [String: JSONValue], _ changes: [String: JSONValue]) -> [String: JSONValue] {
        usual.merging(changes) { $1 }.filter { $0.value != .null }
    }

    private func bytes(_ object: [String: JSONValue]) throws -> [UInt8] { Array(try JSONEncoder().encode(object)) }

    private func text(_ bytes: Data) -> String {
        bytes.base64EncodedString().replacing("+", with: "-").replacing("/", with: "_").replacing("=", with: "")
    }
}
