import Base
import Clients
import Foundation
import Web

/// What a client asks for on behalf of whoever sits at the browser (OIDC Core §3.1.2.1), read and judged.
struct AuthorizationRequest: Sendable {
    enum ResponseMode: String, Sendable {
        case query
        case formPost = "form_post"
    }

    enum Prompt: String, CaseIterable, Sendable {
        case none, login, consent
        case selectAccount = "select_account"
    }

    let redirect: OutsideAddress
    let mode: ResponseMode
    let state: String?
    let scope: Scope
    let nonce: String?
    let challenge: String?
    let prompts: Set<Prompt>
    let maxAge: Int64?
    let idTokenHint: String?
    let languages: [Language]
    let claims: ClaimsRequest
    let asksAuthTime: Bool
    /// How sure it must be who signs in.
    let wanted: WantedLevel
    /// The key that the code shall be worth nothing without (RFC 9449 §10).
    let key: KeyThumbprint?
}

/// Where an answer goes, known before anything else is judged.
struct ReturnAddress: Sendable {
    let redirect: OutsideAddress
    let mode: AuthorizationRequest.ResponseMode
    let state: String?

    /// The address that the client registered, compared as it stands (RFC 9700 §2.1); nil is never led anywhere.
    ///
    /// A native application may listen on any port of loopback (RFC 8252 §7.3).
    init?(_ parameters: Parameters, of client: Client) {
        guard let text = try? parameters.one("redirect_uri"), let address = OutsideAddress(registered: text),
            client.metadata.redirectURIs.contains(where: { Self.matches(text, $0, of: client) })
        else { return nil }
        redirect = address
        mode =
            (try? parameters.one("response_mode")).flatMap { $0 }.flatMap(AuthorizationRequest.ResponseMode.init)
            ?? .query
        state = try? parameters.one("state")
    }

    private static func matches(_ text: String, _ registered: String, of client: Client) -> Bool {
        if text == registered { return true }
        guard client.metadata.applicationType == "native", let own = withoutPort(registered) else { return false }
        return withoutPort(text) == own
    }

    /// An address on loopback by its number, without its port; nil for every other one.
    private static func withoutPort(_ text: String) -> String? {
        guard var parts = URLComponents(string: text), parts.scheme == "http",
            ["127.0.0.1", "[::1]", "::1"].contains(parts.host ?? "")
        else { return nil }
        parts.port = nil
        return parts.string
    }
}

/// The parameters of a request as they came. One that comes twice is an error (RFC 6749 §3.1).
struct Parameters: Codable, Sendable {
    private var values: [String: [String]]
    /// Whether its client pushed it; only we say so.
    private(set) var wasPushed = false

    init(_ form: Form) { values = form.valuesByName }

    /// Ones of our own, each once.
    init(_ own: [String: String]) { values = own.mapValues { [$0] } }

    /// The value under `name`; an empty one counts as none (RFC 6749 §3.1).
    func one(_ name: String) throws(OAuthError) -> String? {
        guard let all = values[name] else { return nil }
        guard all.count == 1 else { throw OAuthError(.invalidRequest, "\(name) is given more than once.") }
        return all[0].isEmpty ? nil : all[0]
    }

    func has(_ name: String) -> Bool { values[name] != nil }

    /// The same, as its client pushed it, without what showed who the client is.
    ///
    /// - Parameter key: the one that it proved with the request, which then stands for `dpop_jkt` (RFC 9449 §10.1).
    func pushed(by client: ID<Client>, key: KeyThumbprint?) -> Parameters {
        var parameters = self
        for name in ["client_secret", "client_assertion", "client_assertion_type"] { parameters.values[name] = nil }
        parameters.values["client_id"] = [client.description]
        if let key { parameters.values["dpop_jkt"] = [key.rawValue] }
        parameters.wasPushed = true
        return parameters
    }
}

