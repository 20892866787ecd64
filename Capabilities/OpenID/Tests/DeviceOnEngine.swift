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

/// RFC 8628 from the screen's first question to the claims, on both engines.
@Suite struct DeviceOnEngine {
    private func with(
        hasSecret: Bool = false, _ body: @escaping @Sendable (DeviceJourney, MovedClock) async throws -> Void
    ) async throws {
        let clock = MovedClock()
        try await TestHouse.open(now: clock.read) { house in
            try await body(DeviceJourney.of(house, hasSecret: hasSecret), clock)
        }
    }

    @Test func `RFC 8628 §3.2: a device is given a code to show and one to ask with, and nothing stores it`()
        async throws
    {
        try await with { journey, _ in
            let reply = try await journey.screen.ask("/oidc/device", ["scope": "openid"])
            #expect(reply.status == .ok)
            #expect(reply.headers[.cacheControl] == "no-store")
            let codes = try await journey.begin()
            #expect(codes.verification_uri == "https://digione.example/device")
            #expect(codes.verification_uri_complete == "https://digione.example/device/\(codes.user_code)")
            #expect(codes.expires_in == 600 && codes.interval == 5)
            #expect(UserCode(typed: codes.user_code)?.shown == codes.user_code)
            #expect(codes.device_code.utf8.count >= 43)
        }
    }

    @Test func `RFC 8628 §3.1: the client shows who it is, and is registered for it`() async throws {
        try await with(hasSecret: true) { journey, _ in
            let wrong = try await journey.screen.ask("/oidc/device", ["scope": "openid"], secret: "wrong")
            #expect(wrong.status == .unauthorized && wrong.error == "invalid_client")
            var named = journey.screen
            named.secret = nil
            #expect(try await named.ask("/oidc/device", [:]).status == .unauthorized)
            #expect(try await journey.screen.ask("/oidc/device", [:]).status == .ok)
            let other = Journey(house: journey.house, client: World.openService, secret: nil)
            #expect(try await other.ask("/oidc/device", [:]).error == "unauthorized_client")
            let bare = try await journey.screen.ask("/oidc/device", ["scope": "profile"])
            #expect(bare.error == "invalid_scope")
        }
    }

    @Test func `RFC 8628 §3.3, §3.5: approved, the device gets tokens of whoever approved`() async throws {
        try await with { journey, clock in
            let codes = try await journey.begin()
            let early = try await journey.poll(codes.device_code)
            #expect(early.status == .badRequest && early.error == "authorization_pending")
            let page = try await journey.type(codes.user_code.lowercased(), as: .teacher)
            #expect(page.body.contains("Luokkanäyttö"))
            #expect(page.body.contains("value=\"name\"") && !page.body.contains("value=\"school\""))
            #expect(page.body.contains("kieltäydy") || page.body.contains("refuse"))
            #expect(try await journey.approve(codes.user_code, as: .teacher).status == .seeOther)
            clock.pass(seconds: 5)
            let tokens = try Tokens(await journey.poll(codes.device_code))
            #expect(tokens.type == "Bearer" && tokens.id != nil && tokens.refresh == nil)
            let info = try await journey.screen.userinfo(tokens.access)
            #expect(info.status == .ok)
            #expect(try info.members["name"] != nil && info.members["digione"] == nil)
        }
    }

    @Test func `the same person has the same sub on the screen and in the browser, and others another`() async throws {
        try await with { journey, _ in
            func sub(_ who: Who) async throws -> JSONValue? {
                let codes = try await journey.begin()
                try await journey.approve(codes.user_code, as: who)
                let tokens = try Tokens(await journey.poll(codes.device_code))
                return try await journey.screen.userinfo(tokens.access).members["sub"]
            }
            let (first, again, other) = (try await sub(.teacher), try await sub(.teacher), try await sub(.principal))
            #expect(first != nil && first == again && first != other)
        }
    }

    @Test func `RFC 8628 §3.5: who asks too often is told to slow down, and each time by five seconds more`()
        async throws
    {
        try await with { journey, clock in
            let code = try await journey.begin().device_code
            #expect(try await journey.poll(code).error == "authorization_pending")
            let fast = try await journey.poll(code)
            #expect(fast.status == .badRequest && fast.error == "slow_down")
            clock.pass(seconds: 6)
            #expect(try await journey.poll(code).error == "slow_down")
            clock.pass(seconds: 15)
            #expect(try await journey.poll(code).error == "authorization_pending")
        }
    }

    @Test func `RFC 8628 §3.5: refused, and too late`() async throws {
        try await with { journey, clock in
            let (refused, late) = (try await journey.begin(), try await journey.begin())
            let answer = try await journey.house.post(
                OpenIDPath.deviceRefusal(), as: .teacher, ["code": refused.user_code])
            #expect(answer.status == .seeOther)
            #expect(try await journey.poll(refused.device_code).error == "access_denied")
            clock.pass(seconds: 600)
            #expect(try await journey.poll(late.device_code).error == "expired_token")
            #expect(try await journey.type(late.user_code, as: .teacher).status == .unprocessableContent)
        }
    }

