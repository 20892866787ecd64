import Accounts
import Base
import Directory
import HTTPTypes
import Storage
import TestKit
import Testing
import Web

@testable import Brokers

/// Who somebody who came is, and who gets no further. standards.md part 3, line 10; national.md 2.6, 2.7 and 2.9.
@Suite struct ArrivingOnEngine {
    @Test(
        arguments: [
            ("urn:mpass.id:role", JSONValue.null, "Sinulla ei ole roolia"),
            ("urn:mpass.id:role", ["x"], "Sinulla ei ole roolia"),
            (
                "urn:mpass.id:role", ["1.2.246.562.99.00000000001;99900;7A;huoltaja;9;1.2.246.562.99.00000000002;"],
                "Sinulla ei ole roolia"
            ),
            (
                "urn:mpass.id:role", ["1.2.246.562.99.00000000009;99900;7A;oppilas;1;1.2.246.562.99.00000000008;"],
                "toisen kunnan"
            ),
            ("urn:mpass.id:originalIssuer", "1.2.246.562.99.00000000009", "toisen kunnan"),
            ("urn:oid:1.3.6.1.4.1.16161.1.1.27", .null, "Oppijanumero puuttuu"),
            ("urn:oid:1.3.6.1.4.1.16161.1.1.27", "12345", "Oppijanumero puuttuu"),
            ("urn:oid:1.3.6.1.4.1.16161.1.1.27", "1.2.246.562.98.24707445854", "Testioppijanumerolla"),
        ] as [(String, JSONValue, String)])
    func `these are known and get no further`(_ claim: String, _ value: JSONValue, _ word: String) async throws {
        try await Traveller.open { traveller async throws in
            let database = traveller.house.database
            try await BrokerWorld.give(BrokerWorld.number, to: World.person(.pupil), database)
            traveller.party.change { $0.userinfo[claim] = value == .null ? nil : value }
            let reply = try await traveller.travel()
            #expect(reply.status == .forbidden && reply.newToken == nil)
            #expect(reply.body.contains(word))
            #expect(try await BrokerWorld.links(database).isEmpty)
            // Nothing of the person is on the page.
            #expect(!reply.body.contains("Niemi") && !reply.body.contains(BrokerWorld.number))
        }
    }

    @Test func `a person whose role was taken away does not come in by an old login either`() async throws {
        try await Traveller.open { traveller async throws in
            try await BrokerWorld.give(BrokerWorld.number, to: World.person(.pupil), traveller.house.database)
            #expect(try await traveller.travel().newToken != nil)
            traveller.party.change { $0.userinfo["urn:mpass.id:role"] = nil }
            #expect(try await traveller.travel().newToken == nil)
        }
    }

    @Test func `test numbers are taken where they are allowed`() async throws {
        try await Traveller.open(allowsTest: true) { traveller async throws in
            let number = "1.2.246.562.98.24707445854"
            try await BrokerWorld.give(number, to: World.person(.pupil), traveller.house.database)
            traveller.party.change { $0.userinfo["urn:oid:1.3.6.1.4.1.16161.1.1.27"] = .string(number) }
            #expect(try await traveller.travel().newToken != nil)
        }
    }

    @Test func `nobody is known by e-mail or name`() async throws {
        try await Traveller.open { traveller async throws in
            traveller.party.change { manner in
                manner.userinfo["email"] = "aino.niemi@post.example"
                manner.userinfo["email_verified"] = true
                manner.userinfo["preferred_username"] = .string(Who.pupil.signInName)
            }
            let reply = try await traveller.travel()
            #expect(reply.status == .ok && reply.newToken == nil)
            #expect(reply.body.contains("Kutsukoodi"))
            #expect(try await BrokerWorld.links(traveller.house.database).isEmpty)
        }
    }

    @Test func `a learner number counts at the provider that connected the identity provider alone`() async throws {
        try await Traveller.open { traveller async throws in
            try await BrokerWorld.give(
                BrokerWorld.number, to: World.eino, in: World.birch, traveller.house.database)
            let reply = try await traveller.travel()
            #expect(reply.newToken == nil && reply.body.contains("Kutsukoodi"))
        }
    }

