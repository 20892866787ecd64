import Accounts
import Base
import Clients
import Directory
import Foundation
import HTTPTypes
import Storage
import TestKit
import Testing
import Web

@testable import Brokers

/// Suomi.fi, its mandate service as a small server of that shape, and a house that asks both.
struct MandateTown: Sendable {
    let traveller: Traveller
    let mandates: FakeMandates
    var house: TestHouse { traveller.house }

    /// Signs in by Suomi.fi as the classmate's guardian; where the browser is led, and the session.
    func signIn(to: String = "") async throws -> (location: String, token: String, cookies: [String]) {
        let reply = try await traveller.travel(NationalWorld.suomifi, to: to)
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

    /// The pupil's code, of the pupil's birth date; artificial.
    static let child =
        "0123456789ABCDEFHJKLMNPRSTUVWXY".map { "040513A902" + String($0) }
        .first { PersonalIdentityCode($0) != nil } ?? ""

    /// Runs `body` in a town whose Suomi.fi knows the guardian and whose mandate service knows the child.
    static func open(
        _ change: @escaping @Sendable (FakeMandates) -> Void = { _ in },
        complain: @escaping @Sendable (String) -> Void = { _ in },
        now: @escaping @Sendable () -> Instant = { World.now },
        _ body: @escaping @Sendable (MandateTown) async throws -> Void
    ) async throws {
        let (party, mandates) = (FakeIdentityProvider(now: now), FakeMandates(now: now))
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
                    WHERE provider_id = \(World.lake) AND id = \(NationalWorld.suomifi)
                    """)
            }
            try await NationalWorld.register(NationalWorld.code, of: World.person(.otherGuardian), database)
            try await NationalWorld.register(child, of: World.person(.pupil), database)
            let document = try await house.visit(.get, "/sign-in/keys/\(NationalWorld.suomifi)", as: nil)
            let keys =
                try JSONDecoder().decode([String: [JSONValue]].self, from: Data(document.body.utf8))["keys"] ?? []
            party.change { $0.encryptsFor = keys.first { $0.text.contains("\"enc\"") } }
            try await body(MandateTown(traveller: Traveller(house: house, party: party), mandates: mandates))
        }
    }
}
