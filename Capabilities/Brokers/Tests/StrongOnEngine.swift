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

/// Logins that count as more than a password (decision 0018), and those that are asked for from the own account.
@Suite struct StrongOnEngine {
    private static let moment = Double(World.now.milliseconds / 1000)
    private static let subject = "person-1"

    /// A house in which the town's own logins are strong with `mfa`, and the who's account is joined to one.
    private func open(
        linked who: Who? = .teacher, claims: [String: JSONValue] = ["amr": ["pwd", "mfa"]],
        _ body: @escaping @Sendable (Traveller) async throws -> Void
    ) async throws {
        try await Traveller.open { traveller async throws in
            traveller.party.change {
                $0.userinfo = [:]
                $0.claims = ["auth_time": .number(Self.moment)].merging(claims) { $1 }
            }
            var manner = Manner()
            (manner.strongMethods, manner.strongClasses) = (["mfa"], ["high"])
            try await NationalWorld.agree(manner, traveller.house.database)
            if let who { try await NationalWorld.link(Self.subject, to: who, traveller.house.database) }
            try await body(traveller)
        }
    }

    @Test(
        arguments: [
            (["amr": ["pwd", "mfa"]], true), (["amr": "mfa"], true), (["acr": "high"], true),
            (["amr": ["pwd"]], false), (["acr": "higher"], false), ([:], false),
            (["amr": ["mfa"], "auth_time": .null], false),
            (["amr": ["mfa"], "auth_time": .number(moment - 901)], false),
            (["amr": ["mfa"], "auth_time": .number(moment + 61)], false),
            (["amr": ["mfa"], "auth_time": .number(moment - 899)], true),
        ] as [([String: JSONValue], Bool)])
    func `a login is strong only by what was agreed, and a moment ago`(
        _ claims: [String: JSONValue], _ isStrong: Bool
    ) async throws {
        try await open(claims: claims) { traveller async throws in
            let token = try #require(try await traveller.travel(BrokerWorld.plain).newToken)
            let strength = try await NationalWorld.strength(of: token, traveller.house.database)
            #expect(strength == (isStrong ? "strong-broker" : nil))
        }
    }

    @Test func `userinfo makes no login strong, and nobody's are unless somebody says so`() async throws {
        try await open(claims: [:]) { traveller async throws in
            traveller.party.change { $0.userinfo = ["amr": ["mfa"], "acr": "high", "auth_time": .number(Self.moment)] }
            let token = try #require(try await traveller.travel(BrokerWorld.plain).newToken)
            #expect(try await NationalWorld.strength(of: token, traveller.house.database) == nil)
        }
        #expect(!Manner().hasStrong && !Profile.mpassid.manner.hasStrong && !Profile.google.manner.hasStrong)
        #expect(Profile.suomifi.manner.hasStrong && Profile.entra.manner.strongMethods == ["mfa"])
        #expect(!Profile.mpassid.mayBeStrong && !Profile.mpassid.mayEndSessions)
    }

