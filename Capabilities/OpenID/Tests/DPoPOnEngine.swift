import Base
import Clients
import Foundation
import HTTPTypes
import Storage
import TestKit
import Testing

@testable import OpenID

/// RFC 9449: tokens that are worth something only with a key, on both engines.
@Suite struct DPoPOnEngine {
    /// A service in a browser that has a key.
    private struct Holder: Sendable {
        var journey: Journey
        let key = ProofKey()

        static let issuer = "https://digione.example"

        init(_ house: TestHouse, isPublic: Bool = true) {
            journey =
                isPublic
                ? Journey(house: house, client: World.openService, redirect: World.openServiceAddress, secret: nil)
                : Journey(house: house)
        }

        /// The nonce that the server asks for.
        func nonce() async throws -> String {
            let reply = try await ask(
                "/oidc/token", [:], proof: key.proof("POST", Self.issuer + "/oidc/token", nonce: nil))
            #expect(reply.status == .badRequest)
            #expect(reply.error == "use_dpop_nonce")
            return try #require(reply.headers[.dpopNonce])
        }

        func proof(_ path: String, key other: ProofKey? = nil) async throws -> String {
            try await (other ?? key).proof("POST", Self.issuer + path, nonce: nonce())
        }

        func ask(_ path: String, _ fields: KeyValuePairs<String, String>, proof: String?) async throws -> Reply {
            try await journey.ask(path, fields, headers: proof.map { [.dpop: $0] } ?? [:])
        }

        func redeem(_ code: String, proof: String?) async throws -> Reply {
            try await ask(
                "/oidc/token",
                [
                    "grant_type": "authorization_code", "code": code, "redirect_uri": journey.redirect,
                    "code_verifier": journey.verifier,
                ], proof: proof)
        }

        func code(_ more: KeyValuePairs<String, String> = [:]) async throws -> String {
            try #require(try await journey.returned(journey.authorize(as: .pupil, more))["code"])
        }

        func refresh(_ token: String, key other: ProofKey? = nil) async throws -> Reply {
            try await ask(
                "/oidc/token", ["grant_type": "refresh_token", "refresh_token": token],
                proof: proof("/oidc/token", key: other))
        }

        func userinfo(_ token: String, scheme: String = "DPoP", proof: String?) async throws -> Reply {
            var headers: HTTPFields = [.authorization: "\(scheme) \(token)"]
            if let proof { headers[.dpop] = proof }
            return try await journey.house.visit(.get, "/oidc/userinfo", as: nil, headers)
        }

        func shown(_ token: String, key other: ProofKey? = nil) async throws -> String {
            try await (other ?? key).proof("GET", Self.issuer + "/oidc/userinfo", nonce: nonce(), token: token)
        }
    }

    private func letRefresh(_ house: TestHouse) async throws {
        try await house.database.write { writer in
            guard let client = try writer.first(Client.under(World.openService)) else { return }
            _ = try Client.change(
                client.id, client.metadata, needsPKCE: true, mayRefresh: true, by: .command, at: World.now, in: writer)
        }
    }

