import Base
import Testing

@testable import Brokers

/// standards.md part 3, line 9: Back-Channel Logout 1.0 §2.4 and §2.6, with a test for each line that may be broken.
@Suite struct LogoutRulesTests {
    private static let now = Instant(milliseconds: 1_795_421_700_000)
    private static let seconds = 1_795_421_700.0
    private static let event = "http://schemas.openid.net/event/backchannel-logout"
    private let rules = LogoutRules(issuer: "https://login.example", clientID: "digione", now: Self.now)

    private static let good: [String: JSONValue] = [
        "iss": .string("https://login.example"), "aud": .string("digione"), "sub": .string("person-1"),
        "sid": .string("there-1"), "jti": .string("notice-1"), "iat": .number(seconds), "exp": .number(seconds + 120),
        "events": .object([event: .object([:])]),
    ]

    private func check(_ changes: [String: JSONValue?]) throws -> LogoutRules.Ended {
        var values = Self.good
        for (name, value) in changes { values[name] = value }
        return try rules.check(ClaimSet(values))
    }

    @Test func `a right token says whose sessions end`() throws {
        #expect(try check([:]) == LogoutRules.Ended(subject: "person-1", sid: "there-1", token: "notice-1"))
        #expect(try check(["sub": nil]) == LogoutRules.Ended(subject: nil, sid: "there-1", token: "notice-1"))
        #expect(try check(["sid": nil]) == LogoutRules.Ended(subject: "person-1", sid: nil, token: "notice-1"))
        #expect(try check(["aud": .list([.string("other"), .string("digione")])]).token == "notice-1")
    }

    @Test(
        arguments: [
            ("iss", JSONValue?.none, LogoutRules.Refusal.issuer), ("iss", .string("https://evil.example"), .issuer),
            ("aud", nil, .audience), ("aud", .string("other"), .audience), ("aud", .list([]), .audience),
            ("iat", nil, .issuedAt), ("iat", .number(seconds + 61), .issuedAt),
            ("iat", .number(seconds - 661), .issuedAt),
            ("iat", .string("1795421700"), .issuedAt), ("exp", nil, .expiry), ("exp", .number(seconds - 61), .expiry),
            ("events", nil, .events), ("events", .object([:]), .events), ("events", .string(event), .events),
            ("events", .object([event: .boolean(true)]), .events),
            ("events", .object(["http://schemas.openid.net/event/other": .object([:])]), .events),
            ("nonce", .string("nonce"), .nonce), ("nonce", .null, .nonce),
            ("sub", .number(1), .whom), ("sid", .number(1), .whom), ("sid", .string(""), .whom),
            ("jti", nil, .tokenID), ("jti", .string(""), .tokenID), ("jti", .number(1), .tokenID),
            ("jti", .string(String(repeating: "a", count: 501)), .tokenID),
        ] as [(String, JSONValue?, LogoutRules.Refusal)])
    func `this is refused`(_ name: String, _ value: JSONValue?, _ refusal: LogoutRules.Refusal) {
        #expect(throws: refusal) { try check([name: value]) }
    }

    @Test func `nobody in particular is refused`() {
        #expect(throws: LogoutRules.Refusal.whom) { try check(["sub": nil, "sid": nil]) }
    }
}
