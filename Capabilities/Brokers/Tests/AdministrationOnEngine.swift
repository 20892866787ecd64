import Accounts
import Base
import Clients
import Directory
import HTTPTypes
import Outbound
import Storage
import TestKit
import Testing
import Web

@testable import Brokers

/// What an administrator does with identity providers and with logins that could not be told apart.
@Suite struct AdministrationOnEngine {
    private static let good: [(String, String)] = [
        ("title", "Kirjaudu kaupungin tunnuksella"), ("issuer", "https://login.example"), ("client-id", "digione"),
        ("secret", "secret+1"), ("authentication", "post"), ("algorithm", "ES256"), ("learner-number", "learner"),
        ("roles", "pupil"), ("schools", World.lakeSchool.description), ("enabled", "yes"),
    ]

    private func add(
        _ house: TestHouse, _ changes: [String: String?] = [:], profile: String = "oidc"
    ) async throws -> Reply {
        try await send(house, BrokerPath.newParty("lake", profile), changes)
    }

    private func send(_ house: TestHouse, _ link: Link, _ changes: [String: String?]) async throws -> Reply {
        let fields = Self.good.compactMap { name, value -> (String, String)? in
            guard let change = changes[name] else { return (name, value) }
            return change.map { (name, $0) }
        }
        let body = fields.map { "\($0.0)=\(FormEncoding.encoded($0.1))" }.joined(separator: "&")
        return try await house.visit(
            .post, link.description, as: Who.administrator.token,
            [.contentType: "application/x-www-form-urlencoded", .fetchSite: "same-origin"], body: body)
    }

