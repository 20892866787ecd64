import Base
import Testing
import Web

@testable import Brokers

/// standards.md part 3, line 5: OpenID Connect Core 3.1.3.7, with a test for each line that may be broken.
@Suite struct TokenRulesTests {
    private static let now = Instant(milliseconds: 1_795_421_700_000)
    private static let seconds = 1_795_421_700.0
    private let rules = TokenRules(
        issuer: "https://login.example", clientID: "digione", nonceHash: TokenRules.hash("nonce"), now: Self.now)

    private static let good: [String: JSONValue] = [
        "iss": .string("https://login.example"), "aud": .string("digione"), "sub": .string("person-1"),
        "nonce": .string("nonce"), "iat": .number(seconds), "exp": .number(seconds + 300),
    ]

    private func check(_ changes: [String: JSONValue?]) throws {
        var values = Self.good
        for (name, value) in changes { values[name] = value }
        try rules.check(ClaimSet(values), accessToken: "access", code: "code")
    }

    @Test func `a right token is taken`() throws {
        try check([:])
        try check(["aud": .list([.string("digione")])])
        try check(["aud": .list([.string("other"), .string("digione")]), "azp": .string("digione")])
        try check(["at_hash": .string(TokenRules.leftHalf("access")), "c_hash": .string(TokenRules.leftHalf("code"))])
    }

    @Test(
        arguments: [
            ("iss", JSONValue?.none, TokenRules.Refusal.issuer), ("iss", .string("https://login.example/"), .issuer),
            ("iss", .string("https://LOGIN.example"), .issuer), ("iss", .string("https://evil.example"), .issuer),
            ("iss", .list([.string("https://login.example")]), .issuer),
            ("aud", nil, .audience), ("aud", .string("other"), .audience), ("aud", .list([]), .audience),
            ("aud", .list([.string("digione"), .string("other")]), .authorizedParty),
            ("azp", .string("other"), .authorizedParty),
            ("exp", nil, .expiry), ("exp", .number(seconds - 61), .expiry), ("exp", .string("9999999999"), .expiry),
            ("iat", nil, .issuedAt), ("iat", .number(seconds + 61), .issuedAt),
            ("iat", .number(seconds - 661), .issuedAt),
            ("iat", .string("1"), .issuedAt), ("nbf", .number(seconds + 61), .issuedAt),
            ("nonce", nil, .nonce), ("nonce", .string("other"), .nonce), ("nonce", .string(""), .nonce),
            ("sub", nil, .subject), ("sub", .string(""), .subject), ("sub", .number(1), .subject),
            ("sub", .string(String(repeating: "a", count: 256)), .subject), ("sub", .string("hlö"), .subject),
            ("at_hash", .string("wrong"), .accessTokenHash),
            ("at_hash", .string(TokenRules.leftHalf("other")), .accessTokenHash),
            ("at_hash", .null, .accessTokenHash), ("at_hash", .number(1), .accessTokenHash),
            ("c_hash", .string(TokenRules.leftHalf("other")), .codeHash),
        ] as [(String, JSONValue?, TokenRules.Refusal)])
    func `this is refused`(_ name: String, _ value: JSONValue?, _ refusal: TokenRules.Refusal) {
        #expect(throws: refusal) { try check([name: value]) }
    }

    @Test func `clocks may differ by a minute`() throws {
        try check(["exp": .number(Self.seconds - 59)].merging(["iat": .number(Self.seconds - 120)]) { $1 })
        try check(["iat": .number(Self.seconds + 59)])
    }

    /// OpenID Connect Core appendix A.3 has this pair for RS256.
    @Test func `the left half of a hash is written as the standard's example`() {
        #expect(TokenRules.leftHalf("jHkWEdUXMU1BwAsC4vtUsZwnNvTIxEl0z9K3vx5KF0Y") == "77QmUPtjPfzWtF2AnpK9RQ")
    }

    @Test func `what belongs to the token is not taken from userinfo`() {
        let token = ClaimSet(["sub": .string("a"), "iss": .string("b"), "given_name": .string("Old")])
        let both = token.under(
            ClaimSet(["sub": .string("x"), "iss": .string("y"), "nonce": .string("z"), "given_name": .string("New")]))
        #expect(both == ClaimSet(["sub": .string("a"), "iss": .string("b"), "given_name": .string("New")]))
    }
}

