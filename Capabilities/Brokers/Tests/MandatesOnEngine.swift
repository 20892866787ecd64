import Accounts
import Base
import Clients
import Directory
import Foundation
import HTTPTypes
import Storage
import Synchronization
import TestKit
import Testing
import Web

@testable import Brokers

/// Children by Suomi.fi's Valtuudet, tried on a small server of that shape; `national.md` 10.2, decision 0026.
@Suite struct MandatesOnEngine {
    private static let suomifi = NationalWorld.suomifi
    /// The pupil's, of the pupil's birth date; artificial.
    private static let childCode = "040513A9021"

    private struct Town: Sendable {
        let traveller: Traveller
        let mandates: FakeMandates
        var house: TestHouse { traveller.house }

        /// Signs in by Suomi.fi as the classmate's guardian; where the browser is led, and the session.
        func signIn(to: String = "") async throws -> (location: String, token: String, cookies: [String]) {
            let reply = try await traveller.travel(MandatesOnEngine.suomifi, to: to)
            #expect(reply.status == .seeOther)
            return (
                try #require(reply.location), try #require(reply.newToken), reply.headers[values: .setCookie]
            )
        }

        /// Chooses over there, and comes back.
        func choose(
            _ way: (location: String, token: String, cookies: [String]), code: String? = nil, as token: String? = nil
        ) async throws -> Reply {
            let query = try #require(URLComponents(string: way.location)?.queryItems)
            let user = query.first { $0.name == "user" }?.value ?? ""
            let cookie = try #require(way.cookies.first { $0.hasPrefix("__Host-mandate=") }?.prefix { $0 != ";" })
            let code = code ?? mandates.choose(user: user)
            return try await house.visit(
                .get, "/sign-in/mandates?code=\(code)", as: token ?? way.token, [.cookie: String(cookie)])
        }

        func rows() async throws -> [String] {
            try await house.database.read { reader in
                try reader.all(
                    Query<String>(
                        """
                        SELECT guardianship.source FROM guardianship
                        WHERE guardianship.provider_id = \(World.lake) AND guardianship.child_id = \(World.person(.pupil))
                            AND guardianship.guardian_id = \(World.person(.otherGuardian))
                        """))
            }
        }

        /// Whether they see the child among their own.
        func sees(_ token: String) async throws -> Bool {
            try await house.visit(.get, "/guardian", as: token).body.contains("Aino")
        }
    }

    /// The check characters of codes that are written with their first ten alone.
    private static func whole(_ text: String) -> String {
        "0123456789ABCDEFHJKLMNPRSTUVWXY".map { String(text.prefix(10)) + String($0) }
            .first { PersonalIdentityCode($0) != nil } ?? ""
    }

    private func open(
        _ change: @escaping @Sendable (FakeMandates) -> Void = { _ in },
        complain: @escaping @Sendable (String) -> Void = { _ in },
        now: @escaping @Sendable () -> Instant = { World.now },
        _ body: @escaping @Sendable (Town) async throws -> Void
    ) async throws {
        let (party, mandates) = (FakeIdentityProvider(now: now), FakeMandates(now: now))
        let child = Self.whole(Self.childCode)
        mandates.change { $0.children = [NationalWorld.code: [child]] }
        change(mandates)
        party.change { manner in
            manner.claims = [
                NationalWorld.claim: .string(NationalWorld.code), "acr": .string(NationalWorld.high),
                "auth_time": .number(Double(now().milliseconds / 1000)),
            ]
        }
        try await TestHouse.open(
            now: now, outbound: mandates.outbound(party.outbound), complain: complain
        ) { house async throws in
            let database = house.database
            try await NationalWorld.prepare(database) {
                $0.mandates = MandateAddress(address: FakeMandates.address, clientID: FakeMandates.client)
            }
            let secrets = try World.seal().close(
                MandateSecrets(key: FakeMandates.key, password: FakeMandates.password).bytes(),
                for: MandateSecrets.place)
            _ = try await database.write {
                try $0.run(
                    """
                    UPDATE identity_provider SET mandate_secrets = \(secrets)
                    WHERE provider_id = \(World.lake) AND id = \(Self.suomifi)
                    """)
            }
            try await NationalWorld.register(NationalWorld.code, of: World.person(.otherGuardian), database)
            try await NationalWorld.register(child, of: World.person(.pupil), database)
            let document = try await house.visit(.get, "/sign-in/keys/\(Self.suomifi)", as: nil)
            let keys =
                try JSONDecoder().decode([String: [JSONValue]].self, from: Data(document.body.utf8))["keys"] ?? []
            party.change { $0.encryptsFor = keys.first { $0.text.contains("\"enc\"") } }
            try await body(Town(traveller: Traveller(house: house, party: party), mandates: mandates))
        }
    }

