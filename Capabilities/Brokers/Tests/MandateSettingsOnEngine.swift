import Base
import HTTPTypes
import Storage
import TestKit
import Testing
import Web

@testable import Brokers

/// The mandate service on the administrator's page of Suomi.fi; decision 0026.
@Suite struct MandateSettingsOnEngine {
    @Test func `an administrator names the service; its secrets are sealed, kept, and go with the address`()
        async throws
    {
        try await MandateTown.open { town async throws in
            let (house, page) = (town.house, BrokerPath.party("lake", NationalWorld.suomifi))
            func save(_ address: String, _ key: String, _ password: String) async throws -> Reply {
                try await house.post(
                    page, as: .administrator,
                    [
                        "title": "Suomi.fi", "issuer": FakeIdentityProvider.issuer, "client-id": "digione",
                        "authentication": "key", "algorithm": "ES256", "roles": "guardian", "enabled": "on",
                        "classes": NationalWorld.high, "identity-code": NationalWorld.claim,
                        "key-encryption": "ECDH-ES", "content-encryption": "A256GCM", "mandate-address": address,
                        "mandate-client": "digione", "mandate-secret": key, "mandate-password": password,
                    ])
            }
            func secrets() async throws -> MandateSecrets? {
                let party = try await house.database.read { try $0.one(ConnectedParty.under(NationalWorld.suomifi)) }
                    .party
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
}
