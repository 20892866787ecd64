import Accounts
import Base
import Directory
import Foundation
import HTTPTypes
import Storage
import TestKit
import Testing
import Web

@testable import Brokers

/// Sign-outs in both directions: Back-Channel Logout 1.0 towards us, RP-Initiated Logout 1.0 towards them.
@Suite struct LogoutOnEngine {
    /// A house in which the teacher's account is joined to a login, that goes there at sign-outs too.
    private func open(
        endsSessions: Bool = true, _ body: @escaping @Sendable (Traveller) async throws -> Void
    ) async throws {
        try await Traveller.open { traveller async throws in
            traveller.party.change {
                $0.userinfo = [:]
                $0.claims["sid"] = "there-1"
                $0.metadata["end_session_endpoint"] = .string(FakeIdentityProvider.issuer + "/end?a=b")
            }
            var manner = Manner()
            manner.endsSessions = endsSessions
            try await NationalWorld.agree(manner, traveller.house.database)
            try await NationalWorld.link("person-1", to: .teacher, traveller.house.database)
            try await body(traveller)
        }
    }

    private func tell(
        _ traveller: Traveller, _ token: String?, party: String = BrokerWorld.plain.description
    ) async throws -> Reply {
        try await traveller.house.visit(
            .post, "/sign-in/ended/\(party)", as: nil, [.contentType: "application/x-www-form-urlencoded"],
            body: token.map { Link.form(["logout_token": $0]) } ?? "x=y")
    }

    private func isOpen(_ token: String, _ traveller: Traveller) async throws -> Bool {
        try await BrokerWorld.account(behind: token, traveller.house.database) != nil
    }

    @Test func `a sign-out over there ends that session here, and the others stay`() async throws {
        try await open { traveller async throws in
            let first = try #require(try await traveller.travel(BrokerWorld.plain).newToken)
            traveller.party.change { $0.claims["sid"] = "there-2" }
            let second = try #require(try await traveller.travel(BrokerWorld.plain).newToken)
            let reply = try await tell(traveller, try traveller.party.logoutToken(["sid": "there-1"]))
            #expect(reply.status == .ok && reply.headers[.cacheControl] == "no-store")
            #expect(try await !isOpen(first, traveller))
            #expect(try await isOpen(second, traveller))
            #expect(try await isOpen(Who.teacher.token ?? "", traveller))
            // Without a session all of that person's end that began there.
            let all = try await tell(traveller, try traveller.party.logoutToken(["jti": "notice-2"]))
            #expect(all.status == .ok)
            #expect(try await !isOpen(second, traveller))
            #expect(try await isOpen(Who.teacher.token ?? "", traveller))
        }
    }

    @Test func `a session alone is enough, and somebody else's is not ended`() async throws {
        try await open { traveller async throws in
            let token = try #require(try await traveller.travel(BrokerWorld.plain).newToken)
            for (number, changes) in [
                ["sid": "there-9"], ["sub": "person-2"], ["sub": "person-2", "sid": "there-1"],
            ].enumerated() as EnumeratedSequence<[[String: JSONValue]]> {
                let notice = try traveller.party.logoutToken(
                    changes.merging(["jti": .string("other-\(number)")]) { $1 })
                #expect(try await tell(traveller, notice).status == .ok)
                #expect(try await isOpen(token, traveller))
            }
            let notice = try traveller.party.logoutToken(["sub": .null, "sid": "there-1", "jti": "last"])
            #expect(try await tell(traveller, notice).status == .ok)
            #expect(try await !isOpen(token, traveller))
        }
    }

    @Test func `a token is obeyed once`() async throws {
        try await open { traveller async throws in
            let notice = try traveller.party.logoutToken()
            #expect(try await tell(traveller, notice).status == .ok)
            let token = try #require(try await traveller.travel(BrokerWorld.plain).newToken)
            let again = try await tell(traveller, notice)
            #expect(again.status == .badRequest && again.headers[.cacheControl] == "no-store")
            #expect(try await isOpen(token, traveller))
        }
    }

    /// Every way in which a notice may be wrong.
    static let wrongs: [(String, @Sendable (FakeIdentityProvider) throws -> String?)] = [
        ("none", { _ in nil }), ("garbage", { _ in "a.b.c" }),
        ("for another", { try $0.logoutToken(for: "other") }),
        ("of another issuer", { try $0.logoutToken(["iss": "https://evil.example"]) }),
        ("with a nonce", { try $0.logoutToken(["nonce": "x"]) }),
        ("without the event", { try $0.logoutToken(["events": .null]) }),
        ("alg none", { try $0.logoutToken(header: ["alg": "none"]) }),
        ("another algorithm", { try $0.logoutToken(header: ["alg": "HS256"]) }),
        ("an unknown key", { try $0.logoutToken(header: ["kid": "other"]) }),
        (
            "signed by another",
            { party in
                party.change { $0.signsWithOtherKey = true }
                return try party.logoutToken()
            }
        ),
        (
            "without a signature",
            { party in
                party.change { $0.tamper = { $0.split(separator: ".").prefix(2).joined(separator: ".") + "." } }
                return try party.logoutToken()
            }
        ),
    ]

