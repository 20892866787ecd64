import Accounts
import Base
import Directory
import HTTPTypes
import Storage
import TestKit
import Testing
import Web

@testable import Brokers

/// A login that nobody knows: an invitation code tells whose it is, or whoever is signed in.
@Suite struct JoiningOnEngine {
    /// Somebody without a learner number has come; the page with the code's field, and what its form carries.
    private func waiting(
        _ traveller: Traveller, as who: Who = .signedOut
    ) async throws -> (trip: Traveller.Trip, attempt: String, page: Reply) {
        traveller.party.change { $0.userinfo = ["given_name": "Noel", "family_name": "Uusitalo"] }
        let trip = try await traveller.begin(BrokerWorld.plain, as: who)
        let page = try await traveller.answer(trip, as: who)
        #expect(page.status == .ok && page.newToken == nil)
        let attempt = try #require(page.body.firstMatch(of: /name="attempt" value="([0-9a-z]{26})"/)?.1)
        return (trip, String(attempt), page)
    }

    private func join(
        _ traveller: Traveller, _ attempt: String, cookie: String?, code: String = "", own: Bool = false,
        as who: Who = .signedOut
    ) async throws -> Reply {
        let body = Link.form(["attempt": attempt, "code": code, "own": own ? "yes" : ""])
        var headers: HTTPFields = [.contentType: "application/x-www-form-urlencoded", .fetchSite: "same-origin"]
        headers[.cookie] = cookie
        return try await traveller.house.visit(.post, "/sign-in/joining", as: who.token, headers, body: body)
    }

    @Test func `an invitation code joins the login to a new account without a password`() async throws {
        try await Traveller.open { traveller async throws in
            let database = traveller.house.database
            let code = try await BrokerWorld.invite(World.newcomer, database)
            let (trip, attempt, page) = try await waiting(traveller)
            #expect(page.body.contains("Noel Uusitalo"))
            let reply = try await join(traveller, attempt, cookie: trip.cookie, code: code)
            let token = try #require(reply.newToken)
            let accounts = try await BrokerWorld.accounts(of: World.newcomer, database)
            #expect(try await BrokerWorld.account(behind: token, database) == accounts.first)
            #expect(try await BrokerWorld.links(database) == ["person-1": try #require(accounts.first)])
            // From now on the login is enough.
            #expect(try await traveller.travel(BrokerWorld.plain).newToken != nil)
            // Code and attempt are both used up.
            #expect(try await join(traveller, attempt, cookie: trip.cookie, code: code).newToken == nil)
        }
    }

    @Test func `a wrong code, one of another provider and one of an administrator open nothing`() async throws {
        try await Traveller.open { traveller async throws in
            let database = traveller.house.database
            let (trip, attempt, _) = try await waiting(traveller)
            let elsewhere = try await BrokerWorld.invite(World.eino, in: World.birch, database)
            for code in ["", "xxxx", elsewhere] {
                let reply = try await join(traveller, attempt, cookie: trip.cookie, code: code)
                #expect(reply.status == .unprocessableContent && reply.newToken == nil)
            }
            let mighty = try await BrokerWorld.invite(World.newcomer, makesAdministrator: true, database)
            let reply = try await join(traveller, attempt, cookie: trip.cookie, code: mighty)
            #expect(reply.status == .forbidden && reply.newToken == nil)
            #expect(try await BrokerWorld.links(database).isEmpty)
        }
    }

    @Test func `the page is of one browser`() async throws {
        try await Traveller.open { traveller async throws in
            let code = try await BrokerWorld.invite(World.newcomer, traveller.house.database)
            let (_, attempt, _) = try await waiting(traveller)
            let (other, _, _) = try await waiting(traveller)
            for cookie in [nil, other.cookie] {
                let reply = try await join(traveller, attempt, cookie: cookie, code: code)
                #expect(reply.status == .badRequest && reply.newToken == nil)
            }
            #expect(try await join(traveller, "x", cookie: other.cookie, code: code).status == .badRequest)
        }
    }

    @Test func `an attempt that has not come back joins nobody`() async throws {
        try await Traveller.open { traveller async throws in
            let trip = try await traveller.begin(BrokerWorld.plain)
            let attempt = try #require(
                try await traveller.house.database.read { try $0.first(Attempt.with(state: trip.state)) })
            let reply = try await join(traveller, attempt.id.description, cookie: trip.cookie, own: true, as: .pupil)
            #expect(reply.status == .badRequest && reply.newToken == nil)
        }
    }

    @Test func `whoever is signed in joins the login to the own account, if it is spoken for`() async throws {
        try await Traveller.open { traveller async throws in
            let database = traveller.house.database
            let (trip, attempt, page) = try await waiting(traveller, as: .pupil)
            #expect(page.body.contains(Who.pupil.signInName))
            #expect(try await join(traveller, attempt, cookie: trip.cookie, own: true).newToken == nil)
            let reply = try await join(traveller, attempt, cookie: trip.cookie, own: true, as: .pupil)
            #expect(reply.newToken != nil)
            let account = try await BrokerWorld.account(of: .pupil, database)
            #expect(try await BrokerWorld.links(database) == ["person-1": account])
        }
        // A screen that was left open takes no way in of somebody else's.
        let later: @Sendable () -> Instant = { World.now.adding(minutes: 61) }
        try await Traveller.open(now: later) { traveller async throws in
            try await traveller.house.weaken(.pupil)
            let (trip, attempt, _) = try await waiting(traveller, as: .pupil)
            let reply = try await join(traveller, attempt, cookie: trip.cookie, own: true, as: .pupil)
            #expect(reply.status == .forbidden && reply.newToken == nil)
            #expect(try await BrokerWorld.links(traveller.house.database).isEmpty)
        }
        try await Traveller.open { traveller async throws in
            let (trip, attempt, _) = try await waiting(traveller, as: .principal)
            let reply = try await join(traveller, attempt, cookie: trip.cookie, own: true, as: .principal)
            #expect(reply.status == .forbidden && reply.newToken == nil)
        }
    }

    @Test func `a login elsewhere is on the account page, and is removed unless it is the last way in`() async throws {
        try await Traveller.open { traveller async throws in
            let database = traveller.house.database
            try await BrokerWorld.give(BrokerWorld.number, to: World.newcomer, database)
            let token = try #require(try await traveller.travel().newToken)
            let account = try #require(try await BrokerWorld.accounts(of: World.newcomer, database).first)
            let link = try #require(try await database.read { try $0.all(BrokerLink.of(account)) }.first)
            let page = try await traveller.house.visit(.get, "/account", as: token)
            #expect(page.status == .ok && page.body.contains("Kirjautuminen muualta"))
            let kept = try await traveller.house.post(BrokerPath.loginEnding(link.id), token: token)
            #expect(kept.headers[values: .setCookie].contains { $0.hasPrefix("__Host-done=login-last") })
            #expect(try await !BrokerWorld.links(database).isEmpty)
            #expect(
                try await traveller.house.post(BrokerPath.loginEnding(link.id), as: .pupil).status == .notFound)
            try await database.write { try PasswordAccount.set("x", for: account, at: World.now, in: $0) }
            let removed = try await traveller.house.post(BrokerPath.loginEnding(link.id), token: token)
            #expect(removed.headers[values: .setCookie].contains { $0.hasPrefix("__Host-done=login-removed") })
            #expect(try await BrokerWorld.links(database).isEmpty)
        }
    }
}
