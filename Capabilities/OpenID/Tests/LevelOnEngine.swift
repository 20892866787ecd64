import Accounts
import Base
import Foundation
import HTTPTypes
import Storage
import TestKit
import Testing
import Web

@testable import OpenID

/// OIDC Core §2, §5.5.1.1: how somebody signed in, from the door to the ID Token, on both engines.
@Suite struct LevelOnEngine {
    /// Somebody who has signed in with name and password at the door.
    private func signedIn(_ house: TestHouse, as who: Who) async throws -> String {
        let reply = try await house.post(
            ActingPath.signIn(), token: nil, ["name": who.signInName, "password": World.password])
        return try #require(reply.newToken)
    }

    /// The session behind a token was confirmed; the token of now.
    private func confirm(
        _ token: String, by proof: Proof, _ house: TestHouse, at now: Instant = World.now
    ) async throws -> String {
        try await house.database.write { writer in
            let viewer = try #require(
                try Viewer.resolve(token: token, at: now, SessionLimits(idleMinutes: 480, absoluteDays: 14), in: writer)
            )
            return try Session.confirm(
                viewer.session, of: viewer.account, by: proof, browser: "test", at: now, in: writer
            ).text
        }
    }

    private func claims(_ reply: Reply, _ journey: Journey) async throws -> [String: JSONValue] {
        let code = try #require(try journey.returned(reply)["code"])
        return try claims(Tokens(await journey.redeem(code)))
    }

    private func claims(_ tokens: Tokens) throws -> [String: JSONValue] {
        let part = try #require(tokens.id?.split(separator: ".").dropFirst().first)
        return try JSONDecoder().decode(
            [String: JSONValue].self, from: Data(try #require(Base64URL.bytes(part))))
    }

    @Test func `§2: a password is pwd and basic`() async throws {
        try await TestHouse.open { house in
            let journey = Journey(house: house)
            let reply = try await journey.authorize(token: signedIn(house, as: .teacher))
            let claims = try await claims(reply, journey)
            #expect(claims["acr"] == "urn:digione:acr:basic")
            #expect(claims["amr"] == ["pwd"])
        }
    }

    @Test func `§5.5.1.1: the way to a strong code leads over the confirmation and goes on`() async throws {
        try await TestHouse.open { house in
            let journey = Journey(house: house)
            let token = try await signedIn(house, as: .teacher)
            let link = journey.authorizeLink(["acr_values": "urn:digione:acr:strong"])
            let asked = try await house.visit(.get, link, as: token)
            #expect(asked.status == .seeOther)
            let place = try #require(asked.location?.removingPercentEncoding)
            #expect(place.hasPrefix("/strong?to=/oidc/requests/"))
            let request = String(place.dropFirst("/strong?to=".count))
            // Whoever comes back without having confirmed is led there again.
            #expect(try await house.visit(.get, request, as: token).location?.hasPrefix("/strong?") == true)
            let strong = try await confirm(token, by: .code, house)
            let told = try await house.visit(.get, request, as: strong)
            let claims = try await claims(journey.goOn(told, token: strong), journey)
            #expect(claims["acr"] == "urn:digione:acr:strong")
            #expect(claims["amr"] == ["pwd", "otp", "mfa"])
        }
    }

    @Test func `§3.1.2.6: prompt=none shows no page`() async throws {
        try await TestHouse.open { house in
            let journey = Journey(house: house)
            let reply = try await house.visit(
                .get, journey.authorizeLink(["acr_values": "urn:digione:acr:strong", "prompt": "none"]),
                as: signedIn(house, as: .teacher))
            #expect(try journey.returned(reply)["error"] == "interaction_required")
        }
    }

    private func moment(_ instant: Instant) -> JSONValue { .number(Double(instant.milliseconds / 1000)) }

    @Test func `§2, §12.2: auth_time is the confirmation's, and what stood on the sign-in before keeps its own`()
        async throws
    {
        let clock = MovedClock()
        try await TestHouse.open(now: clock.read) { house in
            let journey = Journey(house: house)
            let token = try await signedIn(house, as: .teacher)
            clock.pass(seconds: 1800)
            let scope = "openid offline_access"
            let offline = try await journey.authorize(token: token, ["scope": scope])
            let before = try Tokens(await journey.redeem(try #require(journey.returned(offline)["code"])))
            #expect(try claims(before)["auth_time"] == moment(World.now))
            let strong = try await confirm(token, by: .code, house, at: clock.read())
            let after = try await claims(journey.authorize(token: strong, ["prompt": "none", "scope": scope]), journey)
            #expect(after["auth_time"] == moment(clock.read()) && after["acr"] == "urn:digione:acr:strong")
            let refreshed = try await journey.ask(
                "/oidc/token", ["grant_type": "refresh_token", "refresh_token": try #require(before.refresh)])
            let renewed = try claims(Tokens(refreshed))
            #expect(renewed["auth_time"] == moment(World.now) && renewed["acr"] == "urn:digione:acr:basic")
        }
    }

    @Test(arguments: [("prompt", "login"), ("max_age", "60"), ("max_age", "0")])
    func `§3.1.2.1: who had to sign in again has the time of that`(_ name: String, _ value: String) async throws {
        let clock = MovedClock()
        try await TestHouse.open(now: clock.read) { house in
            let journey = Journey(house: house)
            let old = try await signedIn(house, as: .teacher)
            clock.pass(seconds: 300)
            let link = journey.authorizeLink() + "&\(name)=\(value)"
            let asked = try await house.visit(.get, link, as: old)
            let door = try #require(asked.location?.removingPercentEncoding)
            let request = try #require(door.firstMatch(of: /(\/oidc\/requests\/[\w-]+)/)?.1)
            clock.pass(seconds: 20)
            let again = try await house.post(
                ActingPath.signIn(), token: old,
                ["name": Who.teacher.signInName, "password": World.password, "to": String(request)])
            #expect(again.location == String(request))
            let token = try #require(again.newToken)
            let told = try await house.visit(.get, String(request), as: token)
            let claims = try await claims(journey.goOn(told, token: token), journey)
            #expect(claims["auth_time"] == moment(World.now.adding(seconds: 320)))
        }
    }

    @Test func `who signs in again for one service stays signed in to the others, unless it is somebody else`()
        async throws
    {
        let clock = MovedClock()
        try await TestHouse.open(now: clock.read) { house in
            let journey = Journey(house: house)
            let first = try await signedIn(house, as: .teacher)
            let reply = try await journey.authorize(token: first)
            let tokens = try Tokens(await journey.redeem(try #require(journey.returned(reply)["code"])))
            clock.pass(seconds: 300)
            let again = try await house.post(
                ActingPath.signIn(), token: first, ["name": Who.teacher.signInName, "password": World.password])
            let second = try #require(again.newToken)
            #expect(try await journey.userinfo(tokens.access).status == .ok)
            _ = try await house.post(
                ActingPath.signIn(), token: second, ["name": Who.pupil.signInName, "password": World.password])
            #expect(try await journey.userinfo(tokens.access).status == .unauthorized)
        }
    }

    @Test func `§3.1.2.1: who signed in within max_age is not asked, and is told when it was`() async throws {
        let clock = MovedClock()
        try await TestHouse.open(now: clock.read) { house in
            let journey = Journey(house: house)
            let token = try await signedIn(house, as: .teacher)
            clock.pass(seconds: 300)
            let claims = try await claims(journey.authorize(token: token, ["max_age": "600"]), journey)
            #expect(claims["auth_time"] == moment(World.now))
        }
    }
}