    @Test(arguments: wrongs.map(\.0))
    func `a wrong notice is refused and ends nothing`(_ name: String) async throws {
        let make = try #require(Self.wrongs.first { $0.0 == name }?.1)
        try await open { traveller async throws in
            let token = try #require(try await traveller.travel(BrokerWorld.plain).newToken)
            let reply = try await tell(traveller, try make(traveller.party))
            #expect(reply.status == .badRequest && reply.headers[.cacheControl] == "no-store")
            #expect(try await isOpen(token, traveller))
        }
    }

    @Test func `a notice goes to the identity provider that it is from`() async throws {
        try await open { traveller async throws in
            let notice = try traveller.party.logoutToken()
            for other in ["x", World.nobody.description, BrokerWorld.mpassid.description] {
                #expect(try await tell(traveller, notice, party: other).status == .badRequest, "\(other)")
            }
        }
    }

    @Test func `whoever signs out goes on to the sign-out over there`() async throws {
        try await open { traveller async throws in
            let token = try #require(try await traveller.travel(BrokerWorld.plain).newToken)
            let page = try await traveller.house.post(PathPattern("/sign-out")(), token: token)
            #expect(page.status == .ok && page.body.contains("https://login.example/end?a=b&amp;id_token_hint="))
            let onward = try #require(page.headers[HTTPField.Name("Refresh") ?? .location])
            #expect(onward.hasPrefix("0; url=https://login.example/end?a=b&id_token_hint=ey"))
            #expect(onward.contains("client_id=digione"))
            #expect(onward.contains("post_logout_redirect_uri=https%3A%2F%2Fdigione.example%2Fsign-in"))
            #expect(page.headers[values: .setCookie].contains { $0.hasPrefix("__Host-session=;") })
            #expect(try await !isOpen(token, traveller))
        }
    }

    @Test func `a sign-out that a service begins goes on over there, and then back to the service`() async throws {
        try await open { traveller async throws in
            let house = traveller.house
            let token = try #require(try await traveller.travel(BrokerWorld.plain).newToken)
            let back = "https%3A%2F%2Fpalvelu.example%2Fleft"
            let asked = try await house.visit(
                .get, "/oidc/sign-out?client_id=\(World.service)&post_logout_redirect_uri=\(back)&state=mine", as: token
            )
            let action = try #require(asked.body.firstMatch(of: /action="(\/oidc\/sign-out\/[^"]*\/answer)"/)?.1)
            let page = try await house.visit(
                .post, String(action), as: token,
                [.contentType: "application/x-www-form-urlencoded", .fetchSite: "same-origin"], body: "")
            let onward = try #require(page.headers[HTTPField.Name("Refresh") ?? .location])
            #expect(onward.hasPrefix("0; url=https://login.example/end?a=b&id_token_hint=ey"))
            #expect(page.headers[values: .setCookie].contains { $0.hasPrefix("__Host-session=;") })
            #expect(try await !isOpen(token, traveller))
            let state = try #require(onward.firstMatch(of: /&state=([^&]+)/)?.1)
            let returned = try await house.visit(.get, "/sign-in?state=\(state)", as: nil)
            #expect(returned.status == .seeOther && returned.location == "https://palvelu.example/left?state=mine")
            #expect(try await house.visit(.get, "/sign-in?state=unknown", as: nil).status == .ok)
        }
    }

    @Test func `nobody is sent anywhere who did not come from there, or where it was not agreed`() async throws {
        try await open { traveller async throws in
            let reply = try await traveller.house.post(PathPattern("/sign-out")(), as: .teacher)
            #expect(reply.location == "/sign-in")
        }
        try await open(endsSessions: false) { traveller async throws in
            let token = try #require(try await traveller.travel(BrokerWorld.plain).newToken)
            #expect(try await traveller.house.post(PathPattern("/sign-out")(), token: token).location == "/sign-in")
        }
        // An identity provider that does not answer holds nobody back.
        try await open { traveller async throws in
            let token = try #require(try await traveller.travel(BrokerWorld.plain).newToken)
            try await traveller.house.anew { house async throws in
                #expect(try await house.post(PathPattern("/sign-out")(), token: token).location == "/sign-in")
            }
        }
    }
}
