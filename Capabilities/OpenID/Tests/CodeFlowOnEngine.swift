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

/// OIDC Core §3.1, from the browser's first step to the claims, on both engines.
@Suite struct CodeFlowOnEngine {
    private func with(_ body: @escaping @Sendable (Journey) async throws -> Void) async throws {
        try await TestHouse.open { house in try await body(Journey(house: house)) }
    }

    private func claims(_ token: String?) throws -> [String: JSONValue] {
        let part = try #require(token?.split(separator: ".").dropFirst().first)
        let bytes = try #require(Base64URL.bytes(part))
        return try JSONDecoder().decode([String: JSONValue].self, from: Data(bytes))
    }

    @Test func `OIDC Core §3.1.3.3: a code becomes tokens that say who signed in`() async throws {
        try await with { journey in
            let answer = try await journey.returned(journey.authorize(as: .pupil))
            #expect(answer["state"] == "the-state")
            #expect(answer["iss"] == "https://digione.example")
            let reply = try await journey.redeem(try #require(answer["code"]))
            #expect(reply.status == .ok)
            #expect(reply.headers[.cacheControl] == "no-store")
            let tokens = try Tokens(reply)
            #expect(tokens.type == "Bearer")
            #expect(tokens.seconds == 600)
            let id = try claims(tokens.id)
            #expect(id["iss"] == .string("https://digione.example"))
            #expect(id["aud"] == .string(World.service.description))
            #expect(id["nonce"] == .string("the-nonce"))
            #expect(id["auth_time"] == .number(Double(World.now.milliseconds / 1000)))
            #expect(id["at_hash"] == .string(AccessHash.of(tokens.access)))
            #expect(id["sid"] != nil)
            #expect(id["name"] == nil)
            let info = try await journey.userinfo(tokens.access)
            #expect(info.status == .ok)
            #expect(try info.members["sub"] == id["sub"])
            #expect(try info.members["name"] == .string("Aino Niemi"))
        }
    }

    @Test func `the first time they are told what the service gets, and then only when it is more`() async throws {
        try await with { journey in
            let first = try await journey.house.visit(.get, journey.authorizeLink(), as: Who.pupil.token)
            #expect(first.status == .ok)
            #expect(first.body.contains("Laskupolku"))
            #expect(
                first.headers[.contentSecurityPolicy]?.contains("form-action 'self' https://palvelu.example;") == true)
            _ = try await journey.tokens(as: .pupil)
            #expect(
                try await journey.house.visit(.get, journey.authorizeLink(), as: Who.pupil.token).status == .seeOther)
            let more = journey.authorizeLink(["scope": "openid profile digione email"])
            #expect(try await journey.house.visit(.get, more, as: Who.pupil.token).status == .ok)
        }
    }

    @Test func `RFC 6749 §10.5: a code is used once, and a second use takes everything back`() async throws {
        try await with { journey in
            let code = try #require(try await journey.returned(journey.authorize(as: .pupil))["code"])
            let tokens = try Tokens(await journey.redeem(code))
            let again = try await journey.redeem(code)
            #expect(again.status == .badRequest)
            #expect(again.error == "invalid_grant")
            #expect(try await journey.userinfo(tokens.access).status == .unauthorized)
        }
    }

    @Test func `a code redeemed twice at once gives tokens once`() async throws {
        try await with { journey in
            let code = try #require(try await journey.returned(journey.authorize(as: .pupil))["code"])
            async let (first, second) = (journey.redeem(code), journey.redeem(code))
            let statuses = try await [first.status, second.status]
            #expect(statuses.filter { $0 == .ok }.count == 1)
        }
    }

    @Test func `RFC 7636 §4.6, OIDC Core §3.1.3.2: verifier, address and client must be those of the request`()
        async throws
    {
        try await with { journey in
            func code() async throws -> String {
                try #require(try await journey.returned(journey.authorize(as: .pupil))["code"])
            }
            let other = String(repeating: "b", count: 43)
            #expect(try await journey.redeem(code(), verifier: other).error == "invalid_grant")
            #expect(
                try await journey.redeem(code(), redirect: "https://palvelu.example/other").error == "invalid_grant")
            let bare = try await journey.ask(
                "/oidc/token",
                ["grant_type": "authorization_code", "code": code(), "redirect_uri": journey.redirect])
            #expect(bare.error == "invalid_grant")
            var thief = journey
            (thief.client, thief.secret) = (World.openService, nil)
            #expect(try await thief.redeem(code()).error == "invalid_grant")
        }
    }

    @Test func `RFC 6749 §5.2: who is not the client gets 401`() async throws {
        try await with { journey in
            let reply = try await journey.ask("/oidc/token", ["grant_type": "client_credentials"], secret: "wrong")
            #expect(reply.status == .unauthorized)
            #expect(reply.error == "invalid_client")
            #expect(reply.headers[.wwwAuthenticate]?.hasPrefix("Basic") == true)
        }
    }

    @Test func `a public client gets on with its verifier alone`() async throws {
        try await TestHouse.open { house in
            let journey = Journey(
                house: house, client: World.openService, redirect: World.openServiceAddress, secret: nil)
            let tokens = try await journey.tokens(as: .teacher)
            let info = try await journey.userinfo(tokens.access).members
            // Its release was not decided: nothing but sub.
            #expect(Set(info.keys) == ["sub"])
        }
    }

    @Test func `OIDC Core §8.1: two services do not know that they have the same user`() async throws {
        try await TestHouse.open { house in
            let one = try await claims(Journey(house: house).tokens(as: .pupil).id)["sub"]
            let again = try await claims(Journey(house: house).tokens(as: .pupil).id)["sub"]
            let open = Journey(house: house, client: World.openService, redirect: World.openServiceAddress, secret: nil)
            let other = try await claims(open.tokens(as: .pupil).id)["sub"]
            #expect(one == again)
            #expect(one != other)
        }
    }

    @Test func `OIDC Core §8.1: who names another's host beside an address of its own shares no subject with it`()
        async throws
    {
        try await TestHouse.open { house in
            let (host, own) = ("https://uhri.example/back", "http://localhost:1/back")
            func sub(_ addresses: [String], at address: String) async throws -> JSONValue? {
                let id = ID<Client>.new(at: World.now)
                var metadata = ClientMetadata(clientName: "Palvelu")
                (metadata.redirectURIs, metadata.tokenEndpointAuthMethod) = (addresses, .none)
                let registered = metadata
                try await house.database.write { writer in
                    try Client.add(id, registered, secretHash: nil, by: .itself, at: World.now, in: writer)
                }
                let journey = Journey(house: house, client: id, redirect: address, secret: nil)
                return try await claims(journey.tokens(as: .pupil).id)["sub"]
            }
            let victim = try await sub([host], at: host)
            let (one, other) = (try await sub([host, own], at: own), try await sub([own, host], at: own))
            #expect(victim == (try await sub([host], at: host)))
            #expect(victim != one && one != other && other != victim)
        }
    }

    @Test func `OIDC Core §5.5: what a later request asks for by name is not given for an earlier token`() async throws
    {
        try await with { journey in
            let asked = #"{"userinfo":{"email":null}}"#
            let early = try await journey.tokens(as: .pupil, ["scope": "openid"])
            let late = try await journey.tokens(as: .pupil, ["scope": "openid", "claims": asked])
            #expect(try await journey.userinfo(late.access).members["email"] != nil)
            #expect(try await journey.userinfo(early.access).members["email"] == nil)
            _ = try await journey.tokens(as: .pupil, ["scope": "openid"])
            #expect(try await journey.userinfo(late.access).members["email"] != nil)
        }
    }

    @Test func `RFC 9700 §4.14: a refresh token is followed by the next, and an old one ends them all`() async throws {
        try await with { journey in
            let first = try await journey.tokens(as: .pupil, ["scope": "openid offline_access"])
            let old = try #require(first.refresh)
            func refresh(_ token: String) async throws -> Reply {
                try await journey.ask("/oidc/token", ["grant_type": "refresh_token", "refresh_token": token])
            }
            let second = try Tokens(await refresh(old))
            let new = try #require(second.refresh)
            #expect(new != old)
            #expect(try await refresh(old).error == "invalid_grant")
            #expect(try await refresh(new).error == "invalid_grant")
            #expect(try await journey.userinfo(second.access).status == .unauthorized)
        }
    }

    @Test func `RFC 6749 §10.4: a refresh token is of no use to another client, and is not used up by it`() async throws
    {
        try await with { journey in
            let tokens = try await journey.tokens(as: .pupil, ["scope": "openid offline_access"])
            let refresh = try #require(tokens.refresh)
            let fields: KeyValuePairs = ["grant_type": "refresh_token", "refresh_token": refresh]
            try await journey.house.database.write { writer in
                let other = try writer.one(Client.under(World.openService))
                var metadata = other.metadata
                metadata.grantTypes = [.authorizationCode, .refreshToken]
                try Client.change(
                    other.id, metadata, needsPKCE: true, mayRefresh: true, by: .command, at: World.now, in: writer)
            }
            let thief = Journey(house: journey.house, client: World.openService, secret: nil)
            #expect(try await thief.ask("/oidc/token", fields).error == "invalid_grant")
            #expect(try await thief.ask("/oidc/revocation", ["token": refresh]).status == .ok)
            #expect(try await journey.ask("/oidc/token", fields).status == .ok)
        }
    }

    @Test func `whose sign-in is renewed by somebody who helps is signed out of services too, for good`() async throws {
        try await with { journey in
            let tokens = try await journey.tokens(as: .pupil, ["scope": "openid offline_access"])
            let others = try await journey.tokens(as: .classmate, ["scope": "openid offline_access"])
            let slip = PathPattern("/lake/teacher/people/{person}/sign-in/slip")(World.person(.pupil))
            #expect(try await journey.house.post(slip, as: .teacher).status == .ok)
            let again = try await journey.ask(
                "/oidc/token", ["grant_type": "refresh_token", "refresh_token": try #require(tokens.refresh)])
            #expect(again.error == "invalid_grant")
            #expect(try await journey.userinfo(tokens.access).status == .unauthorized)
            #expect(try await journey.userinfo(others.access).status == .ok)
        }
    }

    @Test(arguments: ["/account/password", "/account/sessions/everywhere/ending"])
    func `who changes the password or signs out everywhere is signed out of services too, for good`(
        _ act: String
    ) async throws {
        try await with { journey in
            let tokens = try await journey.tokens(as: .pupil, ["scope": "openid offline_access"])
            let others = try await journey.tokens(as: .classmate, ["scope": "openid offline_access"])
            let reply = try await journey.house.post(
                PathPattern(stringLiteral: act)(), as: .pupil,
                ["password": World.password, "new-password": "uusi hieno virke"])
            #expect(reply.status == .seeOther)
            let again = try await journey.ask(
                "/oidc/token", ["grant_type": "refresh_token", "refresh_token": try #require(tokens.refresh)])
            #expect(again.error == "invalid_grant")
            #expect(try await journey.userinfo(tokens.access).status == .unauthorized)
            #expect(try await journey.userinfo(others.access).status == .ok)
        }
    }

    @Test func `nothing that a badge opened lives on`() async throws {
        try await with { journey in
            try await journey.house.beginByBadge(.pupil)
            let tokens = try await journey.tokens(as: .pupil, ["scope": "openid offline_access"])
            #expect(tokens.refresh == nil)
            // RFC 6749 §5.1: what was not given is not said to be.
            #expect(tokens.scope == "openid")
            #expect(try await journey.userinfo(tokens.access).status == .ok)
        }
    }

    @Test func `OIDC Core §3.1.2.1: who must sign in again cannot go on without it`() async throws {
        try await TestHouse.open(now: { World.now.adding(minutes: 5) }) { house in
            let journey = Journey(house: house)
            let asked = try await house.visit(.get, journey.authorizeLink(["prompt": "login"]), as: Who.pupil.token)
            let door = try #require(asked.location?.removingPercentEncoding)
            let request = try #require(door.firstMatch(of: /(\/oidc\/requests\/[\w-]+)/)?.1)
            let reply = try await house.visit(
                .post, "\(request)/answer", as: Who.pupil.token,
                [.contentType: "application/x-www-form-urlencoded", .fetchSite: "same-origin"])
            #expect(reply.status == .seeOther)
            #expect(reply.location?.hasPrefix("/sign-in?") == true)
        }
    }

    @Test func `a client that was ended gets nothing for the tokens that it has`() async throws {
        try await with { journey in
            let tokens = try await journey.tokens(as: .pupil)
            try await journey.house.database.write { writer in
                _ = try Client.end(World.service, by: .command, at: World.now, in: writer)
            }
            #expect(try await journey.userinfo(tokens.access).status == .unauthorized)
        }
    }

    @Test func `who signs out of DigiOne is signed out of the tokens`() async throws {
        try await with { journey in
            let tokens = try await journey.tokens(as: .pupil)
            _ = try await journey.house.post(PathPattern("/sign-out")(), as: .pupil)
            let reply = try await journey.userinfo(tokens.access)
            #expect(reply.status == .unauthorized)
            #expect(reply.headers[.wwwAuthenticate]?.contains("invalid_token") == true)
        }
    }

    @Test func `RFC 7662 §2.2, RFC 7009 §2.2: a client asks about its own tokens and gives them back`() async throws {
        try await with { journey in
            let tokens = try await journey.tokens(as: .pupil)
            func active(_ token: String, _ asking: Journey) async throws -> JSONValue? {
                try await asking.ask("/oidc/introspection", ["token": token]).members["active"]
            }
            #expect(try await active(tokens.access, journey) == .boolean(true))
            #expect(try await active("nonsense", journey) == .boolean(false))
            #expect(try await active(tokens.id ?? "", journey) == .boolean(false))
            #expect(try await journey.ask("/oidc/revocation", ["token": "nonsense"]).status == .ok)
            #expect(try await journey.ask("/oidc/revocation", ["token": tokens.access]).status == .ok)
            let after = try await journey.ask("/oidc/introspection", ["token": tokens.access])
            #expect(try after.members == ["active": .boolean(false)])
        }
    }

    @Test func `RFC 6749 §4.4: a client in its own name gets what it registered and no person`() async throws {
        try await with { journey in
            let tokens = try Tokens(await journey.ask("/oidc/token", ["grant_type": "client_credentials"]))
            #expect(tokens.scope == "roster.read")
            #expect(tokens.refresh == nil && tokens.id == nil)
            #expect(try await journey.userinfo(tokens.access).status == .unauthorized)
            let wide = try await journey.ask(
                "/oidc/token", ["grant_type": "client_credentials", "scope": "roster.write"])
            #expect(wide.error == "invalid_scope")
        }
    }

    @Test func `RFC 6750 §2, §3: the token comes one way, and an ID Token is none`() async throws {
        try await with { journey in
            let tokens = try await journey.tokens(as: .pupil)
            let bare = try await journey.house.visit(.get, "/oidc/userinfo", as: nil)
            #expect(bare.status == .unauthorized)
            #expect(
                bare.headers[values: .wwwAuthenticate]
                    == ["Bearer realm=\"digione\"", "DPoP algs=\"RS256 ES256 EdDSA\""])
            #expect(try await journey.userinfo(tokens.id ?? "").error == "invalid_token")
            let form = try await journey.house.visit(
                .post, "/oidc/userinfo", as: nil, [.contentType: "application/x-www-form-urlencoded"],
                body: "access_token=\(tokens.access)")
            #expect(form.status == .ok)
        }
    }

    @Test func `OIDC Core §3.1.2.6: refusals go back to the service, unknown addresses do not`() async throws {
        try await with { journey in
            let silent = try await journey.house.visit(.get, journey.authorizeLink(["prompt": "none"]), as: nil)
            #expect(try journey.returned(silent)["error"] == "login_required")
            #expect(try journey.returned(silent)["state"] == "the-state")
            let unknown = try await journey.house.visit(
                .get, journey.authorizeLink(["redirect_uri": "https://evil.example/"]), as: Who.pupil.token)
            #expect(unknown.status == .badRequest)
            #expect(unknown.location == nil)
        }
    }

    @Test func `OAuth Form Post §2: the answer goes by a form with a button`() async throws {
        try await with { journey in
            _ = try await journey.tokens(as: .pupil)
            let reply = try await journey.house.visit(
                .get, journey.authorizeLink(["response_mode": "form_post"]), as: Who.pupil.token)
            #expect(reply.status == .ok)
            #expect(reply.body.contains("action=\"https://palvelu.example/back\""))
            #expect(reply.body.contains("name=\"code\""))
            #expect(reply.body.contains("<button"))
        }
    }

    @Test func `OIDC Core §3.1.2.1: a request by POST waits for the browser to come back with its cookie`() async throws
    {
        try await with { journey in
            _ = try await journey.tokens(as: .pupil)
            let query = String(journey.authorizeLink().split(separator: "?")[1])
            let kept = try await journey.house.visit(
                .post, "/oidc/authorize", as: nil,
                [.contentType: "application/x-www-form-urlencoded", .fetchSite: "cross-site"], body: query)
            #expect(kept.status == .seeOther)
            let reply = try await journey.house.visit(.get, try #require(kept.location), as: Who.pupil.token)
            #expect(try journey.returned(reply)["code"] != nil)
            // The same request is answered once.
            let again = try await journey.house.visit(.get, try #require(kept.location), as: Who.pupil.token)
            #expect(again.status == .badRequest)
        }
    }

    @Test func `RFC 9126: a request is pushed, named, and used once`() async throws {
        try await with { journey in
            _ = try await journey.tokens(as: .pupil)
            let pushed = try await journey.ask(
                "/oidc/par",
                [
                    "redirect_uri": journey.redirect, "response_type": "code", "scope": "openid", "state": "p",
                    "code_challenge": journey.challenge, "code_challenge_method": "S256",
                ])
            #expect(pushed.status == .created)
            guard case .string(let name)? = try pushed.members["request_uri"] else {
                Issue.record("no name")
                return
            }
            let link = "/oidc/authorize?client_id=\(journey.client)&request_uri=\(name)"
            // §4: by a form too.
            let posted = try await journey.house.visit(
                .post, "/oidc/authorize", as: nil,
                [.contentType: "application/x-www-form-urlencoded", .fetchSite: "cross-site"],
                body: "client_id=\(journey.client)&request_uri=\(name)")
            let reply = try await journey.house.visit(.get, #require(posted.location), as: Who.pupil.token)
            #expect(try journey.returned(reply)["code"] != nil)
            #expect(try await journey.house.visit(.get, link, as: Who.pupil.token).status == .badRequest)
            let foreign = "/oidc/authorize?client_id=\(World.openService)&request_uri=\(name)"
            #expect(try await journey.house.visit(.get, foreign, as: Who.pupil.token).status == .badRequest)
        }
    }
}