extension AuthorizationRequest {
    /// Judges everything but the address to answer at.
    init(
        _ parameters: Parameters, at address: ReturnAddress, of client: Client, isPushed: Bool
    ) throws(OAuthError) {
        guard let type = try parameters.one("response_type") else {
            throw OAuthError(.invalidRequest, "response_type is missing.")
        }
        guard type == "code" else { throw OAuthError(.unsupportedResponseType, "response_type must be code.") }
        guard client.may(.authorizationCode) else {
            throw OAuthError(.unauthorizedClient, "The client is not registered for the code flow.")
        }
        // OIDC Core §6.1: what is not supported is refused, not passed over.
        if parameters.has("request") { throw OAuthError(.requestNotSupported, "request is not supported.") }
        if parameters.has("request_uri") {
            throw OAuthError(.requestURINotSupported, "request_uri is not supported.")
        }
        if let mode = try parameters.one("response_mode"), ResponseMode(rawValue: mode) == nil {
            throw OAuthError(.invalidRequest, "response_mode must be query or form_post.")
        }
        (redirect, mode, state) = (address.redirect, address.mode, try parameters.one("state"))
        scope = Scope(try parameters.one("scope") ?? "")
        guard scope.isOpenID else { throw OAuthError(.invalidScope, "scope must have openid.") }
        nonce = try parameters.one("nonce")
        challenge = try Self.challenge(parameters, of: client, nonce: nonce)
        prompts = try Self.prompts(parameters)
        maxAge = try Self.maxAge(parameters) ?? client.metadata.defaultMaxAge
        idTokenHint = try parameters.one("id_token_hint")
        languages = (try parameters.one("ui_locales") ?? "").split(separator: " ").compactMap {
            Language(rawValue: String($0.prefix(2)).lowercased())
        }
        claims = try ClaimsRequest(try parameters.one("claims"))
        // OIDC Core §2: auth_time is required when max_age is asked for or the client registered so.
        asksAuthTime = parameters.has("max_age") || client.metadata.requiresAuthTime == true || claims.asksAuthTime
        wanted = Self.wanted(try parameters.one("acr_values"), claims.level, client)
        key = try parameters.one("dpop_jkt").map { text throws(OAuthError) in
            guard let key = KeyThumbprint(rawValue: text) else {
                throw OAuthError(.invalidRequest, "dpop_jkt is no thumbprint of a key.")
            }
            return key
        }
        if client.metadata.requiresPushedRequests == true, !isPushed {
            throw OAuthError(.invalidRequest, "The client registered to push its requests (RFC 9126 §6).")
        }
    }

    /// RFC 7636 §4.3, RFC 9700 §2.1.1: S256 alone; needed unless the administrator switched it off and there is a nonce.
    private static func challenge(
        _ parameters: Parameters, of client: Client, nonce: String?
    ) throws(OAuthError) -> String? {
        let method = try parameters.one("code_challenge_method")
        guard let challenge = try parameters.one("code_challenge") else {
            guard method == nil else { throw OAuthError(.invalidRequest, "code_challenge is missing.") }
            guard !client.isPublic, !client.needsPKCE, nonce != nil else {
                throw OAuthError(.invalidRequest, "code_challenge is missing (RFC 7636).")
            }
            return nil
        }
        guard method == "S256" else {
            throw OAuthError(.invalidRequest, "code_challenge_method must be S256.")
        }
        guard challenge.utf8.count == 43, Base64URL.bytes(challenge)?.count == 32 else {
            throw OAuthError(.invalidRequest, "code_challenge is no S256 value.")
        }
        return challenge
    }

    /// OIDC Core §3.1.2.1: `none` stands alone; words that nobody knows are passed over.
    private static func prompts(_ parameters: Parameters) throws(OAuthError) -> Set<Prompt> {
        let prompts = Set(
            (try parameters.one("prompt") ?? "").split(separator: " ").compactMap { Prompt(rawValue: String($0)) })
        guard !prompts.contains(.none) || prompts.count == 1 else {
            throw OAuthError(.invalidRequest, "prompt=none must stand alone.")
        }
        return prompts
    }

    /// OIDC Core §5.5.1.1: the claim says it more closely than acr_values, and those more than what the client registered.
    private static func wanted(_ values: String?, _ claim: ClaimsRequest.Level?, _ client: Client) -> WantedLevel {
        if let claim, !claim.values.isEmpty { return WantedLevel(names: claim.values, isEssential: claim.isEssential) }
        let named = values.map { $0.split(separator: " ").map(String.init) }
        return WantedLevel(names: named ?? client.metadata.defaultLevels ?? [], isEssential: false)
    }

    private static func maxAge(_ parameters: Parameters) throws(OAuthError) -> Int64? {
        guard let text = try parameters.one("max_age") else { return nil }
        guard let seconds = Int64(text), ages.contains(seconds) else {
            throw OAuthError(.invalidRequest, "max_age must be a number of seconds.")
        }
        return seconds
    }

    /// The seconds that may have passed since somebody signed in.
    static let ages: ClosedRange<Int64> = 0...1_000_000_000
}
