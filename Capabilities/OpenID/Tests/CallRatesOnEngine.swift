import App
import Base
import Clients
import Foundation
import HTTPTypes
import Storage
import TestKit
import Testing

@testable import OpenID

/// What programs get that call too often (RFC 6585 §4), on both engines. Tests come from the address "local".
@Suite struct CallRatesOnEngine {
    /// As many calls of this minute as it takes.
    private func exhaust(_ house: TestHouse, _ kind: CallRates.Kind) {
        do { while true { try house.house.rates.count(kind, from: "local", at: World.now) } } catch {}
    }

    @Test(arguments: ["/oidc/token", "/oidc/introspection", "/oidc/revocation", "/oidc/par"])
    func `endpoints answer 429, when to come again, and an OAuth error`(_ path: String) async throws {
        try await TestHouse.open { house in
            exhaust(house, .tokens)
            let reply = try await Journey(house: house).ask(path, ["grant_type": "client_credentials", "token": "x"])
            #expect(reply.status == .tooManyRequests)
            #expect(reply.error == "temporarily_unavailable")
            #expect((1...60).contains(Int(reply.headers[.retryAfter] ?? "") ?? 0))
        }
    }

    @Test func `registration is counted for itself`() async throws {
        try await TestHouse.open { house in
            exhaust(house, .registrations)
            let reply = try await house.visit(.post, "/oidc/clients", as: nil, body: "{}")
            #expect(reply.status == .tooManyRequests)
            let tokens = try await Journey(house: house).ask("/oidc/token", ["grant_type": "client_credentials"])
            #expect(tokens.status == .ok)
        }
    }

    @Test func `RFC 6749 §4.1.2.1: requests that would be kept are refused, those that are answered at once are not`()
        async throws
    {
        try await TestHouse.open { house in
            let journey = Journey(house: house)
            _ = try await journey.tokens(as: .pupil)
            exhaust(house, .requests)
            let waiting = try await house.visit(.get, journey.authorizeLink(), as: nil)
            #expect(try journey.returned(waiting)["error"] == "temporarily_unavailable")
            #expect(try journey.returned(await journey.authorize(as: .pupil))["code"] != nil)
            let posted = try await house.visit(
                .post, "/oidc/authorize", as: nil,
                [.contentType: "application/x-www-form-urlencoded", .fetchSite: "cross-site"],
                body: String(journey.authorizeLink().split(separator: "?")[1]))
            #expect(posted.status == .tooManyRequests)
            #expect(posted.headers[.retryAfter] != nil)
            let leaving = try await house.visit(
                .post, "/oidc/sign-out", as: nil,
                [.contentType: "application/x-www-form-urlencoded", .fetchSite: "cross-site"], body: "state=a")
            #expect(leaving.status == .tooManyRequests && leaving.headers[.retryAfter] != nil)
        }
    }

    @Test(arguments: ["/oidc/authorize", "/oidc/par", "/oidc/sign-out"])
    func `what is kept for somebody unknown is not large`(_ path: String) async throws {
        try await TestHouse.open { house in
            let reply = try await house.visit(
                .post, path, as: nil,
                [.contentType: "application/x-www-form-urlencoded", .fetchSite: "cross-site"],
                body: "state=" + String(repeating: "a", count: 20_000))
            #expect(reply.status == .contentTooLarge)
        }
    }
}