    @Test func `a session is confirmed anew, with a login of the same account`() async throws {
        try await open { traveller async throws in
            let (house, database) = (traveller.house, traveller.house.database)
            try await house.weaken(.teacher)
            let asked = try await house.get(ActingPath.strong().with(["to": "/account"]), as: .teacher)
            #expect(asked.body.contains("/sign-in/with/\(BrokerWorld.plain)"))
            let trip = try await traveller.begin(
                BrokerWorld.plain, to: "/account", purpose: "confirm", as: .teacher)
            #expect(trip.parameters["prompt"] == "login" && trip.parameters["max_age"] == "0")
            let reply = try await traveller.answer(trip, as: .teacher)
            #expect(reply.status == .seeOther && reply.location == "/account")
            let token = try #require(reply.newToken)
            #expect(try await NationalWorld.strength(of: token, database) == "strong-broker")
            #expect(
                try await BrokerWorld.account(behind: token, database)
                    == BrokerWorld.account(of: .teacher, database))
        }
    }

    @Test(
        arguments: [
            (["auth_time": .number(moment - 61)], HTTPResponse.Status.badGateway), (["auth_time": .null], .badGateway),
            (["amr": ["pwd"]], .forbidden), (["sub": "person-2"], .conflict),
        ] as [([String: JSONValue], HTTPResponse.Status)])
    func `an old login, a weak one and somebody else's confirm nothing`(
        _ claims: [String: JSONValue], _ status: HTTPResponse.Status
    ) async throws {
        try await open { traveller async throws in
            try await traveller.house.weaken(.teacher)
            traveller.party.change { manner in manner.claims.merge(claims) { $1 } }
            if let subject = claims["sub"] { traveller.party.change { $0.userinfo["sub"] = subject } }
            let trip = try await traveller.begin(BrokerWorld.plain, purpose: "confirm", as: .teacher)
            let reply = try await traveller.answer(trip, as: .teacher)
            #expect(reply.status == status && reply.newToken == nil)
        }
    }

    @Test func `an identity provider confirms nobody whom it does not speak for`() async throws {
        try await open(linked: .administrator) { traveller async throws in
            let house = traveller.house
            try await house.weaken(.administrator)
            let asked = try await house.get(ActingPath.strong(), as: .administrator)
            #expect(!asked.body.contains("/sign-in/with/"))
            let account = try await house.get(ActingPath.account(), as: .administrator).body
            #expect(!account.contains("/account/logins/with/"))
            let trip = try await traveller.begin(BrokerWorld.plain, purpose: "confirm", as: .administrator)
            let reply = try await traveller.answer(trip, as: .administrator)
            #expect(reply.status == .forbidden && reply.newToken == nil)
        }
    }

    @Test func `whoever must sign in again does so at the identity provider too`() async throws {
        try await open { traveller async throws in
            let trip = try await traveller.begin(BrokerWorld.plain, again: true)
            #expect(trip.parameters["prompt"] == "login" && trip.parameters["max_age"] == "0")
            #expect(try await traveller.answer(trip).newToken != nil)
            traveller.party.change { $0.claims["auth_time"] = .number(Self.moment - 61) }
            let late = try await traveller.answer(try await traveller.begin(BrokerWorld.plain, again: true))
            #expect(late.status == .badGateway && late.newToken == nil)
            let usual = try await traveller.begin(BrokerWorld.plain)
            #expect(usual.parameters["prompt"] == nil && usual.parameters["max_age"] == "43200")
        }
    }

    @Test func `a login is added from the account page to the own account and to no other`() async throws {
        try await open(linked: nil) { traveller async throws in
            let (house, database) = (traveller.house, traveller.house.database)
            let page = try await house.get(ActingPath.account(), as: .teacher)
            #expect(page.body.contains("action=\"/account/logins/with/\(BrokerWorld.plain)\""))
            let trip = try await traveller.beginAdding(as: .teacher)
            #expect(trip.parameters["prompt"] == "login")
            // In another tab somebody else signs in, or everybody out.
            for who in [Who.pupil, .signedOut] {
                let reply = try await traveller.answer(trip, as: who)
                #expect(reply.status == .conflict && reply.newToken == nil, "\(who)")
                #expect(try await BrokerWorld.links(database).isEmpty)
            }
            let reply = try await traveller.answer(trip, as: .teacher)
            #expect(reply.location == "/account" && reply.newToken == nil)
            let account = try await BrokerWorld.account(of: .teacher, database)
            #expect(try await BrokerWorld.links(database) == [Self.subject: account])
            // A login of this account's is added by nobody else.
            let other = try await traveller.beginAdding(as: .pupil)
            #expect(try await traveller.answer(other, as: .pupil).status == .conflict)
            #expect(try await BrokerWorld.links(database) == [Self.subject: account])
        }
    }

    @Test func `a screen that was left open takes no login, and nobody adds one signed out`() async throws {
        try await open(linked: nil) { traveller async throws in
            let reply = try await traveller.house.post(BrokerPath.loginAdding(BrokerWorld.plain), as: .signedOut)
            #expect(reply.location?.hasPrefix("/sign-in") == true)
        }
        let later: @Sendable () -> Instant = { World.now.adding(minutes: 61) }
        try await Traveller.open(now: later) { traveller async throws in
            try await traveller.house.weaken(.teacher)
            let reply = try await traveller.house.post(BrokerPath.loginAdding(BrokerWorld.plain), as: .teacher)
            #expect(reply.location?.hasPrefix("/strong") == true)
        }
    }

    @Test func `no other site begins to add a login, which the browser may have from it`() async throws {
        try await open(linked: nil) { traveller async throws in
            let link = BrokerPath.with(BrokerWorld.plain).with(["for": "join"])
            for site in ["cross-site", "same-origin"] {
                let reply = try await traveller.house.get(link, as: .teacher, [.fetchSite: site])
                #expect(reply.status == .notFound && reply.headers[.setCookie] == nil, "\(site)")
            }
            let form = try await traveller.house.visit(
                .post, BrokerPath.loginAdding(BrokerWorld.plain).description, as: Who.teacher.token,
                [.contentType: "application/x-www-form-urlencoded", .fetchSite: "cross-site"])
            #expect(form.status == .forbidden)
        }
    }

    @Test func `a number that is another person's is no own login`() async throws {
        try await open(linked: nil) { traveller async throws in
            let database = traveller.house.database
            try await BrokerWorld.give(BrokerWorld.number, to: World.person(.pupil), database)
            traveller.party.change { $0.userinfo = ["learner": .string(BrokerWorld.number)] }
            let trip = try await traveller.beginAdding(as: .teacher)
            #expect(try await traveller.answer(trip, as: .teacher).status == .conflict)
            #expect(try await BrokerWorld.links(database).isEmpty)
        }
    }
}