    @Test func `an identity provider is added, changed without its secret, and ended`() async throws {
        let party = FakeIdentityProvider()
        try await TestHouse.open(outbound: party.outbound) { house async throws in
            let added = try await add(house)
            #expect(added.status == .seeOther)
            let page = try #require(added.location)
            let id = try #require(ID<IdentityProvider>(String(page.split(separator: "/").last ?? "")))
            let shown = try await house.visit(.get, page, as: Who.administrator.token)
            #expect(shown.status == .ok)
            #expect(shown.body.contains("https://digione.example/sign-in/answer"))
            #expect(!shown.body.contains("secret+1"))
            let edit = BrokerPath.party("lake", id)
            #expect(try await send(house, edit, ["secret": "", "title": "Uusi nimi"]).status == .seeOther)
            let kept = try #require(try await house.database.read { try $0.first(ConnectedParty.under(id)) }).party
            #expect(kept.title == "Uusi nimi" && kept.authentication == .post && kept.roles == [.pupil])
            let sealed = try #require(kept.sealedSecret)
            #expect(
                try World.seal().open(sealed, for: IdentityProvider.secretPlace) == Array("secret+1".utf8))
            #expect(try await house.post(BrokerPath.ending("lake", id), as: .administrator).status == .seeOther)
            #expect(try await house.database.read { try $0.first(ConnectedParty.under(id)) } == nil)
            #expect(
                try await BrokerWorld.changes(house.database).filter { $0.hasPrefix("identity-provider") }.sorted()
                    == ["identity-provider-add", "identity-provider-edit", "identity-provider-end"])
        }
    }

    @Test(
        arguments: [
            ("title", "x"), ("title", ""), ("issuer", "http://login.example"), ("issuer", "login.example"),
            ("issuer", "https://login.example?x=1"), ("issuer", "https://login.microsoftonline.com/{tenant}/v2.0"),
            ("issuer", "https://127.0.0.1"), ("client-id", ""), ("client-id", "a b"), ("secret", ""), ("secret", "a b"),
            ("roles", nil), ("roles", "administrator"), ("schools", World.birchSchool.description),
        ] as [(String, String?)])
    func `this is refused beside its field`(_ name: String, _ value: String?) async throws {
        try await TestHouse.open { house async throws in
            let reply = try await add(house, Dictionary(uniqueKeysWithValues: [(name, value)]))
            #expect(reply.status == .unprocessableContent)
            #expect(reply.body.contains("field-\(name)-error"))
            #expect(!reply.body.contains("secret+1"))
        }
    }

    @Test func `MPASSid needs the provider's OID`() async throws {
        try await TestHouse.open { house async throws in
            #expect(try await add(house, profile: "mpassid").status == .unprocessableContent)
            try await BrokerWorld.prepare(house.database)
            #expect(try await add(house, profile: "mpassid").status == .seeOther)
            #expect(try await add(house, profile: "saml").status == .notFound)
        }
    }

    @Test func `a school's restriction and the form post are obeyed`() async throws {
        let party = FakeIdentityProvider()
        party.change { $0.userinfo = ["learner": .string(BrokerWorld.number)] }
        try await TestHouse.open(outbound: party.outbound) { house async throws in
            let added = try await add(house)
            let id = try #require(
                ID<IdentityProvider>(String(added.location?.split(separator: "/").last ?? "")))
            try await BrokerWorld.give(BrokerWorld.number, to: World.person(.pupil), house.database)
            let traveller = Traveller(house: house, party: party)
            #expect(try await traveller.travel(id).newToken != nil)
            let call = try #require(party.calls.first { $0.address.hasSuffix("/token") })
            #expect(call.body?.contains("client_secret=secret%2B1") == true)
            #expect(!call.headers.contains { $0.name == "Authorization" })
            let moved = try await send(
                house, BrokerPath.party("lake", id), ["schools": World.hillSchool.description])
            #expect(moved.status == .seeOther)
            #expect(try await traveller.travel(id).newToken == nil)
        }
    }

    /// OpenID Connect Core 9, RFC 7523 §3.
    @Test func `our own key signs where there is no secret`() async throws {
        let party = FakeIdentityProvider()
        party.change { $0.userinfo = ["learner": .string(BrokerWorld.number)] }
        try await TestHouse.open(outbound: party.outbound) { house async throws in
            let added = try await add(house, ["secret": "", "authentication": "key"])
            let page = try #require(added.location)
            let id = try #require(ID<IdentityProvider>(String(page.split(separator: "/").last ?? "")))
            #expect(
                try await house.visit(.get, page, as: Who.administrator.token).body
                    .contains("https://digione.example/oidc/keys"))
            try await BrokerWorld.give(BrokerWorld.number, to: World.person(.pupil), house.database)
            #expect(try await Traveller(house: house, party: party).travel(id).newToken != nil)
            let call = try #require(party.calls.first { $0.address.hasSuffix("/token") })
            let form = try Form(encoded: call.body ?? "")
            #expect(form["client_secret"] == nil && form["client_id"] == "digione")
            #expect(form["client_assertion_type"] == "urn:ietf:params:oauth:client-assertion-type:jwt-bearer")
            let published = try await house.visit(.get, "/oidc/keys", as: nil)
            let claims = try await TokenCheck.claims(
                of: form["client_assertion"] ?? "", in: JWKSet(json: published.body.utf8), algorithm: .rs256,
                type: "JWT", as: ClientAssertion.self)
            #expect((claims.iss, claims.sub) == ("digione", "digione"))
            #expect(claims.aud == "https://login.example/token")
            #expect(claims.exp.seconds - claims.iat.seconds == 60 && claims.jti.count == 43)
        }
    }

    @Test func `the trial shows what arrives, and joins and signs in nobody`() async throws {
        try await Traveller.open { traveller async throws in
            let database = traveller.house.database
            try await BrokerWorld.give(BrokerWorld.number, to: World.person(.pupil), database)
            let trip = try await traveller.begin(trial: true, as: .administrator)
            let page = try await traveller.answer(trip, as: .administrator)
            #expect(page.status == .ok && page.newToken == nil)
            for word in ["urn:mpass.id:role", BrokerWorld.number, "oppilas", "Oppijanumero on rekisterissä"] {
                #expect(page.body.contains(word), "\(word)")
            }
            #expect(try await BrokerWorld.links(database).isEmpty)
            #expect(try await !BrokerWorld.changes(database).contains("broker-link"))
        }
    }

    @Test(arguments: [Who.signedOut, .pupil, .principal, .otherAdministrator])
    func `nobody else tries`(_ who: Who) async throws {
        try await Traveller.open { traveller async throws in
            let link = BrokerPath.with(BrokerWorld.mpassid).with(["for": "trial"])
            #expect(try await traveller.house.get(link, as: who).status == .notFound)
            let trip = try await traveller.begin(trial: true, as: .administrator)
            let reply = try await traveller.answer(trip, as: who)
            // An answer that was asked for in a session is for that session alone.
            #expect(reply.status == .conflict && reply.newToken == nil)
        }
    }

    @Test func `a trial asks for a session that was lately confirmed`() async throws {
        try await Traveller.open { traveller async throws in
            try await traveller.house.weaken(.administrator)
            let link = BrokerPath.with(BrokerWorld.mpassid).with(["for": "trial"])
            let reply = try await traveller.house.get(link, as: .administrator)
            #expect(reply.status == .seeOther && reply.location?.hasPrefix("/strong?") == true)
        }
    }

    private func conflict(_ traveller: Traveller) async throws -> LinkConflict {
        try #require(try await BrokerWorld.waiting(traveller.house.database).first)
    }

    private func decide(_ traveller: Traveller, _ conflict: LinkConflict, _ choice: String) async throws -> Reply {
        try await traveller.house.post(
            BrokerPath.decision("lake", conflict.id), as: .administrator, ["choice": choice])
    }

    @Test func `an administrator sees both sides and joins the login to one of them`() async throws {
        try await Traveller.open { traveller async throws in
            let database = traveller.house.database
            for who in [Who.pupil, .classmate] {
                try await BrokerWorld.give(BrokerWorld.number, to: World.person(who), database)
            }
            _ = try await traveller.travel()
            let conflict = try await conflict(traveller)
            let page = try await traveller.house.get(BrokerPath.conflict("lake", conflict.id), as: .administrator)
            for word in ["Aino Niemi", "Eetu Laine", BrokerWorld.number, "person-1"] {
                #expect(page.body.contains(word), "\(word)")
            }
            let account = try await BrokerWorld.account(of: .classmate, database)
            #expect(try await decide(traveller, conflict, "x").status == .unprocessableContent)
            let decided = try await decide(traveller, conflict, "\(World.person(.classmate))-\(account)")
            #expect(decided.status == .seeOther)
            #expect(try await BrokerWorld.links(database) == ["person-1": account])
            #expect(try await BrokerWorld.waiting(database).isEmpty)
            #expect(try await BrokerWorld.changes(database).contains("sign-in-conflict"))
            // Decided once.
            #expect(try await decide(traveller, conflict, "nobody").status == .notFound)
            #expect(try await traveller.travel().newToken != nil)
        }
    }

    @Test func `a new login takes the old one's place, and what was open ends`() async throws {
        try await Traveller.open { traveller async throws in
            let database = traveller.house.database
            try await BrokerWorld.give(BrokerWorld.number, to: World.person(.pupil), database)
            let old = try #require(try await traveller.travel().newToken)
            traveller.party.change { manner in
                manner.claims = ["sub": "person-7"]
                manner.userinfo["sub"] = "person-7"
            }
            _ = try await traveller.travel()
            let account = try await BrokerWorld.account(of: .pupil, database)
            let reply = try await decide(
                traveller, try await conflict(traveller), "\(World.person(.pupil))-\(account)")
            #expect(reply.status == .seeOther)
            #expect(try await BrokerWorld.links(database) == ["person-7": account])
            #expect(try await BrokerWorld.account(behind: old, database) == nil)
            #expect(try await traveller.travel().newToken != nil)
        }
    }

    @Test func `a login that is moved ends what both accounts opened at services, also what outlives sessions`()
        async throws
    {
        try await Traveller.open { traveller async throws in
            let (database, key) = (traveller.house.database, "urn:oid:1.3.6.1.4.1.16161.1.1.27")
            try await BrokerWorld.give(BrokerWorld.number, to: World.person(.pupil), database)
            try await BrokerWorld.give(BrokerWorld.otherNumber, to: World.person(.classmate), database)
            _ = try await traveller.travel()
            traveller.party.change { $0.userinfo[key] = .string(BrokerWorld.otherNumber) }
            _ = try await traveller.travel()
            for who in [Who.pupil, .classmate, .teacher] { try await BrokerWorld.grant(to: who, database) }
            let account = try await BrokerWorld.account(of: .classmate, database)
            let reply = try await decide(
                traveller, try await conflict(traveller), "\(World.person(.classmate))-\(account)")
            #expect(reply.status == .seeOther)
            #expect(try await BrokerWorld.links(database) == ["person-1": account])
            #expect(try await BrokerWorld.grants(database) == [try await BrokerWorld.account(of: .teacher, database)])
        }
    }

    @Test func `nobody is joined by a dismissal, nor to an account that reaches elsewhere`() async throws {
        try await Traveller.open { traveller async throws in
            let database = traveller.house.database
            for who in [Who.pupil, .classmate] {
                try await BrokerWorld.give(BrokerWorld.number, to: World.person(who), database)
            }
            try await BrokerWorld.link(.pupil, to: World.eino, in: World.birch, database)
            _ = try await traveller.travel()
            let conflict = try await conflict(traveller)
            let account = try await BrokerWorld.account(of: .pupil, database)
            let beyond = try await decide(traveller, conflict, "\(World.person(.pupil))-\(account)")
            #expect(beyond.status == .unprocessableContent)
            #expect(try await decide(traveller, conflict, "nobody").status == .seeOther)
            #expect(try await BrokerWorld.links(database).isEmpty)
        }
    }

    @Test func `what waits is on the administrator's desktop`() async throws {
        try await TestHouse.open { house async throws in
            let desktop = try await house.get(ActingPath.desktop(.administrator)("lake"), as: .administrator)
            #expect(desktop.body.contains(BrokerPath.parties("lake").description))
            #expect(desktop.body.contains("Yksi kirjautuminen odottaa ratkaisuasi"))
        }
    }
}