/// standards.md part 3, lines 1 and 3.
@Suite struct AnswerRulesTests {
    private func code(_ query: String, namesIssuer: Bool = false) throws -> String {
        try AuthorizationAnswer.code(
            in: Form(encoded: query), issuer: "https://login.example", namesIssuer: namesIssuer)
    }

    @Test func `a code is taken, with or without the issuer`() throws {
        #expect(try code("code=a&state=b") == "a")
        #expect(try code("code=a&state=b&iss=https%3A%2F%2Flogin.example", namesIssuer: true) == "a")
    }

    @Test(arguments: [
        ("state=b", AuthorizationAnswer.Refusal.malformed), ("code=", .malformed), ("code=a&code=b", .malformed),
        ("code=a&iss=x&iss=https%3A%2F%2Flogin.example", .malformed),
        ("code=a&iss=https%3A%2F%2Fevil.example", .otherIssuer), ("code=a&iss=", .otherIssuer),
        ("code=a&iss=https%3A%2F%2Flogin.example%2F", .otherIssuer),
        ("error=access_denied", .error(.denied)), ("error=temporarily_unavailable", .error(.busy)),
        ("error=server_error&code=a", .error(.busy)), ("error=invalid_request", .error(.other)),
        ("error=access_denied&error=x", .malformed),
        ("error=access_denied&iss=https%3A%2F%2Fevil.example", .otherIssuer),
    ])
    func `this is refused`(_ query: String, _ refusal: AuthorizationAnswer.Refusal) {
        #expect(throws: refusal) { try code(query) }
    }

    @Test func `an issuer that promises its name must give it`() {
        #expect(throws: AuthorizationAnswer.Refusal.otherIssuer) { try code("code=a", namesIssuer: true) }
    }

    @Test(arguments: ["", "code=a", "state=", "state=a&state=b"])
    func `without one state nothing is looked for`(_ query: String) throws {
        #expect(AuthorizationAnswer.state(in: try Form(encoded: query)) == nil)
    }

    private static func document(_ changes: [String: String] = [:]) -> [UInt8] {
        let members = [
            "issuer": "https://login.example", "authorization_endpoint": "https://login.example/a",
            "token_endpoint": "https://login.example/t", "jwks_uri": "https://login.example/k",
            "userinfo_endpoint": "https://login.example/u",
        ].merging(changes) { $1 }
        let text = members.map { "\"\($0.key)\":\"\($0.value)\"" }.joined(separator: ",")
        return Array("{\(text)}".utf8)
    }

    private func metadata(_ json: [UInt8]) throws -> IssuerMetadata {
        try IssuerMetadata(json, issuer: "https://login.example") { $0.hasPrefix("https://") }
    }

    @Test func `metadata of the exact issuer is taken`() throws {
        let metadata = try metadata(Self.document())
        #expect(metadata.tokenEndpoint == "https://login.example/t")
        #expect(!metadata.namesIssuer)
    }

    @Test(arguments: ["https://login.example/", "https://evil.example", "http://login.example", ""])
    func `metadata of another issuer is refused`(_ issuer: String) {
        #expect(throws: IssuerMetadata.Refusal.otherIssuer) { try metadata(Self.document(["issuer": issuer])) }
    }

    @Test(arguments: ["authorization_endpoint", "token_endpoint", "jwks_uri", "userinfo_endpoint"])
    func `an endpoint that may not be asked is refused`(_ name: String) {
        #expect(throws: IssuerMetadata.Refusal.endpoint) {
            try metadata(Self.document([name: "http://login.example/x"]))
        }
    }

    @Test func `what is no object is refused`() {
        for text in ["", "[]", "null", "{", "<html>"] {
            #expect(throws: IssuerMetadata.Refusal.unreadable) { try metadata(Array(text.utf8)) }
        }
    }

    @Test(
        arguments: [
            (nil, nil), ("max-age=300", 300), ("public, max-age=60", 60), ("no-store", 0), ("max-age=x", nil),
            ("NO-CACHE, max-age=5", 0),
        ] as [(String?, Int64?)])
    func `the age of a document is read`(_ header: String?, _ seconds: Int64?) {
        #expect(IssuerBook.maxAge(header) == seconds)
    }
}
