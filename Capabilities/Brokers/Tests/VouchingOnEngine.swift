import Accounts
import Base
import Directory
import Foundation
import HTTPTypes
import Storage
import TestKit
import Testing
import Web

@testable import Brokers

/// Administrators are confirmed by an identity provider that the platform's operator vouches for, as it is set
/// (decision 0026).
@Suite struct VouchingOnEngine {
    /// A house with strong logins of the town, one of them the administrator's, who has a second factor here.
    private func open(
        linked: Bool = true, hasOwn: Bool = true, vouches: Bool = true,
        _ body: @escaping @Sendable (Traveller) async throws -> Void
    ) async throws {
        try await Traveller.open { traveller async throws in
            let database = traveller.house.database
            traveller.party.change {
                $0.userinfo = [:]
                $0.claims = ["auth_time": .number(Double(World.now.milliseconds / 1000)), "amr": ["mfa"]]
            }
            var manner = Manner()
            manner.strongMethods = ["mfa"]
            try await NationalWorld.agree(manner, database)
            let account = try await BrokerWorld.account(of: .administrator, database)
            if linked { try await NationalWorld.link("person-1", to: .administrator, database) }
            if hasOwn {
                _ = try await database.write {
                    try $0.run(
                        """
                        INSERT INTO one_time_code_key (account_id, sealed_key, made_at, confirmed_at, last_step)
                        VALUES (\(account), \([UInt8]()), \(World.now), \(World.now), \(Int64(0)))
                        """)
                }
            }
            if vouches { try await Self.vouch(database) }
            try await body(traveller)
        }
    }

    private static func vouch(_ database: any Database) async throws {
        let seal = try World.seal()
        let party = try await database.write {
            try VouchedParty.set(
                BrokerWorld.plain.description, vouches: true, seal, at: World.now, in: $0)
        }
        #expect(party.vouching == .good && party.provider == "lake" && party.strong == ["mfa"])
    }

    private func standing(_ database: any Database) async throws -> Vouching? {
        let seal = try World.seal()
        return try await database.read { try VouchedParty.all(seal, in: $0) }
            .first { $0.id == BrokerWorld.plain.description }?.vouching
    }

    private func confirm(_ traveller: Traveller) async throws -> Reply {
        let trip = try await traveller.begin(BrokerWorld.plain, to: "/account", purpose: "confirm", as: .administrator)
        return try await traveller.answer(trip, as: .administrator)
    }

    @Test func `it confirms an administrator who has a second factor here, and signs in none`() async throws {
        try await open { traveller async throws in
            let (house, database) = (traveller.house, traveller.house.database)
            try await house.weaken(.administrator)
            let asked = try await house.get(ActingPath.strong(), as: .administrator)
            #expect(asked.body.contains("/sign-in/with/\(BrokerWorld.plain)"))
            let token = try #require(try await confirm(traveller).newToken)
            #expect(try await NationalWorld.strength(of: token, database) == "strong-broker")
            let page = BrokerPath.party("lake", BrokerWorld.plain)
            #expect(try await house.visit(.get, page.description, as: token).status == .ok)
            let signIn = try await traveller.travel(BrokerWorld.plain)
            #expect(signIn.status == .forbidden && signIn.newToken == nil)
        }
    }

    @Test func `without the operator's word, or a second factor here, it confirms nobody who administers`() async throws
    {
        for (hasOwn, vouches) in [(true, false), (false, true)] {
            try await open(hasOwn: hasOwn, vouches: vouches) { traveller async throws in
                try await traveller.house.weaken(.administrator)
                let asked = try await traveller.house.get(ActingPath.strong(), as: .administrator)
                #expect(!asked.body.contains("/sign-in/with/"))
                let reply = try await confirm(traveller)
                #expect(reply.status == .forbidden && reply.newToken == nil)
            }
        }
    }

    @Test func `whoever governs elsewhere too is confirmed by no word of this provider`() async throws {
        try await open { traveller async throws in
            let database = traveller.house.database
            try await BrokerWorld.link(
                .administrator, to: World.person(.otherAdministrator), in: World.birch, database)
            try await traveller.house.weaken(.administrator)
            let reply = try await confirm(traveller)
            #expect(reply.status == .forbidden && reply.newToken == nil)
        }
    }

