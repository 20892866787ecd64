import Base
import Clients
import Foundation
import HTTPTypes
import Outbound
import Storage
import TestKit
import Testing

@testable import OpenID

/// RFC 7592: what a client does with its own registration.
@Suite struct ReregistrationOnEngine {
    /// A client that has registered itself.
    private struct Registered: Sendable {
        let house: TestHouse
        let id: String
        let secret: String?
        var token: String

        static let document: [String: JSONValue] = [
            "client_name": "Uusi", "redirect_uris": ["https://uusi.example/back"], "logo_uri": "https://uusi.example/l",
        ]

        init(_ house: TestHouse, _ document: [String: JSONValue] = document) async throws {
            let token = try await house.database.write { writer in
                try RegistrationToken.add(
                    label: "Testi", uses: 1, until: World.now.adding(days: 1), at: World.now, in: writer)
            }
            let reply = try await house.visit(
                .post, "/oidc/clients", as: nil,
                [.contentType: "application/json", .authorization: "Bearer \(token)"],
                body: JSONValue.object(document).text)
            let told = try JSONDecoder().decode(Told.self, from: Data(reply.body.utf8))
            (self.house, id, secret, self.token) = (house, told.id, told.secret, told.token)
        }

        struct Told: Decodable {
            let id: String
            let secret: String?
            let token: String

            enum CodingKeys: String, CodingKey {
                case id = "client_id"
                case secret = "client_secret"
                case token = "registration_access_token"
            }
        }

        func ask(
            _ method: HTTPRequest.Method, _ document: [String: JSONValue]? = nil, token other: String? = nil
        ) async throws -> Reply {
            try await house.visit(
                method, "/oidc/clients/\(id)", as: nil,
                [.contentType: "application/json", .authorization: "Bearer \(other ?? token)"],
                body: document.map { JSONValue.object($0).text } ?? "")
        }

        func change(_ more: [String: JSONValue]) async throws -> Reply {
            try await ask(.put, Self.document.merging(["client_id": .string(id)]) { $1 }.merging(more) { $1 })
        }
    }

    @Test func `§2.1, §3: it reads what it registered`() async throws {
        try await TestHouse.open { house in
            let client = try await Registered(house)
            let reply = try await client.ask(.get)
            #expect(reply.status == .ok)
            let members = try reply.members
            #expect(members["client_id"] == .string(client.id))
            #expect(members["logo_uri"] == "https://uusi.example/l")
            #expect(members["registration_access_token"] == .string(client.token))
            #expect(members["registration_client_uri"] == .string("https://digione.example/oidc/clients/\(client.id)"))
            #expect(members["client_secret"] == nil)
        }
    }

    @Test func `§2.2: what it sends stands in place of all, its secret stays and its token is another`() async throws {
        try await TestHouse.open { house in
            var client = try await Registered(house)
            let reply = try await client.change(["client_name": "Toinen", "logo_uri": .null])
            #expect(reply.status == .ok)
            let members = try reply.members
            #expect(members["client_name"] == "Toinen")
            #expect(members["logo_uri"] == nil)
            #expect(members["client_secret"] == nil)
            guard case .string(let next)? = members["registration_access_token"] else {
                Issue.record("no token")
                return
            }
            #expect(next != client.token)
            #expect(try await client.ask(.get).status == .unauthorized)
            client.token = next
            #expect(try await client.ask(.get).status == .ok)
            let known = try #require(ID<Client>(client.id))
            let kept = try #require(try await house.database.read { try $0.first(Client.under(known)) })
            #expect(kept.hasSecret(Secret(try #require(client.secret))))
        }
    }

    @Test func `§2.2: the secret cannot be chosen, only repeated`() async throws {
        try await TestHouse.open { house in
            let client = try await Registered(house)
            #expect(try await client.change(["client_secret": "own"]).error == "invalid_client_metadata")
            #expect(try await client.change(["client_secret": .string(client.secret ?? "")]).status == .ok)
        }
    }

    @Test func `§2.2: who comes to need a secret is given one, who needs none loses it`() async throws {
        try await TestHouse.open { house in
            var client = try await Registered(
                house, Registered.document.merging(["token_endpoint_auth_method": "none"]) { $1 })
            #expect(client.secret == nil)
            let told = try await JSONDecoder().decode(
                Registered.Told.self, from: Data(client.change([:]).body.utf8))
            #expect(told.secret != nil)
            client.token = told.token
            #expect(try await client.change(["token_endpoint_auth_method": "none"]).status == .ok)
            let known = try #require(ID<Client>(client.id))
            #expect(try await house.database.read { try $0.first(Client.under(known)) }?.secretHash == nil)
        }
    }

