import Accounts
import App
import Audit
import Base
import HTTPTypes
import Storage
import TestKit
import Testing
import Web

@testable import OpenID

/// What services were given stands in the log that the person and the guardians read, on both engines.
@Suite struct DisclosureOnEngine {
    private let child = ActingPath.childAccessLog("lake", World.person(.pupil))

    private func rows(_ house: TestHouse) async throws -> [String] {
        try await house.house.flush()
        return try await house.database.read { reader in
            try reader.all(
                Query("SELECT disclosure.fields, disclosure.times FROM disclosure ORDER BY disclosure.fields") { row in
                    "\(try row.next(String.self)) \(try row.next(Int.self))"
                })
        }
    }

    @Test func `person and guardian read which service got what, once in a quarter of an hour`() async throws {
        try await TestHouse.open { house in
            let journey = Journey(house: house)
            let tokens = try await journey.tokens(as: .pupil, ["scope": "openid profile"])
            for _ in 0..<2 { _ = try await journey.userinfo(tokens.access) }
            #expect(try await rows(house).count == 1)
            for (who, link) in [(Who.pupil, ActingPath.accessLog()), (.guardian, child)] {
                let log = try await house.get(link, as: who)
                #expect(log.body.contains("Laskupolku"), "\(who)")
                #expect(log.body.contains("palvelulle annettiin: nimi"), "\(who)")
                #expect(log.body.contains(">2<"), "\(who)")
            }
        }
    }

    @Test func `an ID Token that says more than who it is counts too`() async throws {
        try await TestHouse.open { house in
            let journey = Journey(house: house)
            _ = try await journey.tokens(
                as: .pupil, ["scope": "openid", "claims": #"{"id_token":{"given_name":null}}"#])
            #expect(try await rows(house) == ["name 1"])
        }
    }

    @Test func `a service that was given nothing stands nowhere`() async throws {
        try await TestHouse.open { house in
            let plain = Journey(house: house)
            _ = try await plain.userinfo(plain.tokens(as: .pupil, ["scope": "openid"]).access)
            let open = Journey(
                house: house, client: World.openService, redirect: World.openServiceAddress, secret: nil)
            _ = try await open.userinfo(open.tokens(as: .pupil).access)
            #expect(try await rows(house).isEmpty)
        }
    }

    @Test func `an administrator finds it by person and not by reader`() async throws {
        try await TestHouse.open { house in
            let journey = Journey(house: house)
            _ = try await journey.userinfo(journey.tokens(as: .pupil).access)
            try await house.house.flush()
            func search(_ fields: KeyValuePairs<String, String>) async throws -> Reply {
                let made = try await house.post(
                    PathPattern("/{provider}/administrator/access-log/searches")("lake"), as: .administrator, fields)
                return try await house.visit(.get, try #require(made.location), as: Who.administrator.token)
            }
            let pupil = World.person(.pupil).description
            let found = try await search(["reason": "Selvityspyyntö 12/2026", "person-id": pupil])
            #expect(found.body.contains("Laskupolku"))
            let byReader = try await search(["reason": "Selvityspyyntö 12/2026", "reader-id": pupil])
            #expect(!byReader.body.contains("Laskupolku"))
        }
    }

    @Test func `a guardian from whom the school is hidden reads that it was a service`() async throws {
        try await TestHouse.open { house in
            // What the provider releases of protected people it releases on purpose; here the log's rows are written as then.
            house.house.accessLog.note(
                [
                    .init(
                        provider: World.lake.uuid, person: World.person(.protectedPupil).uuid,
                        client: World.service.uuid, fields: ["name"])
                ] as [Disclosure], at: World.now)
            try await house.house.flush()
            let log = try await house.get(
                ActingPath.childAccessLog("lake", World.person(.protectedPupil)), as: .informedGuardian)
            #expect(log.body.contains("Palvelu") && !log.body.contains("Laskupolku"))
        }
    }
}