    /// Every setting that decides who comes, and how strongly.
    static let changes: [(String, String)] = [
        ("issuer", "issuer = 'https://other.example'"), ("client_id", "client_id = 'other'"),
        ("authentication", "authentication = 'post'"), ("algorithm", "algorithm = 'RS256'"),
        ("mapping", #"mapping = '{"learnerNumber":"x","domain":""}'"#), ("tests", "allows_test_numbers = TRUE"),
        (
            "manner",
            #"manner = '{"classes":[],"strongClasses":[],"strongMethods":["mfa","pwd"],"signsRequests":false,"endsSessions":false,"identityCode":""}'"#
        ), ("manner gone", "manner = NULL"), ("secret", "secret = NULL"),
    ]

    @Test(arguments: changes.map(\.0))
    func `whoever changes what decides ends the operator's word`(_ name: String) async throws {
        let change = try #require(Self.changes.first { $0.0 == name }?.1)
        try await open { traveller async throws in
            let database = traveller.house.database
            let sql = SQL(stringLiteral: "UPDATE identity_provider SET \(change) WHERE id = ")
            _ = try await database.write { try $0.run("\(sql)\(BrokerWorld.plain)") }
            #expect(try await standing(database) == .changed)
        }
    }

    @Test
    func `what the button says and for whom it speaks may change; a form that is saved as it was changes nothing`()
        async throws
    {
        try await open { traveller async throws in
            let database = traveller.house.database
            let roles = try JSONDocument(encoding: [Role.teacher])
            _ = try await database.write {
                try $0.run(
                    "UPDATE identity_provider SET title = 'Uusi', roles = \(roles) WHERE id = \(BrokerWorld.plain)")
            }
            #expect(try await standing(database) == .good)
            func save(strong methods: String) async throws {
                let reply = try await traveller.house.post(
                    BrokerPath.party("lake", BrokerWorld.plain), as: .administrator,
                    [
                        "title": "Kirjaudu", "issuer": FakeIdentityProvider.issuer, "client-id": "digione",
                        "authentication": "basic", "algorithm": "ES256", "learner-number": "learner",
                        "roles": "teacher", "strong-methods": methods, "enabled": "on",
                    ])
                #expect(reply.status == .seeOther)
            }
            try await save(strong: "mfa")
            #expect(try await standing(database) == .good)
            try await save(strong: "mfa pwd")
            #expect(try await standing(database) == .changed)
            try await traveller.house.weaken(.administrator)
            #expect(try await confirm(traveller).status == .forbidden)
        }
    }

    @Test func `an administrator adds such a login only when the session is confirmed`() async throws {
        try await open(linked: false) { traveller async throws in
            let (house, database) = (traveller.house, traveller.house.database)
            let trip = try await traveller.beginAdding(as: .administrator)
            try await house.weaken(.administrator)
            let weak = try await traveller.answer(trip, as: .administrator)
            #expect(weak.status == .forbidden)
            #expect(try await BrokerWorld.links(database).isEmpty)
        }
        try await open(linked: false) { traveller async throws in
            let trip = try await traveller.beginAdding(as: .administrator)
            #expect(try await traveller.answer(trip, as: .administrator).location == "/account")
            #expect(try await BrokerWorld.links(traveller.house.database).keys.contains("person-1"))
        }
    }

    @Test func `nobody vouches for what is not strong, or for what is not there`() async throws {
        try await open(vouches: false) { traveller async throws in
            let database = traveller.house.database
            let seal = try World.seal()
            try await NationalWorld.agree(Manner(), database)
            for (id, refusal) in [
                (BrokerWorld.plain.description, VouchedParty.Refusal.notStrong),
                (BrokerWorld.mpassid.description, .notStrong), (World.nobody.description, .unknown), ("x", .unknown),
            ] {
                await #expect(throws: refusal) {
                    try await database.write {
                        _ = try VouchedParty.set(id, vouches: true, seal, at: World.now, in: $0)
                    }
                }
            }
        }
    }
}
