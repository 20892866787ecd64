import Accounts
import Base
import Clients
import Crypto
import Directory
import Foundation
import HTTPTypes
import Outbound
import Storage
import TestKit
import Testing
import Web

@testable import Brokers

/// The way to an identity provider and back: standards.md part 3, lines 1 to 7, with a refusal for each.
@Suite struct BrokerFlowOnEngine {
    @Test func `a pupil signs in by the learner number and comes to the page that was asked for`() async throws {
        try await Traveller.open { traveller async throws in
            let database = traveller.house.database
            try await BrokerWorld.give(BrokerWorld.number, to: World.person(.pupil), database)
            let reply = try await traveller.travel(to: "/lake/pupil/homework")
            #expect(reply.status == .seeOther)
            #expect(reply.location == "/lake/pupil/homework")
            let token = try #require(reply.newToken)
            let account = try await BrokerWorld.account(of: .pupil, database)
            #expect(try await BrokerWorld.account(behind: token, database) == account)
            #expect(try await BrokerWorld.links(database) == ["person-1": account])
            #expect(try await BrokerWorld.changes(database).contains("broker-link"))
        }
    }

    @Test func `later the login alone decides`() async throws {
        try await Traveller.open { traveller async throws in
            let database = traveller.house.database
            try await BrokerWorld.give(BrokerWorld.number, to: World.person(.pupil), database)
            _ = try await traveller.travel()
            let again = try #require(try await traveller.travel().newToken)
            #expect(
                try await BrokerWorld.account(behind: again, database)
                    == BrokerWorld.account(of: .pupil, database))
            #expect(try await BrokerWorld.changes(database).filter { $0 == "broker-link" }.count == 1)
        }
    }

    @Test func `whoever has no account gets one without a password`() async throws {
        try await Traveller.open { traveller async throws in
            let database = traveller.house.database
            try await BrokerWorld.give(BrokerWorld.number, to: World.newcomer, database)
            let token = try #require(try await traveller.travel().newToken)
            let accounts = try await BrokerWorld.accounts(of: World.newcomer, database)
            #expect(accounts.count == 1)
            #expect(try await BrokerWorld.account(behind: token, database) == accounts.first)
            let desktop = try await traveller.house.visit(.get, "/lake/pupil", as: token)
            #expect(desktop.status == .ok && desktop.body.contains("Noel"))
            let account = try #require(accounts.first)
            #expect(try await database.read { try $0.first(PasswordAccount.of(account)) } == nil)
        }
    }

    @Test func `the request has state, nonce and PKCE, and for MPASSid the language last`() async throws {
        try await Traveller.open { traveller async throws in
            let trip = try await traveller.begin(language: "sv")
            #expect(trip.address.hasPrefix("https://login.example/authorize?"))
            #expect(trip.parameters["response_type"] == "code")
            #expect(trip.parameters["response_mode"] == "query")
            #expect(trip.parameters["client_id"] == "digione")
            #expect(trip.parameters["scope"] == "openid profile")
            #expect(trip.parameters["redirect_uri"] == "https://digione.example/sign-in/answer")
            #expect(trip.parameters["code_challenge_method"] == "S256")
            #expect(trip.parameters["lang"] == "sv" && trip.names.last == "lang")
            for name in ["state", "nonce", "code_challenge"] { #expect(trip.parameters[name]?.count == 43) }
            let other = try await traveller.begin(BrokerWorld.plain, language: "en")
            #expect(other.parameters["lang"] == nil && other.parameters["ui_locales"] == "en")
            for name in ["state", "nonce", "code_challenge"] {
                #expect(trip.parameters[name] != other.parameters[name])
            }
        }
    }

    @Test func `the code is asked for with a secret that was form-encoded before it was joined`() async throws {
        try await Traveller.open { traveller async throws in
            try await BrokerWorld.give(BrokerWorld.number, to: World.person(.pupil), traveller.house.database)
            _ = try await traveller.travel()
            let call = try #require(traveller.party.calls.first { $0.address.hasSuffix("/token") })
            let basic = Data("digione:secret%2B1".utf8).base64EncodedString()
            #expect(call.headers.contains { $0 == ("Authorization", "Basic \(basic)") })
            #expect(call.body?.contains("client_secret") == false)
            let userinfo = try #require(traveller.party.calls.first { $0.address.hasSuffix("/userinfo") })
            #expect(userinfo.headers.contains { $0 == ("Authorization", "Bearer access-1") })
        }
    }

    @Test func `two tabs do not disturb each other, and each answer is taken once`() async throws {
        try await Traveller.open { traveller async throws in
            try await BrokerWorld.give(BrokerWorld.number, to: World.person(.pupil), traveller.house.database)
            let (first, second) = (try await traveller.begin(), try await traveller.begin())
            let both = "\(first.cookie); \(second.cookie)"
            #expect(try await traveller.answer(first, cookie: both).newToken != nil)
            #expect(try await traveller.answer(second, cookie: both).newToken != nil)
            for trip in [first, second] {
                let again = try await traveller.answer(trip, cookie: both)
                #expect(again.status == .badRequest && again.newToken == nil)
            }
        }
    }

    @Test func `an answer is refused without its state, and in another browser`() async throws {
        try await Traveller.open { traveller async throws in
            try await BrokerWorld.give(BrokerWorld.number, to: World.person(.pupil), traveller.house.database)
            let (mine, other) = (try await traveller.begin(), try await traveller.begin())
            let refused: [Reply] = [
                try await traveller.answer(mine, query: ["state": nil]),
                try await traveller.answer(mine, query: ["state": "x"]),
                try await traveller.answer(mine, query: ["state": other.state]),
                try await traveller.answer(mine, cookie: .some(nil)),
                try await traveller.answer(mine, cookie: other.cookie),
                try await traveller.answer(mine, cookie: "\(mine.cookie)x"),
            ]
            for reply in refused { #expect(reply.status == .badRequest && reply.newToken == nil) }
            // Nobody asked anything in the name of those answers, and the attempt itself is still good.
            #expect(!traveller.party.calls.contains { $0.address.hasSuffix("/token") })
            #expect(try await traveller.answer(mine).newToken != nil)
        }
    }

    @Test func `an answer after ten minutes is too late`() async throws {
        let clock = TestClock()
        try await Traveller.open(now: { clock.now }) { traveller async throws in
            try await BrokerWorld.give(BrokerWorld.number, to: World.person(.pupil), traveller.house.database)
            let (early, late) = (try await traveller.begin(), try await traveller.begin())
            clock.move(toSeconds: 540)
            #expect(try await traveller.answer(early).newToken != nil)
            clock.move(toSeconds: 600)
            let reply = try await traveller.answer(late)
            #expect(reply.status == .badRequest && reply.newToken == nil)
        }
    }

    @Test(
        arguments: [
            (["iss": "https://evil.example"], HTTPResponse.Status.badRequest), (["code": nil], .badRequest),
            (["code": nil, "error": "access_denied"], .forbidden),
            (["code": nil, "error": "temporarily_unavailable"], .serviceUnavailable),
            (["code": nil, "error": "invalid_scope"], .badGateway), (["code": "other"], .badGateway),
        ] as [([String: String?], HTTPResponse.Status)])
    func `a wrong answer shows a page and signs nobody in`(
        _ query: [String: String?], _ status: HTTPResponse.Status
    ) async throws {
        try await Traveller.open { traveller async throws in
            try await BrokerWorld.give(BrokerWorld.number, to: World.person(.pupil), traveller.house.database)
            let reply = try await traveller.answer(try await traveller.begin(), query: query)
            #expect(reply.status == status && reply.newToken == nil)
            #expect(reply.body.contains("<h1>"))
            #expect(try await BrokerWorld.links(traveller.house.database).isEmpty)
        }
    }

    @Test func `an issuer that promises its name in every answer must give it`() async throws {
        try await Traveller.open { traveller async throws in
            traveller.party.change { $0.metadata["authorization_response_iss_parameter_supported"] = true }
            try await BrokerWorld.give(BrokerWorld.number, to: World.person(.pupil), traveller.house.database)
            #expect(try await traveller.travel().newToken == nil)
            let named = try await traveller.answer(
                try await traveller.begin(), query: ["iss": FakeIdentityProvider.issuer])
            #expect(named.newToken != nil)
        }
    }

    /// Every way in which what comes behind the browser's back may be wrong.
    static let wrongs: [(String, @Sendable (inout FakeIdentityProvider.Manner) -> Void)] = [
        ("signed by nobody we know", { $0.signsWithOtherKey = true }),
        ("no signature", { $0.tamper = { $0.split(separator: ".").prefix(2).joined(separator: ".") + "." } }),
        ("alg none", { $0.header = ["alg": "none"] }),
        ("another algorithm", { $0.header = ["alg": "RS256"] }),
        ("a symmetric algorithm", { $0.header = ["alg": "HS256"] }),
        ("changed after signing", { $0.tamper = { $0.replacingOccurrences(of: ".ey", with: ".eX") } }),
        ("an unknown key id", { $0.header = ["kid": "other"] }),
        ("no key id and several keys", { ($0.keyIDs, $0.header) = (["first", "second"], ["kid": nil]) }),
        ("no keys", { $0.keyIDs = [] }),
        ("another issuer", { $0.claims = ["iss": "https://evil.example"] }),
        ("another audience", { $0.claims = ["aud": "other"] }),
        ("several audiences and no party", { $0.claims = ["aud": ["digione", "other"]] }),
        ("expired", { $0.claims = ["exp": 1_795_421_000] }),
        ("without expiry", { $0.claims = ["exp": nil] }),
        ("from the future", { $0.claims = ["iat": 1_795_422_000, "exp": 1_795_423_000] }),
        ("another nonce", { $0.claims = ["nonce": "x"] }),
        ("without nonce", { $0.claims = ["nonce": nil] }),
        ("without subject", { $0.claims = ["sub": nil] }),
        ("another access token", { $0.claims = ["at_hash": "x"] }),
        ("another code", { $0.claims = ["c_hash": "x"] }),
        ("userinfo of somebody else", { $0.userinfo["sub"] = "person-2" }),
        ("userinfo without subject", { $0.userinfo["sub"] = .null }),
        ("userinfo that is no JSON", { $0.userinfoType = "text/html" }),
        ("userinfo that refuses", { $0.statuses["/userinfo"] = 401 }),
        ("a token answer without ID token", { $0.answer = ["id_token": nil] }),
        ("a token answer without access token", { $0.answer = ["access_token": nil] }),
        ("an access token of another kind", { $0.answer = ["token_type": "mac"] }),
        ("a token endpoint that refuses", { $0.statuses["/token"] = 400 }),
        ("a token endpoint that breaks", { $0.statuses["/token"] = 500 }),
        ("keys that cannot be had", { $0.statuses["/keys"] = 503 }),
        ("metadata of another issuer", { $0.metadata = ["issuer": "https://evil.example"] }),
        ("metadata without https", { $0.metadata = ["token_endpoint": "http://login.example/token"] }),
    ]

    @Test(arguments: wrongs.map(\.0))
    func `what is not exactly right is refused`(_ name: String) async throws {
        let change = try #require(Self.wrongs.first { $0.0 == name }?.1)
        try await Traveller.open { traveller async throws in
            let database = traveller.house.database
            try await BrokerWorld.give(BrokerWorld.number, to: World.person(.pupil), database)
            if name.hasPrefix("metadata") {
                traveller.party.change(change)
                let reply = try await traveller.house.get(BrokerPath.with(BrokerWorld.mpassid), as: .signedOut)
                #expect(reply.status == .badGateway && reply.location == nil)
                return
            }
            let trip = try await traveller.begin()
            traveller.party.change(change)
            let reply = try await traveller.answer(trip)
            #expect([.badGateway, .serviceUnavailable].contains(reply.status), "\(reply.status)")
            #expect(reply.newToken == nil)
            #expect(try await BrokerWorld.links(database).isEmpty)
        }
    }

    @Test func `one key without an id is taken for a token without one`() async throws {
        try await Traveller.open { traveller async throws in
            traveller.party.change { ($0.keyIDs, $0.header) = ([nil], ["kid": nil]) }
            try await BrokerWorld.give(BrokerWorld.number, to: World.person(.pupil), traveller.house.database)
            #expect(try await traveller.travel().newToken != nil)
        }
    }

    @Test func `an unknown key makes us look once, and then not for a minute`() async throws {
        let clock = TestClock()
        try await Traveller.open(now: { clock.now }) { traveller async throws in
            let party = traveller.party
            func looks() -> Int { party.calls.count { $0.address.hasSuffix("/keys") } }
            try await BrokerWorld.give(BrokerWorld.number, to: World.person(.pupil), traveller.house.database)
            #expect(try await traveller.travel().newToken != nil)
            #expect(looks() == 1)
            // The issuer has a new key.
            party.change { $0.keyIDs = ["second"] }
            #expect(try await traveller.travel().newToken == nil)
            #expect(looks() == 1)
            clock.move(toSeconds: 61)
            #expect(try await traveller.travel().newToken != nil)
            #expect(looks() == 2)
            #expect(try await traveller.travel().newToken != nil)
            #expect(looks() == 2)
            #expect(party.calls.count { $0.address.hasSuffix("openid-configuration") } == 1)
        }
    }

    @Test func `many at once ask the issuer once`() async throws {
        let party = FakeIdentityProvider()
        let slow = Outbound { call in
            try await Task.sleep(for: .milliseconds(20))
            return try await party.outbound.get(call.address)
        }
        let book = IssuerBook(outbound: slow) { World.now }
        try await withThrowingTaskGroup { group in
            for _ in 0..<20 { group.addTask { _ = try await book.metadata(of: FakeIdentityProvider.issuer) } }
            try await group.waitForAll()
        }
        #expect(party.calls.count == 1)
    }

    @Test func `what is not in use, ended or unknown leads nowhere`() async throws {
        try await Traveller.open { traveller async throws in
            let unknown = ID<IdentityProvider>.new(at: World.now)
            #expect(try await traveller.house.get(BrokerPath.with(unknown), as: .signedOut).status == .notFound)
            #expect(
                try await traveller.house.visit(.get, "/sign-in/with/x", as: nil).status == .notFound)
            let trip = try await traveller.begin()
            let ended = try await traveller.house.post(
                BrokerPath.ending("lake", BrokerWorld.mpassid), as: .administrator)
            #expect(ended.status == .seeOther)
            #expect(
                try await traveller.house.get(BrokerPath.with(BrokerWorld.mpassid), as: .signedOut).status == .notFound)
            let late = try await traveller.answer(trip)
            #expect(late.status == .badRequest && late.newToken == nil)
        }
    }

    @Test func `after signing in nobody is led to another site`() async throws {
        try await Traveller.open { traveller async throws in
            try await BrokerWorld.give(BrokerWorld.number, to: World.person(.pupil), traveller.house.database)
            for to in ["https://evil.example", "//evil.example", "/nowhere/at/all/there", "javascript:alert(1)"] {
                #expect(try await traveller.travel(to: to).location == "/")
            }
        }
    }

    @Test func `secrets are in the table hashed or sealed alone`() async throws {
        try await Traveller.open { traveller async throws in
            let trip = try await traveller.begin()
            let attempt = try #require(
                try await traveller.house.database.read { try $0.first(Attempt.with(state: trip.state)) })
            #expect(attempt.nonceHash == TokenRules.hash(try #require(trip.parameters["nonce"])))
            let verifier = try World.seal().open(attempt.verifier, for: Attempt.verifierPlace)
            #expect(Base64URL.text(SHA256.hash(data: Data(verifier))) == trip.parameters["code_challenge"])
            #expect(!attempt.verifier.starts(with: verifier))
        }
    }
}
