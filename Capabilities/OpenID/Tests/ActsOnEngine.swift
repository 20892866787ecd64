import Accounts
import Base
import Clients
import Foundation
import HTTPTypes
import Storage
import TestKit
import Testing
import Web

@testable import OpenID

/// Acts on services, their releases and our keys in the audit that administrators read.
@Suite struct ActsOnEngine {
    private func audit(
        _ house: TestHouse, as who: Who = .administrator, at slug: String = "lake",
        _ query: KeyValuePairs<String, String> = [:]
    ) async throws -> String {
        let reply = try await house.get(ActingPath.signInAudit(slug).with(query), as: who)
        #expect(reply.status == .ok)
        return reply.body
    }

    /// Registers at our door, says anew what it is, and takes itself away.
    private func live(_ house: TestHouse, name: String = "Uusi palvelu") async throws -> ID<Client> {
        let token = try await house.database.write { writer in
            try RegistrationToken.add(
                label: "Toimittaja", uses: 1, until: World.now.adding(days: 1), at: World.now, in: writer)
        }
        let document: [String: JSONValue] = [
            "client_name": .string(name), "redirect_uris": ["https://uusi.example/back"],
        ]
        func ask(
            _ method: HTTPRequest.Method, _ path: String, _ token: String, _ document: [String: JSONValue]?
        ) async throws -> Reply {
            try await house.visit(
                method, path, as: nil, [.contentType: "application/json", .authorization: "Bearer \(token)"],
                body: document.map { JSONValue.object($0).text } ?? "")
        }
        let made = try await ask(.post, "/oidc/clients", token, document)
        guard case .string(let id)? = try made.members["client_id"],
            case .string(let access)? = try made.members["registration_access_token"]
        else { throw Missing() }
        let same = try await ask(
            .put, "/oidc/clients/\(id)", access, document.merging(["client_id": .string(id)]) { $1 })
        guard case .string(let next)? = try same.members["registration_access_token"] else { throw Missing() }
        let other = document.merging([
            "client_id": .string(id), "redirect_uris": ["https://uusi.example/other"],
            "logo_uri": "https://uusi.example/l",
        ]) { $1 }
        #expect(try await ask(.put, "/oidc/clients/\(id)", next, other).status == .ok)
        return try #require(ID<Client>(id))
    }

    private struct Missing: Error {}

    @Test func `what a service does with its registration is read by who releases something to it, and by nobody else`()
        async throws
    {
        try await TestHouse.open { house in
            let client = try await live(house)
            #expect(try await !audit(house).contains("Uusi palvelu"))
            _ = try await house.post(
                OpenIDPath.releaseForm("lake", client), as: .administrator,
                [
                    "fields": "name", "reach": "all", "legal-basis": "public_task", "purpose": "Tehtävät",
                    "from": World.now.day.description,
                ])
            let body = try await audit(house)
            #expect(body.contains("Palvelu liitetty: Uusi palvelu"))
            #expect(body.contains("Tietojen luovutus hyväksytty palvelulle: Uusi palvelu (nimi)"))
            // Saying the same once more is no change.
            #expect(body.ranges(of: "Palvelun tietoja muutettu: Uusi palvelu (logo_uri, redirect_uris)").count == 1)
            #expect(body.ranges(of: "Palvelun tietoja muutettu").count == 1)
            #expect(body.contains("palvelu itse"))
            #expect(try await !audit(house, as: .otherAdministrator, at: "birch").contains("Uusi palvelu"))
            // What was decided about stands under the name that it had.
            try await house.database.write { writer in
                var metadata = try writer.one(Client.under(client)).metadata
                metadata.clientName = "Wilma"
                try Client.change(
                    client, metadata, needsPKCE: true, mayRefresh: false, by: .command, at: World.now, in: writer)
            }
            #expect(try await audit(house).contains("hyväksytty palvelulle: Uusi palvelu"))
        }
    }

    @Test func `new secrets, ends, tokens and keys stand in it, with who did it`() async throws {
        try await TestHouse.open { house in
            try await house.database.write { writer in
                try Client.set(
                    secretHash: Token.session().hash, of: World.service, by: .command, at: World.now, in: writer)
                _ = try Client.end(World.service, by: .command, at: World.now, in: writer)
                _ = try RegistrationToken.add(
                    label: "Salattu nimi", uses: 1, until: World.now.adding(days: 1), at: World.now, in: writer)
            }
            let ring = KeyRing(
                database: house.database, seal: try Seal(key: Array(repeating: 1, count: 32)), now: { World.now })
            _ = try await ring.published()
            try await ring.rotate(atOnce: true)
            let body = try await audit(house, ["topic": "services"])
            for words in [
                "Palvelulle uusi salaisuus: Laskupolku", "Palvelu poistettu käytöstä: Laskupolku",
                "Palveluille tehty liittymistunnus", "Uusi allekirjoitusavain (RS256)", "ylläpito komennolla",
                "ajastus",
            ] { #expect(body.contains(words), "\(words)") }
            #expect(!body.contains("Salattu nimi") && !body.contains("Kirjautuminen: salasana"))
            // What concerns everybody is read by everybody; a service that one knows nothing of is not.
            let other = try await audit(house, as: .otherAdministrator, at: "birch", ["topic": "services"])
            #expect(other.contains("Uusi allekirjoitusavain (ES256)") && !other.contains("Laskupolku"))
        }
    }

    @Test func `a release that ends says what was let out, to the page and to the file`() async throws {
        try await TestHouse.open { house in
            _ = try await house.post(OpenIDPath.releaseEnding("lake", World.release), as: .administrator)
            let body = try await audit(house, ["topic": "releases"])
            #expect(body.contains("Tietojen luovutus palvelulle päätetty: Laskupolku (nimi, sähköpostiosoite"))
            #expect(!body.contains("Palvelu liitetty"))
            let made = try await house.post(
                PathPattern("/lake/administrator/sign-in-audit/exports")(), as: .administrator,
                ["reason": "Selvityspyyntö 15/2026"])
            let file = try await house.visit(.get, #require(made.location), as: Who.administrator.token).body
            #expect(file.contains("Tietojen luovutus palvelulle päätetty: Laskupolku"))
            #expect(file.contains("Palvelu liitetty: Laskupolku;;ylläpito komennolla"))
        }
    }

    @Test func `acts on services are asked for by no person and no maker`() async throws {
        try await TestHouse.open { house in
            for name in ["person", "maker"] {
                let body = try await house.get(
                    ActingPath.signInAudit("lake").with([name == "person" ? "person" : "maker": "Leena Salo"]),
                    as: .administrator
                ).body
                #expect(!body.contains("Palvelu liitetty"))
            }
        }
    }
}
