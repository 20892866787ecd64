import Accounts
import Base
import Clients
import TestKit
import Testing
import Web

@testable import OpenID

/// OIDC Core §3.1.2: what a request may ask for and what follows from it.
@Suite struct StepTests {
    private static let told = World.now

    static func client(_ change: (inout ClientMetadata) -> Void = { _ in }, needsPKCE: Bool = true) -> Client {
        var metadata = ClientMetadata(clientName: "Palvelu")
        metadata.redirectURIs = ["https://service.example/back"]
        change(&metadata)
        return Client(id: ID.new(at: World.now), metadata: metadata, needsPKCE: needsPKCE)
    }

    static let challenge = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM"

    static func parameters(_ more: String = "", without left: Set<String> = []) throws -> Parameters {
        let standard = [
            ("response_type", "code"), ("scope", "openid"), ("redirect_uri", "https://service.example/back"),
            ("state", "s"), ("code_challenge", challenge), ("code_challenge_method", "S256"),
        ].filter { !left.contains($0.0) }.map { "\($0.0)=\($0.1)" }.joined(separator: "&")
        return Parameters(try Form(encoded: standard + (more.isEmpty ? "" : "&\(more)")))
    }

    static func request(_ parameters: Parameters, _ client: Client = client()) throws -> AuthorizationRequest {
        let address = try #require(ReturnAddress(parameters, of: client))
        return try AuthorizationRequest(parameters, at: address, of: client, isPushed: false)
    }

    @Test(arguments: [
        ("", ["response_type"], OAuthError.Code.invalidRequest),
        ("response_type=token", ["response_type"], .unsupportedResponseType),
        ("", ["scope"], .invalidScope), ("scope=profile", ["scope"], .invalidScope),
        ("request=e30", [], .requestNotSupported), ("request_uri=https://a.example/r", [], .requestURINotSupported),
        ("response_mode=fragment", [], .invalidRequest),
        ("prompt=none+login", [], .invalidRequest), ("max_age=-1", [], .invalidRequest),
        ("max_age=soon", [], .invalidRequest), ("state=t", [], .invalidRequest), ("claims=x", [], .invalidRequest),
        ("", ["code_challenge", "code_challenge_method"], .invalidRequest),
        ("", ["code_challenge_method"], .invalidRequest),
        ("code_challenge_method=plain", ["code_challenge_method"], .invalidRequest),
        ("code_challenge=short", ["code_challenge"], .invalidRequest),
    ])
    func `OIDC Core §3.1.2.2, RFC 6749 §4.1.2.1: this is refused`(
        _ more: String, _ left: [String], _ code: OAuthError.Code
    ) throws {
        let parameters = try Self.parameters(more, without: Set(left))
        #expect { try Self.request(parameters) } throws: { ($0 as? OAuthError)?.code == code }
    }

    @Test(arguments: [
        "display=popup", "ui_locales=sv+fi", "claims_locales=fi", "acr_values=a+b", "login_hint=a", "unknown=1",
        "prompt=nonsense", "nonce=n", "response_mode=form_post",
    ])
    func `OIDC Core §3.1.2.1: this is understood or passed over`(_ more: String) throws {
        #expect(throws: Never.self) { try Self.request(Self.parameters(more)) }
    }

    @Test(arguments: [
        "https://service.example/back?a=1", "https://service.example/back/", "https://service.example/BACK",
        "https://service.example:443/back", "https://service.example/back%20", "http://service.example/back",
        "https://service.example/back%23a", "javascript:alert(1)", "",
    ])
    func `RFC 9700 §2.1: another address is never answered at`(_ address: String) throws {
        let form = try Form(encoded: "redirect_uri=\(address)")
        #expect(ReturnAddress(Parameters(form), of: Self.client()) == nil)
    }

    @Test func `RFC 8252 §7.3: a native application listens on any port of loopback, a service does not`() throws {
        let form = Parameters(try Form(encoded: "redirect_uri=http://127.0.0.1:5123/back"))
        let native = Self.client { metadata in
            metadata.applicationType = "native"
            metadata.redirectURIs = ["http://127.0.0.1/back"]
        }
        let web = Self.client { $0.redirectURIs = ["http://127.0.0.1/back"] }
        #expect(ReturnAddress(form, of: native) != nil)
        #expect(ReturnAddress(form, of: web) == nil)
    }