    @Test func `groups never come from a login`() async throws {
        try await Traveller.open { traveller async throws in
            try await BrokerWorld.give(BrokerWorld.number, to: World.person(.otherPupil), traveller.house.database)
            let token = try #require(try await traveller.travel().newToken)
            let group = ActingPath.group(.pupil)("lake", World.homeroom7A)
            #expect(try await traveller.house.visit(.get, group.description, as: token).status == .notFound)
        }
    }

    @Test func `a role that the identity provider does not speak for stays shut`() async throws {
        try await Traveller.open { traveller async throws in
            let database = traveller.house.database
            for who in [Who.principal, .administrator, .guardian] {
                try await BrokerWorld.give(
                    "1.2.246.562.24.3234567890\(who.rawValue.count % 10)", to: World.person(who), database)
                traveller.party.change {
                    $0.userinfo["urn:oid:1.3.6.1.4.1.16161.1.1.27"] =
                        .string("1.2.246.562.24.3234567890\(who.rawValue.count % 10)")
                }
                let reply = try await traveller.travel()
                #expect(reply.status == .forbidden && reply.newToken == nil, "\(who)")
            }
            #expect(try await BrokerWorld.links(database).isEmpty)
        }
    }

    @Test func `an account that reaches to another provider is joined by who is signed in to it`() async throws {
        try await Traveller.open { traveller async throws in
            let database = traveller.house.database
            try await BrokerWorld.give(BrokerWorld.number, to: World.person(.teacher), database)
            try await BrokerWorld.link(.teacher, to: World.eino, in: World.birch, database)
            let stranger = try await traveller.travel()
            #expect(stranger.status == .forbidden && stranger.newToken == nil)
            #expect(stranger.body.contains("Kirjaudu ensin kuten ennen"))
            #expect(try await traveller.travel(as: .pupil).newToken == nil)
            let own = try #require(try await traveller.travel(as: .teacher).newToken)
            #expect(
                try await BrokerWorld.account(behind: own, database) == BrokerWorld.account(of: .teacher, database))
            // The browser's old session has ended.
            #expect(
                try await BrokerWorld.account(behind: try #require(Who.teacher.token), database) == nil)
            #expect(try await traveller.travel().newToken != nil)
        }
    }

    @Test func `two people with one number are queued with both sides, once however often it is tried`() async throws {
        try await Traveller.open { traveller async throws in
            let database = traveller.house.database
            for who in [Who.pupil, .classmate] {
                try await BrokerWorld.give(BrokerWorld.number, to: World.person(who), database)
            }
            for _ in 0..<2 {
                let reply = try await traveller.travel()
                #expect(reply.status == .forbidden && reply.newToken == nil)
                #expect(!reply.body.contains("Laine"))
            }
            let waiting = try await BrokerWorld.waiting(database)
            #expect(waiting.map(\.reason) == [.people] && waiting.map(\.tries) == [2])
            let conflict = try #require(waiting.first)
            let sides = try await database.read { try $0.all(ConflictSide.of(conflict, in: World.lake)) }
            #expect(Set(sides.map(\.person.id)) == [World.person(.pupil), World.person(.classmate)])
        }
    }

    @Test func `a new login of an account that has one already waits for an administrator`() async throws {
        try await Traveller.open { traveller async throws in
            let database = traveller.house.database
            try await BrokerWorld.give(BrokerWorld.number, to: World.person(.pupil), database)
            _ = try await traveller.travel()
            traveller.party.change { manner in
                manner.claims = ["sub": "person-7"]
                manner.userinfo["sub"] = "person-7"
            }
            #expect(try await traveller.travel().newToken == nil)
            #expect(try await BrokerWorld.waiting(database).map(\.reason) == [.login])
        }
    }

    @Test func `a login whose number has come to be somebody else's waits too`() async throws {
        try await Traveller.open { traveller async throws in
            let database = traveller.house.database
            try await BrokerWorld.give(BrokerWorld.number, to: World.person(.pupil), database)
            try await BrokerWorld.give(BrokerWorld.otherNumber, to: World.person(.classmate), database)
            _ = try await traveller.travel()
            traveller.party.change {
                $0.userinfo["urn:oid:1.3.6.1.4.1.16161.1.1.27"] = .string(BrokerWorld.otherNumber)
            }
            #expect(try await traveller.travel().newToken == nil)
            #expect(try await BrokerWorld.waiting(database).map(\.reason) == [.number])
        }
    }
}
