package import Base
import Crypto
import Foundation
package import Outbound
import Synchronization

/// Suomi.fi's Valtuudet as national.md 10.2 describes them, without a network: it believes nothing that is not as it must
/// be, and its answers are right unless a test says otherwise.
package final class FakeMandates: Sendable {
    package static let address = "https://valtuudet.example"
    package static let client = "digione-hpa"
    package static let key = "key-of-the-town"
    package static let password = "password-of-the-town"
    package static let redirect = "https://digione.example/sign-in/mandates"

    /// What it answers with; tests change it.
    package struct Manner: Sendable {
        /// Whom somebody may choose, by the identity codes of both.
        package var children: [String: [String]] = [:]
        /// Who may not be acted for, though they were chosen.
        package var disallowed: Set<String> = []
        package var isAway = false
        /// Statuses instead of the right ones, by the first words of paths.
        package var statuses: [String: Int] = [:]
        /// What comes instead of the right body, by the first words of paths.
        package var bodies: [String: String] = [:]
    }

    private struct State {
        var manner = Manner()
        var sessions: [String: String] = [:]
        var codes: [String: String] = [:]
        var tokens: [String: String] = [:]
        var calls: [Outbound.Call] = []
        var refusals: [String] = []
    }

    private let now: @Sendable () -> Instant
    private let state = Mutex(State())

    package init(now: @escaping @Sendable () -> Instant = { World.now }) { self.now = now }

    package func change(_ body: @Sendable (inout Manner) -> Void) { state.withLock { body(&$0.manner) } }

    /// Every question so far.
    package var calls: [Outbound.Call] { state.withLock { $0.calls } }
    /// Why questions were refused.
    package var refusals: [String] { state.withLock { $0.refusals } }

    /// The browser came with this `user` and chose: the code that it brings back.
    package func choose(user: String) -> String {
        state.withLock { state in
            let code = "code-\(state.codes.count + 1)"
            state.codes[code] = user.replacing("user-", with: "session-")
            return code
        }
    }

    /// The way to it, and to others behind it.
    package func outbound(_ others: Outbound) -> Outbound {
        Outbound { [self] call in
            guard call.address.hasPrefix(Self.address) else {
                return switch call.method {
                case .get: try await others.get(call.address, headers: call.headers)
                case .post: try await others.post(call.address, form: Self.fields(call.body), headers: call.headers)
                }
            }
            return try answer(to: call)
        }
    }

    private func answer(to call: Outbound.Call) throws -> Outbound.Answer {
        try state.withLock { state in
            state.calls.append(call)
            if state.manner.isAway { throw OutboundFault.unreachable }
            let path = String(call.address.dropFirst(Self.address.count))
            let name = String(path.prefix { $0 != "?" })
            func find<Value>(_ values: [String: Value]) -> Value? { values.first { name.hasPrefix($0.key) }?.value }
            if let status = find(state.manner.statuses) { return Outbound.Answer(status: status, body: []) }
            if let body = find(state.manner.bodies) { return Self.json(body) }
            guard let body = name == "/oauth/token" ? token(call, &state) : service(call, path, &state) else {
                return Outbound.Answer(status: 401, body: [])
            }
            return Self.json(body)
        }
    }

    /// Basic with client and password, everything else in the query.
    private func token(_ call: Outbound.Call, _ state: inout State) -> String? {
        let query = Dictionary(Self.fields(call.address.split(separator: "?").last.map(String.init))) { $1 }
        let basic = "Basic " + Data("\(Self.client):\(Self.password)".utf8).base64EncodedString()
        guard call.method == .post, header("Authorization", of: call) == basic,
            query["grant_type"] == "authorization_code", query["redirect_uri"] == Self.redirect,
            let code = query["code"], let session = state.codes.removeValue(forKey: code)
        else { return refuse("token", &state) }
        let token = "token-\(state.tokens.count + 1)"
        state.tokens[token] = session
        return #"{"access_token":"\#(token)","token_type":"bearer","expires_in":600}"#
    }

    private func service(_ call: Outbound.Call, _ path: String, _ state: inout State) -> String? {
        guard call.method == .get, isSigned(call, path), path.contains("?requestId=") else {
            return refuse("checksum", &state)
        }
        let parts = path.prefix { $0 != "?" }.split(separator: "/").map { String($0).removingPercentEncoding ?? "" }
        if parts.starts(with: ["service", "hpa", "user", "register", Self.client]), parts.count == 6 {
            let number = state.sessions.count + 1
            state.sessions["session-\(number)"] = parts[5]
            return #"{"sessionId":"session-\#(number)","userId":"user-\#(number)"}"#
        }
        guard parts.count >= 5, parts.starts(with: ["service", "hpa", "api"]), let who = state.sessions[parts[4]],
            let bearer = header("Authorization", of: call), bearer.hasPrefix("Bearer "),
            state.tokens[String(bearer.dropFirst(7))] == parts[4]
        else { return refuse("bearer", &state) }
        let children = state.manner.children[who] ?? []
        if parts[3] == "delegate" {
            return "[" + children.map { #"{"personId":"\#($0)","name":"Salainen Nimi"}"# }.joined(separator: ",") + "]"
        }
        guard parts[3] == "authorization", parts.count == 6 else { return refuse("path", &state) }
        let isAllowed = children.contains(parts[5]) && !state.manner.disallowed.contains(parts[5])
        return #"{"result":"\#(isAllowed ? "ALLOWED" : "DISALLOWED")"}"#
    }

    /// The clock may be five minutes off.
    private func isSigned(_ call: Outbound.Call, _ path: String) -> Bool {
        let words = (header("X-AsiointivaltuudetAuthorization", of: call) ?? "").split(separator: " ").map(String.init)
        guard words.count == 3, words[0] == Self.client, let time = Instant(words[1]),
            abs(time.milliseconds - now().milliseconds) <= 300_000
        else { return false }
        let code = HMAC<SHA256>.authenticationCode(
            for: Data("\(path) \(words[1])".utf8), using: SymmetricKey(data: Data(Self.key.utf8)))
        return words[2] == Data(code).base64EncodedString()
    }

    private func refuse(_ why: String, _ state: inout State) -> String? {
        state.refusals.append(why)
        return nil
    }

    private func header(_ name: String, of call: Outbound.Call) -> String? {
        call.headers.first { $0.name == name }?.value
    }

    private static func json(_ text: String) -> Outbound.Answer {
        Outbound.Answer(status: 200, headers: [("Content-Type", "application/json")], body: Array(text.utf8))
    }

    private static func fields(_ text: String?) -> [(name: String, value: String)] {
        (text ?? "").split(separator: "&").map { pair in
            let parts = pair.split(separator: "=", maxSplits: 1).map { String($0).removingPercentEncoding ?? "" }
            return (parts[0], parts.count > 1 ? parts[1] : "")
        }
    }
}