    @Test(arguments: [
        "http://localhost/back", "http://127.0.0.1/back", "example.app:/back", "https://own.example/back",
    ])
    func `RFC 8252 §8.3, §8.4: a native application is led nowhere but to its own machine`(_ own: String) throws {
        let native = Self.client { metadata in
            metadata.applicationType = "native"
            metadata.redirectURIs = [own]
        }
        for other in [
            "https://evil.example/back", "http://localhost:5123/back", "evil.app:/back", "http://127.0.0.1:5123/other",
            "https://127.0.0.1/back", "https://own.example:5123/back",
        ] {
            let form = Parameters(try Form(encoded: "redirect_uri=\(other)"))
            #expect(ReturnAddress(form, of: native) == nil, "\(other)")
        }
    }

    @Test func `RFC 9700 §2.1.1: without a challenge only whom the administrator lets, and only with a nonce`() throws {
        let lax = Self.client(needsPKCE: false)
        let bare: Set = ["code_challenge", "code_challenge_method"]
        #expect(throws: Never.self) { try Self.request(Self.parameters("nonce=n", without: bare), lax) }
        #expect(throws: OAuthError.self) { try Self.request(Self.parameters(without: bare), lax) }
        let open = Self.client({ $0.tokenEndpointAuthMethod = .none }, needsPKCE: false)
        #expect(throws: OAuthError.self) { try Self.request(Self.parameters("nonce=n", without: bare), open) }
    }

    private func next(
        _ more: String, session: (Int64, String?)?, confirmedBy proof: Proof? = nil, isTold: Bool = true,
        hinted: String? = nil
    ) throws -> AuthorizationStep {
        AuthorizationStep.next(
            for: try Self.request(Self.parameters(more)),
            session: session.map { seconds, subject in
                let at = World.now.adding(seconds: seconds)
                let confirmed = proof.map { (at: at, by: $0) }
                return (
                    Authentication(begunAt: at, by: .password, confirmed: confirmed, isStrong: proof != nil), subject
                )
            }, isTold: isTold,
            askedAt: World.now, hinted: hinted)
    }

    private func code(_ step: AuthorizationStep) -> OAuthError.Code? {
        if case .refuse(let error) = step { error.code } else { nil }
    }

    @Test func `OIDC Core §3.1.2.3: who is signed in is not asked again`() throws {
        #expect(try next("", session: (-60, "a")) == .issue)
        #expect(try next("", session: nil) == .signIn(again: false))
        #expect(try next("", session: (-60, "a"), isTold: false) == .inform)
    }

    @Test func `OIDC Core §3.1.2.1: prompt=none shows no page`() throws {
        #expect(try code(next("prompt=none", session: nil)) == .loginRequired)
        #expect(try next("prompt=none", session: (-60, "a")) == .issue)
        #expect(try code(next("prompt=none", session: (-60, "a"), isTold: false)) == .consentRequired)
        #expect(try code(next("prompt=none&max_age=10", session: (-60, "a"))) == .loginRequired)
    }

    @Test func `OIDC Core §3.1.2.1: prompt=login and max_age ask again, once`() throws {
        #expect(try next("prompt=login", session: (-60, "a")) == .signIn(again: true))
        #expect(try next("prompt=login", session: (5, "a")) == .issue)
        #expect(try next("max_age=10", session: (-60, "a")) == .signIn(again: true))
        #expect(try next("max_age=100", session: (-60, "a")) == .issue)
        #expect(try next("max_age=0", session: (5, "a")) == .issue)
    }

    @Test(arguments: ["prompt=consent", "prompt=select_account"])
    func `OIDC Core §3.1.2.1: consent and select_account show what the service gets`(_ prompt: String) throws {
        #expect(try next(prompt, session: (-60, "a")) == .inform)
    }

    @Test(arguments: [
        "acr_values=urn:digione:acr:strong", "acr_values=other+urn:digione:acr:strong",
        #"claims={"id_token":{"acr":{"essential":true,"value":"urn:digione:acr:strong"}}}"#,
        #"claims={"id_token":{"acr":{"essential":true,"values":["x","urn:digione:acr:strong"]}}}"#,
    ])
    func `OIDC Core §5.5.1.1: who must be strong confirms first, without a page nothing is given`(
        _ wish: String
    ) throws {
        #expect(try next(wish, session: nil) == .signIn(again: false))
        #expect(try next(wish, session: (-60, "a")) == .confirm)
        #expect(try next(wish, session: (-60, "a"), confirmedBy: .passkey) == .issue)
        #expect(try code(next("prompt=none&\(wish)", session: (-60, "a"))) == .interactionRequired)
        #expect(try next("prompt=none&\(wish)", session: (-60, "a"), confirmedBy: .code) == .issue)
    }

