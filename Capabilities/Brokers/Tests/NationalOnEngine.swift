import Accounts
import Base
import Clients
import Directory
import Foundation
import HTTPTypes
import Outbound
import Storage
import Synchronization
import TestKit
import Testing
import Web

@testable import Brokers

/// Suomi.fi for guardians: encrypted answers, signed questions, and an identity code that is kept nowhere.
/// standards.md part 3, lines 7 and 8; RFC 9101; RFC 9126.
@Suite struct NationalOnEngine {
    private static let suomifi = NationalWorld.suomifi

    /// A house in which Suomi.fi is connected, and somebody who signs in there.
    private func open(
        claims: [String: JSONValue] = [:], allowsTest: Bool = true, roles: [Role] = [.guardian],
        complain: @escaping @Sendable (String) -> Void = { _ in },
        _ body: @escaping @Sendable (Traveller) async throws -> Void
    ) async throws {
        let party = FakeIdentityProvider()
        let moment = Double(World.now.milliseconds / 1000)
        party.change { manner in
            manner.claims = [
                NationalWorld.claim: .string(NationalWorld.code), "acr": .string(NationalWorld.high),
                "auth_time": .number(moment), "given_name": "Sari Anneli", "family_name": "Niemi",
            ].merging(claims) { $1 }
        }
        try await TestHouse.open(outbound: party.outbound, complain: complain) { house async throws in
            try await NationalWorld.prepare(house.database, roles: roles, allowsTest: allowsTest)
            let document = try await house.visit(.get, "/sign-in/keys/\(Self.suomifi)", as: nil)
            let keys =
                try JSONDecoder().decode([String: [JSONValue]].self, from: Data(document.body.utf8))["keys"] ?? []
            party.change { $0.encryptsFor = keys.first { $0.text.contains("\"enc\"") } }
            try await body(Traveller(house: house, party: party))
        }
    }

    @Test func `a guardian who is known by the identity code's hash signs in, and the session is strong`() async throws
    {
        try await open { traveller async throws in
            let database = traveller.house.database
            try await NationalWorld.know(NationalWorld.code, of: World.person(.otherGuardian), database)
            let token = try #require(try await traveller.travel(Self.suomifi).newToken)
            let account = try await BrokerWorld.account(of: .otherGuardian, database)
            #expect(try await BrokerWorld.account(behind: token, database) == account)
            #expect(try await NationalWorld.strength(of: token, database) == "strong-broker")
            // Children come from guardianships in the register.
            #expect(try await traveller.house.visit(.get, "/guardian", as: token).status == .ok)
        }
    }