    @Test func `§5: a token is bound to the key, and the challenge for the nonce costs no code`() async throws {
        try await TestHouse.open { house in
            let holder = Holder(house)
            let reply = try await holder.redeem(holder.code(), proof: holder.proof("/oidc/token"))
            #expect(reply.status == .ok)
            #expect(reply.headers[.dpopNonce] != nil)
            let tokens = try Tokens(reply)
            #expect(tokens.type == "DPoP")
            let part = try #require(tokens.access.split(separator: ".").dropFirst().first)
            let claims = try JSONDecoder().decode(
                [String: JSONValue].self, from: Data(try #require(Base64URL.bytes(part))))
            #expect(claims["cnf"] == ["jkt": .string(holder.key.thumbprint)])
        }
    }

    @Test func `§7.1: userinfo wants the proof for this token, this once`() async throws {
        try await TestHouse.open { house in
            let holder = Holder(house)
            let tokens = try await Tokens(holder.redeem(holder.code(), proof: holder.proof("/oidc/token")))
            let proof = try await holder.shown(tokens.access)
            #expect(try await holder.userinfo(tokens.access, proof: proof).status == .ok)
            let again = try await holder.userinfo(tokens.access, proof: proof)
            #expect(again.status == .unauthorized)
            #expect(again.error == "invalid_dpop_proof")
            let bare = try await holder.userinfo(tokens.access, proof: nil)
            #expect(bare.headers[.wwwAuthenticate]?.contains("DPoP algs=\"RS256 ES256 EdDSA\", error=") == true)
            let thief = try await holder.userinfo(
                tokens.access, proof: holder.shown(tokens.access, key: ProofKey()))
            #expect(thief.error == "invalid_token")
            let early = try holder.key.proof(
                "GET", Holder.issuer + "/oidc/userinfo", nonce: nil, token: tokens.access)
            let challenge = try await holder.userinfo(tokens.access, proof: early)
            #expect(challenge.status == .unauthorized)
            #expect(challenge.error == "use_dpop_nonce")
            #expect(challenge.headers[.dpopNonce] != nil)
        }
    }

    @Test func `§7.2: a bound token is no bearer, and a bearer is not bound`() async throws {
        try await TestHouse.open { house in
            let holder = Holder(house)
            let bound = try await Tokens(holder.redeem(holder.code(), proof: holder.proof("/oidc/token")))
            #expect(try await holder.userinfo(bound.access, scheme: "Bearer", proof: nil).error == "invalid_token")
            let form = try await house.visit(
                .post, "/oidc/userinfo", as: nil, [.contentType: "application/x-www-form-urlencoded"],
                body: "access_token=\(bound.access)")
            #expect(form.status == .unauthorized)
            let bearer = try await Tokens(holder.redeem(holder.code(), proof: nil))
            #expect(bearer.type == "Bearer")
            let shown = try await holder.userinfo(bearer.access, proof: holder.shown(bearer.access))
            #expect(shown.error == "invalid_token")
        }
    }

    @Test func `§11.1: a proof counts once at the token endpoint too`() async throws {
        try await TestHouse.open { house in
            let holder = Holder(house)
            let proof = try await holder.proof("/oidc/token")
            #expect(try await holder.redeem(holder.code(), proof: proof).status == .ok)
            let code = try await holder.code()
            #expect(try await holder.redeem(code, proof: proof).error == "invalid_dpop_proof")
            // The code is still good with a proof of its own.
            #expect(try await holder.redeem(code, proof: holder.proof("/oidc/token")).status == .ok)
        }
    }

    @Test func `§4.3, 1: two headers are none`() async throws {
        try await TestHouse.open { house in
            let holder = Holder(house)
            var headers = HTTPFields()
            for _ in 0..<2 {
                headers.append(HTTPField(name: .dpop, value: try await holder.proof("/oidc/token")))
            }
            let reply = try await holder.journey.ask("/oidc/token", [:], headers: headers)
            #expect(reply.error == "invalid_dpop_proof")
        }
    }

    @Test func `§5: a public client's refresh token goes on with its key alone`() async throws {
        try await TestHouse.open { house in
            try await letRefresh(house)
            let holder = Holder(house)
            let first = try await Tokens(holder.redeem(holder.code(), proof: holder.proof("/oidc/token")))
            let old = try #require(first.refresh)
            #expect(try await holder.refresh(old, key: ProofKey()).error == "invalid_grant")
            let bare = try await holder.ask(
                "/oidc/token", ["grant_type": "refresh_token", "refresh_token": old], proof: nil)
            #expect(bare.error == "invalid_grant")
            let second = try await Tokens(holder.refresh(old))
            #expect(second.type == "DPoP")
            // Who has no key cannot end the family with an old one either.
            #expect(try await holder.refresh(old, key: ProofKey()).error == "invalid_grant")
            #expect(try await holder.refresh(try #require(second.refresh)).status == .ok)
        }
    }

    @Test func `§10: a code that was asked for with a key is redeemed with that key`() async throws {
        try await TestHouse.open { house in
            let holder = Holder(house)
            func code() async throws -> String { try await holder.code(["dpop_jkt": holder.key.thumbprint]) }
            let other = try await holder.redeem(code(), proof: holder.proof("/oidc/token", key: ProofKey()))
            #expect(other.error == "invalid_grant")
            #expect(try await holder.redeem(code(), proof: nil).error == "invalid_grant")
            #expect(try await holder.redeem(code(), proof: holder.proof("/oidc/token")).status == .ok)
            let wrong = try await house.visit(
                .get, holder.journey.authorizeLink(["dpop_jkt": "short"]), as: Who.pupil.token)
            #expect(try holder.journey.returned(wrong)["error"] == "invalid_request")
        }
    }

    @Test func `§10.1: a proof with a pushed request says the same as dpop_jkt`() async throws {
        try await TestHouse.open { house in
            let holder = Holder(house, isPublic: false)
            _ = try await holder.journey.tokens(as: .pupil)
            let fields: KeyValuePairs = [
                "redirect_uri": holder.journey.redirect, "response_type": "code", "scope": "openid",
                "code_challenge": holder.journey.challenge, "code_challenge_method": "S256",
            ]
            let pushed = try await holder.ask("/oidc/par", fields, proof: holder.proof("/oidc/par"))
            #expect(pushed.status == .created)
            guard case .string(let name)? = try pushed.members["request_uri"] else {
                Issue.record("no name")
                return
            }
            let link = "/oidc/authorize?client_id=\(holder.journey.client)&request_uri=\(name)"
            let reply = try await house.visit(.get, link, as: Who.pupil.token)
            let code = try #require(try holder.journey.returned(reply)["code"])
            #expect(
                try await holder.redeem(code, proof: holder.proof("/oidc/token", key: ProofKey())).error
                    == "invalid_grant")
            #expect(try await holder.redeem(code, proof: holder.proof("/oidc/token")).status == .ok)
            let split = try await holder.journey.ask(
                "/oidc/par",
                [
                    "redirect_uri": holder.journey.redirect, "response_type": "code", "scope": "openid",
                    "code_challenge": holder.journey.challenge, "code_challenge_method": "S256",
                    "dpop_jkt": ProofKey().thumbprint,
                ], headers: [.dpop: holder.proof("/oidc/par")])
            #expect(split.error == "invalid_dpop_proof")
        }
    }

    @Test func `§6.2: introspection tells the key`() async throws {
        try await TestHouse.open { house in
            let holder = Holder(house, isPublic: false)
            let own = try await Tokens(
                holder.ask(
                    "/oidc/token", ["grant_type": "client_credentials"], proof: holder.proof("/oidc/token")))
            #expect(own.type == "DPoP")
            let told = try await holder.ask("/oidc/introspection", ["token": own.access], proof: nil).members
            #expect(told["token_type"] == "DPoP")
            #expect(told["cnf"] == ["jkt": .string(holder.key.thumbprint)])
        }
    }

    @Test func `§5.2: a client that registered bound tokens gets no others`() async throws {
        try await TestHouse.open { house in
            try await house.database.write { writer in
                guard let client = try writer.first(Client.under(World.service)) else { return }
                var metadata = client.metadata
                metadata.bindsTokens = true
                _ = try Client.change(
                    client.id, metadata, needsPKCE: true, mayRefresh: false, by: .command, at: World.now, in: writer)
            }
            let holder = Holder(house, isPublic: false)
            let bare = try await holder.ask("/oidc/token", ["grant_type": "client_credentials"], proof: nil)
            #expect(bare.error == "invalid_request")
            let bound = try await holder.ask(
                "/oidc/token", ["grant_type": "client_credentials"], proof: holder.proof("/oidc/token"))
            #expect(bound.status == .ok)
        }
    }

    @Test func `proofs are forgotten when none of them could come again`() async throws {
        try await TestHouse.open { house in
            let holder = Holder(house, isPublic: false)
            _ = try await holder.ask(
                "/oidc/token", ["grant_type": "client_credentials"], proof: holder.proof("/oidc/token"))
            func kept() async throws -> Int64 {
                try await house.database.read { try $0.one(Query("SELECT COUNT(*) FROM used_proof")) }
            }
            #expect(try await kept() == 1)
            try await house.database.write { writer in
                try OpenID.removeOld(at: World.now.adding(minutes: 11), in: writer)
            }
            #expect(try await kept() == 0)
        }
    }
}

extension HTTPField.Name {
    static var dpop: HTTPField.Name { HTTPField.Name("DPoP") ?? .server }
    static var dpopNonce: HTTPField.Name { HTTPField.Name("DPoP-Nonce") ?? .server }
}
