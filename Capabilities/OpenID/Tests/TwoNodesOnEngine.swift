import Base
import Clients
import HTTPTypes
import TestKit
import Testing
import Web

@testable import OpenID

/// Two nodes on one database, as behind a load balancer: what one gives out the other knows, and nothing is given twice.
@Suite struct TwoNodesOnEngine {
    /// Asks `times` at each node, all at once, and returns what was answered.
    private func atOnce(
        _ first: Journey, _ second: Journey, times: Int = 4,
        _ ask: @escaping @Sendable (Journey) async throws -> Reply
    ) async throws -> [Reply] {
        try await withThrowingTaskGroup(of: Reply.self) { group in
            for _ in 0..<times {
                group.addTask { try await ask(first) }
                group.addTask { try await ask(second) }
            }
            return try await group.reduce(into: []) { $0.append($1) }
        }
    }

    /// One got tokens; to the others it was said that they came too late, and nothing else.
    private func wasGivenOnce(_ replies: [Reply]) {
        #expect(replies.count { $0.status == .ok } == 1)
        let others = replies.filter { $0.status != .ok }
        #expect(others.allSatisfy { $0.status == .badRequest && $0.error == "invalid_grant" }, "\(others)")
    }

    @Test func `a code of one node is redeemed at the other, and its tokens are known to both`() async throws {
        try await TestHouse.openPair { one, other in
            let (first, second) = (Journey(house: one), Journey(house: other))
            let code = try #require(try await first.returned(first.authorize(as: .pupil))["code"])
            let tokens = try Tokens(await second.redeem(code))
            for journey in [first, second] {
                #expect(try await journey.userinfo(tokens.access).status == .ok)
                let told = try await journey.ask("/oidc/introspection", ["token": tokens.access])
                #expect(try told.members["active"] == .boolean(true))
            }
            let keys = try await [first, second].asyncMap { try await $0.house.visit(.get, "/oidc/keys", as: nil).body }
            #expect(keys[0] == keys[1])
            // Signed out at one, nothing is worth anything at the other.
            _ = try await one.post(PathPattern("/sign-out")(), as: .pupil)
            #expect(try await second.userinfo(tokens.access).status == .unauthorized)
        }
    }

    @Test func `a code redeemed many times at once at both nodes gives tokens exactly once`() async throws {
        try await TestHouse.openPair { one, other in
            let (first, second) = (Journey(house: one), Journey(house: other))
            for round in 0..<12 {
                let issuer = round.isMultiple(of: 2) ? first : second
                let code = try #require(try await issuer.returned(issuer.authorize(as: .pupil))["code"])
                wasGivenOnce(try await atOnce(first, second) { try await $0.redeem(code) })
            }
        }
    }

    @Test func `a refresh token used many times at once at both nodes is followed exactly once`() async throws {
        try await TestHouse.openPair { one, other in
            let (first, second) = (Journey(house: one), Journey(house: other))
            for _ in 0..<6 {
                let tokens = try await first.tokens(as: .pupil, ["scope": "openid offline_access"])
                let old = try #require(tokens.refresh)
                wasGivenOnce(
                    try await atOnce(first, second) { journey in
                        try await journey.ask("/oidc/token", ["grant_type": "refresh_token", "refresh_token": old])
                    })
            }
        }
    }

    @Test func `a device approved at one node gets tokens exactly once, whichever it asks`() async throws {
        try await TestHouse.openPair { one, other in
            let journey = try await DeviceJourney.of(one)
            let there = DeviceJourney(
                house: other, screen: Journey(house: other, client: DeviceJourney.screenClient, secret: nil))
            for _ in 0..<6 {
                let codes = try await journey.begin()
                try await there.approve(codes.user_code, as: .teacher)
                let code = codes.device_code
                wasGivenOnce(
                    try await atOnce(journey.screen, there.screen) { screen in
                        try await screen.ask(
                            "/oidc/token", ["grant_type": DeviceJourney.grantType, "device_code": code])
                    })
            }
        }
    }
}

extension Array {
    fileprivate func asyncMap<Value>(_ change: (Element) async throws -> Value) async rethrows -> [Value] {
        var values: [Value] = []
        for element in self { values.append(try await change(element)) }
        return values
    }
}
