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

/// RP-Initiated Logout §2, §3: when somebody is signed out at once, when asked, and where nobody is led.
@Suite struct SignOutOnEngine {
    private static let back = "https://palvelu.example/left"

    private func with(_ body: @escaping @Sendable (Journey, MovedClock) async throws -> Void) async throws {
        let clock = MovedClock()
        try await TestHouse.open(now: clock.read) { house in try await body(Journey(house: house), clock) }
    }

    private func signOut(
        _ journey: Journey, as who: Who, _ query: KeyValuePairs<String, String>
    ) async throws -> Reply {
        try await journey.house.get(OpenIDPath.signOut().with(query), as: who)
    }

    private func isSignedIn(_ journey: Journey, _ who: Who) async throws -> Bool {
        try await journey.house.get(ActingPath.account(), as: who).status == .ok
    }

    @Test func `with an ID Token of this session it ends at once and leads back, also when the token is over`()
        async throws
    {
        try await with { journey, clock in
            let hint = try #require(try await journey.tokens(as: .pupil).id)
            clock.pass(seconds: 3600)
            let reply = try await signOut(
                journey, as: .pupil,
                ["id_token_hint": hint, "post_logout_redirect_uri": Self.back, "state": "a b", "ui_locales": "sv"])
            #expect(reply.status == .seeOther && reply.location == "\(Self.back)?state=a%20b")
            #expect(try await !isSignedIn(journey, .pupil))
        }
    }

    @Test func `without one they are asked, and the answer leads back`() async throws {
        try await with { journey, _ in
            let asked = try await signOut(
                journey, as: .pupil,
                ["client_id": World.service.description, "post_logout_redirect_uri": Self.back, "logout_hint": "x"])
            #expect(asked.status == .ok)
            #expect(try await isSignedIn(journey, .pupil))
            let action = try #require(asked.body.firstMatch(of: /action="(\/oidc\/sign-out\/requests\/[^"]*)"/)?.1)
            let reply = try await journey.house.post(PathPattern(stringLiteral: String(action))(), as: .pupil)
            #expect(reply.location == Self.back)
            #expect(try await !isSignedIn(journey, .pupil))
        }
    }

    @Test func `by a form too`() async throws {
        try await with { journey, _ in
            let hint = try #require(try await journey.tokens(as: .pupil).id)
            let kept = try await journey.house.visit(
                .post, "/oidc/sign-out", as: nil,
                [.contentType: "application/x-www-form-urlencoded", .fetchSite: "cross-site"],
                body: "id_token_hint=\(hint)&post_logout_redirect_uri=https%3A%2F%2Fpalvelu.example%2Fleft")
            let reply = try await journey.house.visit(.get, #require(kept.location), as: Who.pupil.token)
            #expect(reply.location == Self.back)
        }
    }

    @Test(arguments: [
        "https://evil.example/", "https://palvelu.example/left?a=1", "https://palvelu.example/left/", "//evil.example",
        "https://palvelu.example/back", "javascript:alert(1)",
    ])
    func `nobody is led to an address that the service did not register for it, signed in or not`(
        _ address: String
    ) async throws {
        try await with { journey, _ in
            let hint = try #require(try await journey.tokens(as: .pupil).id)
            let tries: [(Who, KeyValuePairs<String, String>)] = [
                (.pupil, ["id_token_hint": hint, "post_logout_redirect_uri": address]),
                (.pupil, ["client_id": World.service.description, "post_logout_redirect_uri": address]),
                (.signedOut, ["client_id": World.service.description, "post_logout_redirect_uri": address]),
                (.signedOut, ["post_logout_redirect_uri": address]),
            ]
            for (who, query) in tries {
                let reply = try await signOut(journey, as: who, query)
                #expect(reply.status == .badRequest && reply.location == nil)
                #expect(!reply.body.contains("evil.example"))
            }
            #expect(try await isSignedIn(journey, .pupil))
        }
    }

    @Test func `a hint that is broken, another's or no ID Token signs nobody out`() async throws {
        try await with { journey, _ in
            let tokens = try await journey.tokens(as: .pupil)
            let hint = try #require(tokens.id)
            let other = try #require(try await journey.tokens(as: .teacher).id)
            for bad in [String(hint.dropLast(4)) + "AAAA", tokens.access, "nonsense"] {
                #expect(try await signOut(journey, as: .pupil, ["id_token_hint": bad]).status == .badRequest)
            }
            // Its client is the one that asks, and no other.
            let mixed = try await signOut(
                journey, as: .pupil, ["id_token_hint": hint, "client_id": World.openService.description])
            #expect(mixed.status == .badRequest)
            // Another's session is not this one: whoever sits here is asked.
            #expect(try await signOut(journey, as: .pupil, ["id_token_hint": other]).status == .ok)
            #expect(try await isSignedIn(journey, .pupil))
        }
    }

    @Test func `a screen signs nobody's browser out without asking`() async throws {
        try await with { journey, _ in
            let screen = DeviceJourney(house: journey.house, screen: journey)
            let codes = try await screen.begin()
            try await screen.approve(codes.user_code, as: .teacher)
            let hint = try #require(try await Tokens(screen.poll(codes.device_code)).id)
            #expect(try await signOut(journey, as: .teacher, ["id_token_hint": hint]).status == .ok)
            #expect(try await isSignedIn(journey, .teacher))
        }
    }
}