    @Test func `an invitation makes the identity code known, and another subject then finds the same person`()
        async throws
    {
        try await open { traveller async throws in
            let database = traveller.house.database
            let code = try await BrokerWorld.invite(World.person(.otherGuardian), database)
            let trip = try await traveller.begin(Self.suomifi)
            let page = try await traveller.answer(trip)
            #expect(page.status == .ok && page.newToken == nil)
            let attempt = try #require(page.body.firstMatch(of: /name="attempt" value="([0-9a-z]{26})"/)?.1)
            let headers: HTTPFields = [
                .contentType: "application/x-www-form-urlencoded", .fetchSite: "same-origin", .cookie: trip.cookie,
            ]
            let joined = try await traveller.house.visit(
                .post, "/sign-in/joining", as: nil, headers,
                body: Link.form(["attempt": String(attempt), "code": code]))
            let token = try #require(joined.newToken)
            traveller.party.change { $0.claims["sub"] = "another-subject" }
            let again = try #require(try await traveller.travel(Self.suomifi).newToken)
            #expect(
                try await BrokerWorld.account(behind: again, database)
                    == BrokerWorld.account(behind: token, database))
        }
    }

    @Test func `the register's identity code leads to the guardian, and to an adult student, without an invitation`()
        async throws
    {
        for (who, roles) in [(Who.otherGuardian, [Role.guardian]), (.adult, [.guardian, .pupil])] {
            try await open(roles: roles) { traveller async throws in
                let database = traveller.house.database
                try await NationalWorld.register(NationalWorld.code, of: World.person(who), database)
                let token = try #require(try await traveller.travel(Self.suomifi).newToken)
                let account = try await BrokerWorld.account(of: who, database)
                #expect(try await BrokerWorld.account(behind: token, database) == account)
            }
        }
    }

    @Test func `somebody of whom the register has come to know another code is decided about by an administrator`()
        async throws
    {
        try await open { traveller async throws in
            let database = traveller.house.database
            try await NationalWorld.know(NationalWorld.code, of: World.person(.otherGuardian), database)
            #expect(try await traveller.travel(Self.suomifi).newToken != nil)
            try await NationalWorld.register(NationalWorld.otherCode, of: World.person(.otherGuardian), database)
            let reply = try await traveller.travel(Self.suomifi)
            #expect(reply.status == .forbidden && reply.newToken == nil)
            #expect(try await BrokerWorld.waiting(database).map(\.reason) == [.number])
        }
    }

    @Test func `what an administrator decided between two codes holds until the register says something else`()
        async throws
    {
        try await open { traveller async throws in
            let (house, database) = (traveller.house, traveller.house.database)
            let holder = World.person(.otherGuardian)
            try await NationalWorld.know(NationalWorld.code, of: holder, database)
            #expect(try await traveller.travel(Self.suomifi).newToken != nil)
            try await NationalWorld.register(NationalWorld.otherCode, of: holder, database)
            #expect(try await traveller.travel(Self.suomifi).status == .forbidden)
            let account = try await BrokerWorld.account(of: .otherGuardian, database)
            let conflict = try #require(try await BrokerWorld.waiting(database).first)
            let decided = try await house.post(
                BrokerPath.decision("lake", conflict.id), as: .administrator, ["choice": "\(holder)-\(account)"])
            #expect(decided.status == .seeOther)
            for _ in 0..<2 { #expect(try await traveller.travel(Self.suomifi).newToken != nil) }
            #expect(try await BrokerWorld.waiting(database).isEmpty)
            // The way in is renewed: the code still finds them, and no invitation is asked for.
            try await database.write { try BrokerLink.remove(of: account, at: FakeIdentityProvider.issuer, in: $0) }
            #expect(try await traveller.travel(Self.suomifi).newToken != nil)
            try await NationalWorld.register(NationalWorld.thirdCode, of: holder, database)
            #expect(try await traveller.travel(Self.suomifi).status == .forbidden)
            #expect(try await BrokerWorld.waiting(database).map(\.reason) == [.number])
        }
    }

    @Test func `a login of another identity code is no own login, from the account page or on the way`() async throws {
        try await open { traveller async throws in
            let database = traveller.house.database
            try await NationalWorld.register(NationalWorld.otherCode, of: World.person(.otherGuardian), database)
            let trip = try await traveller.beginAdding(Self.suomifi, as: .otherGuardian)
            #expect(try await traveller.answer(trip, as: .otherGuardian).status == .conflict)
            let way = try await traveller.begin(Self.suomifi, as: .otherGuardian)
            #expect(try await traveller.answer(way, as: .otherGuardian).status == .ok)
            let name = try #require(way.cookie.split(separator: "=").first)
            let reply = try await traveller.house.visit(
                .post, BrokerPath.joining().description, as: Who.otherGuardian.token,
                [
                    .contentType: "application/x-www-form-urlencoded", .fetchSite: "same-origin",
                    .cookie: way.cookie,
                ], body: "attempt=\(name.dropFirst("__Host-way-".count))&own=yes")
            #expect(reply.status == .conflict && reply.newToken == nil)
            #expect(try await BrokerWorld.links(database).isEmpty)
        }
    }

    @Test func `what stands in another claim is another login, whoever shares the issuer`() {
        let usual = Arrival.subject([1, 2, 3], of: NationalWorld.claim)
        #expect(usual == "identity:AQID")
        #expect(Arrival.subject([1, 2, 3], of: "nickname") == "identity:nickname:AQID")
    }

    @Test func `a code that the register has come to say joins nobody of whom a login has shown another`() async throws
    {
        try await open { traveller async throws in
            let (database, holder) = (traveller.house.database, World.person(.otherGuardian))
            // The way in was renewed since: what the login showed stays, and the login opens nothing.
            try await NationalWorld.know(NationalWorld.otherCode, of: holder, database)
            try await NationalWorld.register(NationalWorld.code, of: holder, database)
            for who in [Who.signedOut, .otherGuardian] {
                let reply = try await traveller.travel(Self.suomifi, as: who)
                #expect(reply.status == .forbidden && reply.newToken == nil)
            }
            #expect(try await BrokerWorld.links(database).isEmpty)
            let waiting = try await BrokerWorld.waiting(database)
            #expect(waiting.map(\.reason) == [.number])
            let conflict = try #require(waiting.first)
            let sides = try await database.read { try $0.all(ConflictSide.of(conflict, in: World.lake)) }
            #expect(sides.map(\.person.id) == [holder])
        }
    }

    @Test func `two people with one code are told apart by an administrator`() async throws {
        try await open { traveller async throws in
            let database = traveller.house.database
            for who in [Who.guardian, .otherGuardian] {
                try await NationalWorld.register(NationalWorld.code, of: World.person(who), database)
            }
            let reply = try await traveller.travel(Self.suomifi)
            #expect(reply.status == .forbidden && reply.newToken == nil)
            #expect(try await BrokerWorld.waiting(database).map(\.reason) == [.people])
        }
    }

    @Test func `an invitation of somebody whose identity code is another opens nothing`() async throws {
        try await open { traveller async throws in
            let database = traveller.house.database
            try await NationalWorld.know(NationalWorld.otherCode, of: World.person(.otherGuardian), database)
            let code = try await BrokerWorld.invite(World.person(.otherGuardian), database)
            let trip = try await traveller.begin(Self.suomifi)
            let page = try await traveller.answer(trip)
            let attempt = try #require(page.body.firstMatch(of: /name="attempt" value="([0-9a-z]{26})"/)?.1)
            let headers: HTTPFields = [
                .contentType: "application/x-www-form-urlencoded", .fetchSite: "same-origin", .cookie: trip.cookie,
            ]
            let reply = try await traveller.house.visit(
                .post, "/sign-in/joining", as: nil, headers,
                body: Link.form(["attempt": String(attempt), "code": code]))
            #expect(reply.status == .unprocessableContent && reply.newToken == nil)
            #expect(try await BrokerWorld.links(database).isEmpty)
        }
    }

    /// Every way in which the answer may be wrong that others do not have.
    static let wrongs: [(String, @Sendable (inout FakeIdentityProvider.Manner) -> Void)] = [
        ("not encrypted", { $0.encryptsFor = nil }),
        (
            "encrypted for another",
            { manner in
                guard case .object(var key) = manner.encryptsFor else { return }
                key["kid"] = "other"
                manner.encryptsFor = .object(key)
            }
        ),
        ("encrypted, and signed by nobody we know", { $0.signsWithOtherKey = true }),
        (
            "encrypted, without a signature",
            { $0.tamper = { $0.split(separator: ".").prefix(2).joined(separator: ".") + "." } }
        ),
        ("without a class", { $0.claims["acr"] = .null }),
        ("of a lower class", { $0.claims["acr"] = "http://ftn.ficora.fi/2017/loa1" }),
        ("of a class as a list", { $0.claims["acr"] = [.string(NationalWorld.high)] }),
        ("of another issuer", { $0.claims["iss"] = "https://evil.example" }),
        ("of another nonce", { $0.claims["nonce"] = "x" }),
    ]

    @Test(arguments: wrongs.map(\.0))
    func `what is not exactly as agreed is refused`(_ name: String) async throws {
        let change = try #require(Self.wrongs.first { $0.0 == name }?.1)
        try await open { traveller async throws in
            let database = traveller.house.database
            try await NationalWorld.know(NationalWorld.code, of: World.person(.otherGuardian), database)
            traveller.party.change(change)
            let reply = try await traveller.travel(Self.suomifi)
            #expect(reply.status == .badGateway && reply.newToken == nil)
            #expect(try await BrokerWorld.links(database).isEmpty)
        }
    }

    @Test(
        arguments: [
            (JSONValue.null, true, "Henkilötunnus puuttuu"), ("010594Y9020", true, "Henkilötunnus puuttuu"),
            (.string(NationalWorld.code), false, "Keinotekoisella henkilötunnuksella"),
        ] as [(JSONValue, Bool, String)])
    func `these are known and get no further`(_ code: JSONValue, _ allowsTest: Bool, _ word: String) async throws {
        try await open(claims: [NationalWorld.claim: code], allowsTest: allowsTest) { traveller async throws in
            let reply = try await traveller.travel(Self.suomifi)
            #expect(reply.status == .forbidden && reply.newToken == nil)
            #expect(reply.body.contains(word))
        }
    }

    @Test func `RFC 9101: the question is a signed token for this issuer, for five minutes, and nothing else`()
        async throws
    {
        try await open { traveller async throws in
            let trip = try await traveller.begin(Self.suomifi, language: "sv")
            #expect(Set(trip.names) == ["client_id", "response_type", "scope", "request"])
            let document = try await traveller.house.visit(.get, "/sign-in/keys/\(Self.suomifi)", as: nil)
            let claims = try await TokenCheck.claims(
                of: trip.request ?? "", in: JWKSet(json: document.body.utf8), algorithm: .rs256,
                type: "oauth-authz-req+jwt", as: ClaimSet.self)
            #expect(claims.text("iss") == "digione" && claims.text("client_id") == "digione")
            #expect(claims.text("aud") == FakeIdentityProvider.issuer && claims.values["sub"] == nil)
            let (from, to) = (claims.seconds("nbf") ?? 0, claims.seconds("exp") ?? 0)
            #expect(from == Double(World.now.milliseconds / 1000) && to - from == 300)
            #expect(
                claims.text("jti")?.count == 43 && claims.text("redirect_uri")?.hasSuffix("/sign-in/answer") == true)
            for name in ["state", "nonce", "code_challenge"] { #expect(claims.text(name)?.count == 43) }
            #expect(claims.text("acr_values")?.contains(NationalWorld.high) == true)
            #expect(claims.text("ui_locales") == "sv" && claims.seconds("max_age") == 43_200)
            let other = try await traveller.begin(Self.suomifi)
            #expect(other.request != trip.request)
        }
    }

    @Test func `RFC 9126: where it is taken, the question is left behind the browser's back`() async throws {
        try await open { traveller async throws in
            traveller.party.change {
                $0.metadata["pushed_authorization_request_endpoint"] = .string(FakeIdentityProvider.issuer + "/par")
            }
            try await NationalWorld.know(
                NationalWorld.code, of: World.person(.otherGuardian), traveller.house.database)
            let trip = try await traveller.begin(Self.suomifi)
            #expect(trip.names == ["client_id", "request_uri"])
            let call = try #require(traveller.party.calls.last { $0.address.hasSuffix("/par") })
            #expect(call.headers.contains { $0.name == "Authorization" && $0.value.hasPrefix("Basic ") })
            #expect(try await traveller.answer(trip).newToken != nil)
        }
    }

    @Test(
        arguments: [["request_uri": .null], ["expires_in": .null], ["error": "invalid_request"]]
            as [[String: JSONValue]])
    func `a refused push leads nowhere`(_ answer: [String: JSONValue]) async throws {
        try await open { traveller async throws in
            traveller.party.change {
                $0.metadata["pushed_authorization_request_endpoint"] = .string(FakeIdentityProvider.issuer + "/par")
                $0.pushed = answer
            }
            let reply = try await traveller.house.get(BrokerPath.with(Self.suomifi), as: .signedOut)
            #expect(reply.status == .badGateway && reply.location == nil)
        }
    }

    @Test func `our keys for it are public alone, its own, and nobody else's`() async throws {
        try await open { traveller async throws in
            let house = traveller.house
            let reply = try await house.visit(.get, "/sign-in/keys/\(Self.suomifi)", as: nil)
            #expect(reply.status == .ok && reply.headers[.cacheControl]?.contains("max-age=3600") == true)
            for word in ["\"use\":\"sig\"", "\"use\":\"enc\"", "\"alg\":\"ECDH-ES\"", "\"alg\":\"RS256\""] {
                #expect(reply.body.contains(word), "\(word)")
            }
            for member in PublicHalf.secret { #expect(!reply.body.contains("\"\(member)\":"), "\(member)") }
            #expect(try await house.visit(.get, "/oidc/keys", as: nil).body != reply.body)
            #expect(try await house.visit(.get, "/sign-in/keys/\(BrokerWorld.plain)", as: nil).status == .notFound)
            #expect(try await house.visit(.get, "/sign-in/keys/x", as: nil).status == .notFound)
        }
    }

    @Test func `the trial shows that a code came, and not which`() async throws {
        try await open(claims: ["note": .string("code \(NationalWorld.code).")]) { traveller async throws in
            let trip = try await traveller.begin(Self.suomifi, trial: true, as: .administrator)
            let page = try await traveller.answer(trip, as: .administrator)
            #expect(page.status == .ok && page.body.contains(NationalWorld.claim) && page.body.contains("•••"))
            #expect(!page.body.contains(NationalWorld.code))
            #expect(page.body.contains("kutsukoodi") && page.body.contains("Tämä kirjautuminen on vahva"))
        }
    }

    @Test func `no row and no sentence of the log has the identity code`() async throws {
        let said = Mutex<[String]>([])
        // The subject is the code itself, as some identity providers have it.
        try await open(
            claims: ["sub": .string(NationalWorld.code)], complain: { line in said.withLock { $0.append(line) } }
        ) { traveller async throws in
            let database = traveller.house.database
            // A trial, somebody unknown, somebody known, two of the same code, a wrong answer, a sign-out over there.
            _ = try await traveller.answer(
                try await traveller.begin(Self.suomifi, trial: true, as: .administrator), as: .administrator)
            #expect(try await traveller.travel(Self.suomifi).status == .ok)
            try await NationalWorld.know(NationalWorld.code, of: World.person(.otherGuardian), database)
            #expect(try await traveller.travel(Self.suomifi).newToken != nil)
            let notice = try traveller.party.logoutToken(["sub": .string(NationalWorld.code)])
            let told = try await traveller.house.visit(
                .post, "/sign-in/ended/\(Self.suomifi)", as: nil,
                [.contentType: "application/x-www-form-urlencoded"], body: Link.form(["logout_token": notice]))
            #expect(told.status == .ok)
            try await NationalWorld.know(NationalWorld.code, of: World.person(.adultGuardian), database)
            _ = try await traveller.travel(Self.suomifi)
            traveller.party.change { $0.claims["nonce"] = .string(NationalWorld.code) }
            #expect(try await traveller.travel(Self.suomifi).newToken == nil)
            let everything = try await NationalWorld.everything(database)
            #expect(Set(everything.map(\.place)).count > 40 && everything.count > 200)
            let code = Array(NationalWorld.code.utf8)
            for (place, bytes) in everything { #expect(!bytes.contains(code), "\(place)") }
            let log = said.withLock { $0 }
            #expect(!log.isEmpty && log.allSatisfy { !$0.contains(NationalWorld.code) })
        }
    }
}

/// Members that only a private key has (RFC 7518 §6).
private enum PublicHalf {
    static let secret = ["d", "p", "q", "dp", "dq", "qi", "k"]
}