    @Test func `whom they chose and may act for is their child for the day, found by the keyed hash alone`()
        async throws
    {
        try await open { town async throws in
            let way = try await town.signIn(to: "/account/mandates")
            #expect(way.location.hasPrefix("https://valtuudet.example/oauth/authorize?client_id=digione-hpa"))
            #expect(way.location.contains("redirect_uri=https%3A%2F%2Fdigione.example%2Fsign-in%2Fmandates"))
            #expect(try await !town.sees(way.token))
            let back = try await town.choose(way)
            #expect(back.status == .seeOther && back.location == "/account/mandates")
            #expect(town.mandates.refusals.isEmpty)
            #expect(try await town.rows() == ["valtuudet"])
            #expect(try await town.sees(way.token))
            // What came back is used once.
            let again = try await town.choose(way)
            #expect(
                again.location == "/account/mandates"
                    && again.headers[values: .setCookie].contains { $0.contains("failed") })
            // Once more on the same day is the same guardianship.
            let next = try await town.signIn(to: "/account/mandates")
            _ = try await town.choose(next)
            #expect(try await town.rows() == ["valtuudet"])
            let child = Self.whole(Self.childCode)
            for (place, bytes) in try await NationalWorld.everything(town.house.database) {
                let text = String(decoding: bytes, as: UTF8.self)
                #expect(
                    !text.contains(child) && !text.contains(NationalWorld.code) && !text.contains("Salainen"),
                    "\(place)")
            }
        }
    }

    @Test func `on the next day it is over, and a mandate gives it again`() async throws {
        let clock = Mutex(World.now)
        try await open(now: { clock.withLock { $0 } }) { town async throws in
            let way = try await town.signIn(to: "/account/mandates")
            _ = try await town.choose(way)
            #expect(try await town.sees(way.token))
            clock.withLock { $0 = World.now.adding(days: 1) }
            town.traveller.party.change {
                $0.claims["auth_time"] = .number(Double(World.now.adding(days: 1).milliseconds / 1000))
            }
            let next = try await town.signIn(to: "/account/mandates")
            #expect(try await !town.sees(next.token))
            _ = try await town.choose(next)
            #expect(try await town.sees(next.token))
            #expect(try await town.rows() == ["valtuudet"])
        }
    }

    @Test func `who has a child by the register is not asked, and who has none is led there`() async throws {
        try await open { town async throws in
            #expect(try await town.signIn().location == "/")
            #expect(town.mandates.calls.isEmpty)
            _ = try await town.house.database.write { writer in
                try writer.run(
                    """
                    UPDATE guardianship SET ended_at = \(World.now)
                    WHERE provider_id = \(World.lake) AND guardian_id = \(World.person(.otherGuardian))
                    """)
                try writer.run(
                    """
                    INSERT INTO role_assignment (provider_id, id, person_id, organisation_id, role, is_primary, source,
                        source_id)
                    VALUES (\(World.lake), \(UUID()), \(World.person(.otherGuardian)), \(World.lakeSchool), 'guardian',
                        \(true), 'test', 'guardian')
                    """)
            }
            let way = try await town.signIn(to: "/account")
            #expect(way.location.hasPrefix("https://valtuudet.example/oauth/authorize"))
            #expect(try await town.choose(way).location == "/account")
            #expect(try await town.rows() == ["valtuudet"])
        }
    }

    /// What keeps the child away, and what it changes.
    static let limits: [(String, SQL)] = [
        ("the register ended it", registered(isEnded: true)),
        ("the register limited it", registered(isEnded: false)),
        (
            "the child is protected",
            "UPDATE person SET protected = \(true) WHERE provider_id = \(World.lake) AND id = \(World.person(.pupil))"
        ),
        (
            "the child is of age",
            """
            UPDATE person SET birth_date = \(CivilDate(year: 2000, month: 1, day: 1))
            WHERE provider_id = \(World.lake) AND id = \(World.person(.pupil))
            """
        ),
        (
            "two people have the child's code",
            """
            INSERT INTO person_identity (provider_id, person_id, source, code_hash, known_at)
            SELECT provider_id, \(World.person(.classmate)), source, code_hash, known_at FROM person_identity
            WHERE provider_id = \(World.lake) AND person_id = \(World.person(.pupil))
            """
        ),
    ]

    /// A guardianship of the two in the register: one that is over, or one that shows little.
    private static func registered(
        isEnded: Bool, of guardian: ID<Person> = World.person(.otherGuardian)
    ) -> SQL {
        let scope = isEnded ? Guardianship.Scope.full : .information
        let ended: Instant? = isEnded ? World.now.adding(days: -9) : nil
        return """
            INSERT INTO guardianship (provider_id, id, guardian_id, child_id, scope, evidence, source, source_id, ended_at)
            VALUES (\(World.lake), \(UUID()), \(guardian), \(World.person(.pupil)), \(scope), 'test',
                'oneroster', 'bond', \(ended))
            """
    }

    @Test(arguments: limits.map(\.0))
    func `nothing is given beyond what the register lets`(_ name: String) async throws {
        let sql = try #require(Self.limits.first { $0.0 == name }?.1)
        try await open { town async throws in
            _ = try await town.house.database.write { try $0.run(sql) }
            let way = try await town.signIn(to: "/account/mandates")
            let back = try await town.choose(way)
            #expect(back.headers[values: .setCookie].contains { $0.contains("mandates-none") })
            #expect(try await !town.rows().contains("valtuudet"))
        }
    }

    @Test func `whoever may not act for the child, and a stranger's child, is given nobody`() async throws {
        let child = Self.whole(Self.childCode)
        for change: @Sendable (inout FakeMandates.Manner) -> Void in [
            { $0.disallowed = [child] }, { $0.children = [NationalWorld.code: ["rubbish", NationalWorld.otherCode]] },
            { $0.children = [:] },
        ] {
            try await open({ $0.change(change) }) { town async throws in
                let back = try await town.choose(try await town.signIn(to: "/account/mandates"))
                #expect(back.headers[values: .setCookie].contains { $0.contains("mandates-none") })
                #expect(try await town.rows().isEmpty)
            }
        }
    }

    @Test func `an artificial code gives nobody where they are not agreed`() async throws {
        try await open { town async throws in
            let way = try await town.signIn(to: "/account/mandates")
            _ = try await town.house.database.write { writer in
                try writer.run(
                    """
                    UPDATE identity_provider SET allows_test_numbers = \(false)
                    WHERE provider_id = \(World.lake) AND id = \(Self.suomifi)
                    """)
            }
            let back = try await town.choose(way)
            #expect(back.headers[values: .setCookie].contains { $0.contains("mandates-none") })
            #expect(try await town.rows().isEmpty)
        }
    }

    @Test func `a service that is away or answers rubbish keeps nobody from signing in, and no sentence names anybody`()
        async throws
    {
        let said = Mutex<[String]>([])
        for change: @Sendable (inout FakeMandates.Manner) -> Void in [
            { $0.isAway = true }, { $0.statuses["/service/hpa/user"] = 500 }, { $0.bodies["/service/hpa/user"] = "{" },
            { $0.bodies["/service/hpa/user"] = #"{"sessionId":"a b","userId":""}"# },
        ] {
            try await open(
                { $0.change(change) }, complain: { text in said.withLock { $0.append(text) } }
            ) { town async throws in
                let way = try await town.signIn(to: "/account/mandates")
                #expect(way.location == "/account/mandates")
                #expect(way.cookies.contains { $0.contains("mandates-failed") })
                #expect(try await town.house.visit(.get, "/guardian", as: way.token).status == .ok)
            }
        }
        #expect(said.withLock { $0.count } == 4)
        #expect(
            said.withLock { $0.allSatisfy { !$0.contains(NationalWorld.code) && !$0.contains("valtuudet.example") } })
    }

    @Test func `an answer later on, of another browser or session, or of nobody gives nobody anything`() async throws {
        try await open { town async throws in
            let way = try await town.signIn(to: "/account/mandates")
            for (token, location) in [("nobody", "/sign-in"), (Who.guardian.token ?? "", "/account/mandates")] {
                #expect(try await town.choose(way, as: token).location == location)
            }
            let bare = try await town.house.visit(.get, "/sign-in/mandates?code=code-1", as: way.token)
            #expect(bare.headers[values: .setCookie].contains { $0.contains("mandates-failed") })
            let none = try await town.choose(way, code: "")
            #expect(none.headers[values: .setCookie].contains { $0.contains("mandates-none") })
            #expect(try await town.rows().isEmpty)
        }
        // Another session of the same account; then the one that asked, too late and in time.
        for minutes: Int64 in [15, 14] {
            let clock = TestClock()
            try await open(now: { clock.now }) { town async throws in
                let way = try await town.signIn(to: "/account/mandates")
                let other = try await town.signIn()
                #expect(other.location == "/")
                let back = try await town.choose(way, as: other.token)
                #expect(back.headers[values: .setCookie].contains { $0.contains("mandates-failed") })
                #expect(try await town.rows().isEmpty)
                clock.move(toSeconds: minutes * 60)
                _ = try await town.choose(way)
                #expect(try await town.rows() == (minutes < 15 ? ["valtuudet"] : []))
            }
        }
        // The second half of the conversation fails: the session stays.
        try await open({ $0.change { $0.statuses["/oauth/token"] = 503 } }) { town async throws in
            let way = try await town.signIn(to: "/account/mandates")
            let back = try await town.choose(way)
            #expect(back.headers[values: .setCookie].contains { $0.contains("mandates-failed") })
            #expect(try await town.house.visit(.get, "/guardian", as: way.token).status == .ok)
        }
    }

    @Test func `an administrator names the service; its secrets are sealed, kept, and go with the address`()
        async throws
    {
        try await open { town async throws in
            let (house, page) = (town.house, BrokerPath.party("lake", Self.suomifi))
            func save(_ address: String, _ key: String, _ password: String) async throws -> Reply {
                try await house.post(
                    page, as: .administrator,
                    [
                        "title": "Suomi.fi", "issuer": FakeIdentityProvider.issuer, "client-id": "digione",
                        "authentication": "key", "algorithm": "ES256", "roles": "guardian", "enabled": "on",
                        "classes": NationalWorld.high, "identity-code": NationalWorld.claim,
                        "key-encryption": "ECDH-ES", "content-encryption": "A256GCM", "mandate-address": address,
                        "mandate-client": "digione", "mandate-key": key, "mandate-password": password,
                    ])
            }
            func secrets() async throws -> MandateSecrets? {
                let party = try await house.database.read { try $0.one(ConnectedParty.under(Self.suomifi)) }.party
                return try party.sealedMandates.flatMap {
                    MandateSecrets(try World.seal().open($0, for: MandateSecrets.place))
                }
            }
            #expect(
                try await house.get(page, as: .administrator).body.contains("https://digione.example/sign-in/mandates"))
            #expect(try await save("https://valtuudet.example/", "the-key", "the-password").status == .seeOther)
            #expect(try await secrets()?.key == "the-key")
            #expect(try await save("https://other.example", "", "").status == .seeOther)
            #expect(try await secrets()?.password == "the-password")
            for (address, key, password) in [
                ("http://valtuudet.example", "", ""), ("https://a.example?x", "", ""), ("https://a.example", "key", ""),
                ("https://a.example", "", "a b"),
            ] {
                #expect(try await save(address, key, password).status == .unprocessableContent, "\(address)")
            }
            #expect(try await save("", "", "").status == .seeOther)
            #expect(try await secrets() == nil)
            for (place, bytes) in try await NationalWorld.everything(house.database) {
                let text = String(decoding: bytes, as: UTF8.self)
                #expect(!text.contains("the-key") && !text.contains("the-password"), "\(place)")
            }
        }
    }

    /// What the register comes to say after the choice.
    static let later: [(String, [SQL])] = [
        ("the register ended it", [registered(isEnded: true)]),
        ("the child is protected", limits.filter { $0.0 == "the child is protected" }.map(\.1)),
        (
            "the register ended that of another record of theirs",
            [
                registered(isEnded: true, of: World.person(.adultGuardian)),
                """
                INSERT INTO account_person (account_id, provider_id, person_id, evidence, linked_at)
                SELECT account_id, provider_id, \(World.person(.adultGuardian)), evidence, linked_at FROM account_person
                WHERE provider_id = \(World.lake) AND person_id = \(World.person(.otherGuardian))
                """,
            ]
        ),
    ]

    @Test(arguments: later.map(\.0))
    func `what the register comes to say on the same day goes before the mandate`(_ name: String) async throws {
        let statements = try #require(Self.later.first { $0.0 == name }?.1)
        try await open { town async throws in
            let way = try await town.signIn(to: "/account/mandates")
            _ = try await town.choose(way)
            #expect(try await town.sees(way.token))
            try await town.house.database.write { writer in
                for sql in statements { try writer.run(sql) }
                try ChangeFeed.append(.create, of: "guardianship", UUID(), in: World.lake, at: World.now, in: writer)
            }
            #expect(try await !town.sees(way.token))
        }
    }
}