    @Test(
        arguments: [
            ["client_id": .null], ["client_id": "another"], ["registration_access_token": "x"],
            ["registration_client_uri": "https://x.example"], ["client_secret_expires_at": 0],
            ["client_id_issued_at": 0],
            ["redirect_uris": ["http://uusi.example/back"]], ["grant_types": ["password"]], ["client_name": ""],
        ] as [[String: JSONValue]])
    func `§2.2: this is refused, and nothing changes`(_ more: [String: JSONValue]) async throws {
        try await TestHouse.open { house in
            let client = try await Registered(house)
            #expect(try await client.change(more).status == .badRequest)
            #expect(try await client.ask(.get).members["client_name"] == "Uusi")
        }
    }

    /// A provider lets the client have something from `day` on.
    private func decide(on client: Registered, from day: Int, _ house: TestHouse) async throws {
        let known = try #require(ID<Client>(client.id))
        try await house.database.write { writer in
            let draft = ReleaseDraft(
                fields: [.name], legalBasis: .publicTask, purpose: "Tehtävät", from: World.now.day.adding(days: day))
            try Release.add(ID.new(at: World.now), draft, for: known, of: World.lake, at: World.now, in: writer)
        }
    }

    @Test(
        arguments: [
            ["client_name": "Wilma"],
            [
                "redirect_uris": ["https://uusi.example/back", "https://paha.example/back"],
                "sector_identifier_uri": "https://uusi.example/s.json",
            ],
            ["redirect_uris": ["https://paha.example/back"]], ["redirect_uris": ["http://localhost:1/back"]],
            ["token_endpoint_auth_method": "none"], ["client_uri": "https://paha.example/"],
            ["policy_uri": "https://paha.example/"], ["initiate_login_uri": "https://paha.example/start"],
        ] as [[String: JSONValue]])
    func `§2.2: what a provider has decided about stays what it was`(_ more: [String: JSONValue]) async throws {
        let sector = Outbound { _ in
            Outbound.Answer(
                status: 200, body: Array(#"["https://uusi.example/back","https://paha.example/back"]"#.utf8))
        }
        try await TestHouse.open(outbound: sector) { house in
            let client = try await Registered(house)
            try await decide(on: client, from: 30, house)
            let reply = try await client.change(more)
            #expect(reply.status == .badRequest && reply.error == "invalid_client_metadata")
            #expect(reply.body.contains("an operator changes it"))
            #expect(try await client.ask(.get).members["client_name"] == "Uusi")
            // What makes no other service of it goes on.
            let harmless: [String: JSONValue] = [
                "redirect_uris": ["https://uusi.example/other"], "logo_uri": .null, "contacts": ["a@uusi.example"],
                "client_uri": "https://uusi.example/",
            ]
            #expect(try await client.change(harmless).status == .ok)
        }
    }

    @Test func `RFC 7591 §2: what a client may do in its own name is an operator's to give, and kept as it was given`()
        async throws
    {
        try await TestHouse.open { house in
            let wanted: [String: JSONValue] = [
                "grant_types": ["authorization_code", "client_credentials"], "scope": "openid roster.read roster.write",
            ]
            var client = try await Registered(house, Registered.document.merging(wanted) { $1 })
            #expect(try await client.ask(.get).members["scope"] == "openid")
            let known = try #require(ID<Client>(client.id))
            let journey = Journey(house: house, client: known, secret: client.secret)
            let own: KeyValuePairs = ["grant_type": "client_credentials"]
            // It shows who it is, and nothing more: also nothing that is said of people.
            #expect(try await Tokens(journey.ask("/oidc/token", own)).scope == nil)
            for scope in ["roster.read", "openid"] {
                let reply = try await journey.ask("/oidc/token", ["grant_type": "client_credentials", "scope": scope])
                #expect(reply.error == "invalid_scope", "\(scope)")
            }
            try await house.database.write { writer in
                var metadata = try writer.one(Client.under(known)).metadata
                metadata.scope = "openid roster.read"
                try Client.change(
                    known, metadata, needsPKCE: true, mayRefresh: false, by: .command, at: World.now, in: writer)
            }
            #expect(try await Tokens(journey.ask("/oidc/token", own)).scope == "roster.read")
            let told = try await client.change(wanted)
            #expect(try told.members["scope"] == "openid roster.read")
            #expect(try await Tokens(journey.ask("/oidc/token", own)).scope == "roster.read")
            client.token = try JSONDecoder().decode(Registered.Told.self, from: Data(told.body.utf8)).token
            // What it gives back it cannot take again.
            let less = try await client.change(["grant_types": ["client_credentials"], "scope": .null])
            client.token = try JSONDecoder().decode(Registered.Told.self, from: Data(less.body.utf8)).token
            #expect(try await client.change(wanted).members["scope"] == "openid")
            #expect(try await Tokens(journey.ask("/oidc/token", own)).scope == nil)
        }
    }

    @Test func `§2.3: who takes itself away is gone with everything it was given`() async throws {
        try await TestHouse.open { house in
            let client = try await Registered(house)
            var journey = Journey(house: house, redirect: "https://uusi.example/back", secret: client.secret)
            journey.client = try #require(ID<Client>(client.id))
            let tokens = try await journey.tokens(as: .pupil)
            #expect(try await client.ask(.delete).status == .noContent)
            #expect(try await client.ask(.get).status == .unauthorized)
            #expect(try await client.ask(.delete).status == .unauthorized)
            #expect(try await journey.userinfo(tokens.access).status == .unauthorized)
        }
    }

    @Test(arguments: [HTTPRequest.Method.get, .put, .delete])
    func `§2: another's token, none, and clients that did not register themselves`(
        _ method: HTTPRequest.Method
    ) async throws {
        try await TestHouse.open { house in
            let (client, other) = (try await Registered(house), try await Registered(house))
            #expect(try await client.ask(method, token: other.token).status == .unauthorized)
            let bare = try await house.visit(method, "/oidc/clients/\(client.id)", as: nil)
            #expect(bare.status == .unauthorized)
            #expect(bare.headers[.wwwAuthenticate] == "Bearer realm=\"digione\"")
            let made = try await house.visit(
                method, "/oidc/clients/\(World.service)", as: nil, [.authorization: "Bearer \(client.token)"])
            #expect(made.status == .unauthorized)
        }
    }

    private static let sector: [String: JSONValue] = [
        "client_name": "Laaja", "redirect_uris": ["https://a.example/back", "https://b.example/back"],
        "sector_identifier_uri": "https://a.example/sector.json",
    ]

    private func registering(at document: String?, status: Int = 200) async throws -> Reply {
        let outbound = Outbound { call in
            #expect(call.address == "https://a.example/sector.json")
            guard let document else { throw OutboundFault.unreachable }
            return Outbound.Answer(status: status, body: Array(document.utf8))
        }
        let answer = Kept<Reply>()
        try await TestHouse.open(outbound: outbound) { house in
            let token = try await house.database.write { writer in
                try RegistrationToken.add(
                    label: "Testi", uses: 1, until: World.now.adding(days: 1), at: World.now, in: writer)
            }
            await answer.keep(
                try await house.visit(
                    .post, "/oidc/clients", as: nil,
                    [.contentType: "application/json", .authorization: "Bearer \(token)"],
                    body: JSONValue.object(Self.sector).text))
        }
        return try #require(await answer.value)
    }

    private actor Kept<Value: Sendable> {
        var value: Value?
        func keep(_ value: Value) { self.value = value }
    }

    @Test func `OIDC Core §8.1: several hosts are one sector when their document names every address`() async throws {
        let good = #"["https://a.example/back","https://b.example/back","https://c.example/back"]"#
        #expect(try await registering(at: good).status == .created)
    }

    @Test(arguments: [nil, "", "{}", "[1]", "[]", #"["https://a.example/back"]"#])
    func `OIDC Registration §5: without such a document nothing is registered`(_ document: String?) async throws {
        let reply = try await registering(at: document)
        #expect(reply.status == .badRequest)
        #expect(reply.error == "invalid_client_metadata")
    }

    @Test func `OIDC Registration §5: a page that says it is not there is none`() async throws {
        let good = #"["https://a.example/back","https://b.example/back"]"#
        #expect(try await registering(at: good, status: 404).status == .badRequest)
    }
}