    @Test func `RFC 8628 §3.4: another client gets nothing for the code, and it is still good`() async throws {
        try await with { journey, _ in
            let codes = try await journey.begin()
            try await journey.approve(codes.user_code, as: .teacher)
            let thief = try await Journey(house: journey.house).ask(
                "/oidc/token", ["grant_type": DeviceJourney.grantType, "device_code": codes.device_code])
            #expect(thief.error == "invalid_grant")
            #expect(try await journey.poll("nonsense").error == "invalid_grant")
            #expect(
                try await journey.screen.ask("/oidc/token", ["grant_type": DeviceJourney.grantType]).error
                    == "invalid_request")
            #expect(try await journey.poll(codes.device_code).status == .ok)
        }
    }

    @Test func `RFC 8628 §3.5: a code is worth tokens once, and what comes again takes them back`() async throws {
        try await with { journey, _ in
            let codes = try await journey.begin()
            try await journey.approve(codes.user_code, as: .teacher)
            let tokens = try Tokens(await journey.poll(codes.device_code))
            #expect(try await journey.poll(codes.device_code).error == "invalid_grant")
            #expect(try await journey.screen.userinfo(tokens.access).status == .unauthorized)
        }
    }

    @Test func `a code redeemed twice at once gives tokens once`() async throws {
        try await with { journey, _ in
            let codes = try await journey.begin()
            try await journey.approve(codes.user_code, as: .teacher)
            async let (first, second) = (journey.poll(codes.device_code), journey.poll(codes.device_code))
            let statuses = try await [first.status, second.status]
            #expect(statuses.filter { $0 == .ok }.count == 1)
        }
    }

    @Test func `RFC 8628 §3.3: a code is answered once, by somebody who is signed in`() async throws {
        try await with { journey, _ in
            let codes = try await journey.begin()
            let outside = try await journey.house.get(OpenIDPath.deviceWithCode(codes.user_code), as: .signedOut)
            #expect(outside.status == .seeOther)
            // After signing in they come back to the code.
            #expect(outside.location?.contains(codes.user_code) == true)
            let inside = try await journey.house.get(OpenIDPath.deviceWithCode(codes.user_code), as: .teacher)
            #expect(inside.body.contains("value=\"\(codes.user_code)\""))
            try await journey.approve(codes.user_code, as: .teacher)
            let again = try await journey.house.post(
                OpenIDPath.deviceApproval(), as: .pupil, ["code": codes.user_code])
            #expect(again.status == .unprocessableContent)
        }
    }

    @Test func `RFC 8628 §5.1: trying codes is stopped, and a right one does not open then`() async throws {
        try await with { journey, clock in
            let codes = try await journey.begin()
            for _ in 0..<10 {
                #expect(try await journey.type("BCDF-GHJK", as: .pupil).status == .unprocessableContent)
            }
            let stopped = try await journey.type(codes.user_code, as: .pupil)
            #expect(stopped.status == .tooManyRequests)
            #expect(stopped.headers[.retryAfter] != nil)
            // Another account is not stopped by it.
            #expect(try await journey.type(codes.user_code, as: .teacher).status == .ok)
            // Typing codes that are good is not counted.
            for _ in 0..<12 { #expect(try await journey.type(codes.user_code, as: .teacher).status == .ok) }
            clock.pass(seconds: 15 * 60 + 1)
            #expect(try await journey.type("BCDF-GHJK", as: .pupil).status == .unprocessableContent)
        }
    }

    @Test func `a device is signed out with whoever approved it, and hears of it`() async throws {
        try await with { journey, _ in
            let codes = try await journey.begin()
            try await journey.approve(codes.user_code, as: .teacher)
            let tokens = try Tokens(await journey.poll(codes.device_code))
            let services = try await journey.house.get(OpenIDPath.services(), as: .teacher)
            #expect(services.body.contains("Luokkanäyttö"))
            _ = try await journey.house.post(PathPattern("/sign-out")(), as: .teacher)
            #expect(try await journey.screen.userinfo(tokens.access).status == .unauthorized)
            let gathered = try await journey.house.database.read { reader in
                try reader.one(SignOutNotice.isToBeGathered(since: World.now.adding(minutes: -1)))
            }
            #expect(gathered)
        }
    }

    /// A screen of the service that somebody also uses in a browser.
    private func besideBrowser(
        _ body: @escaping @Sendable (_ browser: Journey, _ screen: DeviceJourney) async throws -> Void
    ) async throws {
        try await TestHouse.open { house in
            let journey = Journey(house: house)
            try await body(journey, DeviceJourney(house: house, screen: journey))
        }
    }

    @Test func `a screen that is signed out leaves the browser's sign-on, and the other way round`() async throws {
        try await besideBrowser { browser, screen in
            func onScreen() async throws -> Tokens {
                let codes = try await screen.begin()
                try await screen.approve(codes.user_code, as: .teacher)
                return try Tokens(await screen.poll(codes.device_code))
            }
            let (own, first, second) = (
                try await browser.tokens(as: .teacher), try await onScreen(), try await onScreen()
            )
            #expect(try await browser.ask("/oidc/revocation", ["token": first.access]).status == .ok)
            #expect(try await browser.userinfo(first.access).status == .unauthorized)
            #expect(try await browser.userinfo(second.access).status == .ok)
            #expect(try await browser.userinfo(own.access).status == .ok)
            _ = try await browser.house.post(OpenIDPath.serviceEnding(World.service), as: .teacher)
            #expect(try await browser.userinfo(own.access).status == .unauthorized)
            #expect(try await browser.userinfo(second.access).status == .ok)
        }
    }

    @Test func `a screen has a line of its own among one's sign-ins, and is signed out there by nobody else`()
        async throws
    {
        try await besideBrowser { browser, screen in
            let own = try await browser.tokens(as: .teacher)
            let codes = try await screen.begin()
            try await screen.approve(codes.user_code, as: .teacher)
            let tokens = try Tokens(await screen.poll(codes.device_code))
            let page = try await browser.house.get(OpenIDPath.services(), as: .teacher).body
            #expect(page.contains("kirjattu koodilla"))
            let action = try #require(page.firstMatch(of: /action="(\/account\/services\/devices\/[^"]*)"/)?.1)
            let ending = PathPattern(stringLiteral: String(action))()
            #expect(try await browser.house.post(ending, as: .pupil).status == .notFound)
            #expect(try await browser.userinfo(tokens.access).status == .ok)
            #expect(try await browser.house.post(ending, as: .teacher).status == .seeOther)
            #expect(try await browser.userinfo(tokens.access).status == .unauthorized)
            #expect(try await browser.userinfo(own.access).status == .ok)
            #expect(try await browser.house.post(ending, as: .teacher).status == .notFound)
            let due = try await browser.house.database.read { reader in
                try reader.all(SignOutNotice.due(at: World.now, most: 9))
            }
            #expect(due.count == 1)
        }
    }

    @Test func `RFC 8628 §5.1: one address asks for so many codes, and others go on`() async throws {
        try await with { journey, clock in
            // Tests come from the address "local"; what another one asked for closes nothing.
            for address in ["203.0.113.9", "local"] {
                #expect(try await journey.screen.ask("/oidc/device", [:]).status == .ok)
                try await journey.house.database.write { writer in
                    for _ in 0..<300 {
                        _ = try Throttle.refusal([.devices(at: address)], at: World.now, in: writer)
                    }
                }
            }
            let stopped = try await journey.screen.ask("/oidc/device", [:])
            #expect(stopped.status == .tooManyRequests && stopped.headers[.retryAfter] != nil)
            #expect(stopped.error == "temporarily_unavailable")
            clock.pass(seconds: 15 * 60 + 1)
            #expect(try await journey.screen.ask("/oidc/device", [:]).status == .ok)
        }
    }

    @Test func `a device that goes on without its person says so before, and gets a refresh token`() async throws {
        try await with { journey, _ in
            let codes = try await journey.begin("openid offline_access")
            #expect(try await journey.type(codes.user_code, as: .teacher).body.contains("value=\"offline\""))
            try await journey.approve(codes.user_code, as: .teacher)
            let tokens = try Tokens(await journey.poll(codes.device_code))
            let refreshed = try await journey.screen.ask(
                "/oidc/token", ["grant_type": "refresh_token", "refresh_token": try #require(tokens.refresh)])
            #expect(refreshed.status == .ok)
        }
    }

    @Test func `who signs out before the device asks has signed it out too`() async throws {
        try await with { journey, _ in
            let codes = try await journey.begin()
            try await journey.approve(codes.user_code, as: .teacher)
            _ = try await journey.house.post(PathPattern("/sign-out")(), as: .teacher)
            #expect(try await journey.poll(codes.device_code).error == "invalid_grant")
        }
    }

    @Test func `RFC 8628 §4: discovery names the endpoint and the grant`() async throws {
        try await with { journey, _ in
            let members = try await journey.house.visit(.get, "/.well-known/openid-configuration", as: nil).members
            #expect(members["device_authorization_endpoint"] == .string("https://digione.example/oidc/device"))
            guard case .list(let grants)? = members["grant_types_supported"] else {
                Issue.record("no grants")
                return
            }
            #expect(grants.contains(.string(DeviceJourney.grantType)))
        }
    }
}