    @Test(arguments: [
        "acr_values=urn:digione:acr:basic", "acr_values=urn:digione:acr:strong+urn:digione:acr:basic",
        "acr_values=other", #"claims={"id_token":{"acr":{"essential":true}}}"#, #"claims={"id_token":{"acr":null}}"#,
        #"claims={"id_token":{"acr":{"value":"other"}}}"#,
    ])
    func `OIDC Core §3.1.2.1: nobody is asked for more than the service needs`(_ wish: String) throws {
        #expect(try next(wish, session: (-60, "a")) == .issue)
    }

    @Test func `OIDC Core §5.5.1.1: an essential acr that there is not fails, with its own error`() throws {
        let wish = #"claims={"id_token":{"acr":{"essential":true,"values":["other"]}}}"#
        #expect(try code(next(wish, session: (-60, "a"), confirmedBy: .passkey)) == .unmetAuthentication)
        #expect(try code(next(wish, session: nil)) == .unmetAuthentication)
    }

    @Test func `OIDC Registration §2: default_acr_values count where the request says nothing`() throws {
        let strict = Self.client { $0.defaultLevels = ["urn:digione:acr:strong"] }
        #expect(try Self.request(Self.parameters(), strict).wanted.needsStrong)
        #expect(try !Self.request(Self.parameters("acr_values=urn:digione:acr:basic"), strict).wanted.needsStrong)
    }

    @Test func `OIDC Core §2, RFC 8176 §2: acr and amr say how they signed in`() {
        func how(_ first: Proof?, _ second: Proof?) -> Authentication {
            Authentication(
                begunAt: World.now, by: first, confirmed: second.map { (at: World.now, by: $0) },
                isStrong: second != nil)
        }
        #expect(how(.password, nil).methods == ["pwd"])
        #expect(how(.password, nil).level == .basic)
        #expect(how(.password, .code).methods == ["pwd", "otp", "mfa"])
        #expect(how(.password, .code).level == .strong)
        #expect(how(.passkey, .passkey).methods == ["pop", "user", "mfa"])
        // An hour later it is still how they signed in, and no longer strong.
        #expect(how(.passkey, nil).methods == ["pop", "user", "mfa"])
        #expect(how(.passkey, nil).level == .basic)
        #expect(how(.broker, nil).methods == ["fed"])
        #expect(how(nil, .demo).methods == [])
        let hours = Authentication(
            begunAt: World.now, by: .password, confirmed: (at: World.now.adding(minutes: 30), by: .code))
        #expect(hours.methods == ["pwd", "otp", "mfa"] && hours.level == .basic)
    }

    @Test func `OIDC Core §2: auth_time is when they last showed who they are`() {
        let (begun, later) = (World.now, World.now.adding(minutes: 30))
        #expect(Authentication(begunAt: begun, by: .password).signedInAt == begun)
        #expect(Authentication(begunAt: begun, by: .password, confirmed: (at: later, by: .code)).signedInAt == later)
        #expect(Authentication(begunAt: later, by: .passkey, confirmed: (at: begun, by: .passkey)).signedInAt == later)
    }

    @Test func `OIDC Core §5.5.1.1: the acr that is said is one that was asked for`() {
        let wish = WantedLevel(names: ["urn:digione:acr:basic"], isEssential: true)
        #expect(wish.said(of: .strong) == .basic)
        #expect(WantedLevel(names: [], isEssential: false).said(of: .strong) == .strong)
    }

    @Test func `OIDC Core §3.1.2.2: never for another than the hinted one`() throws {
        #expect(try next("", session: (-60, "a"), hinted: "a") == .issue)
        #expect(try next("", session: (-60, "b"), hinted: "a") == .signIn(again: true))
        #expect(try code(next("", session: (5, "b"), hinted: "a")) == .loginRequired)
        #expect(try code(next("prompt=none", session: (-60, nil), hinted: "a")) == .loginRequired)
    }
}
