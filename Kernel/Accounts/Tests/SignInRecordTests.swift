import App
import Base
import HTTPTypes
import Storage
import Testing
import TestKit
import Web

@testable import Accounts

/// What is kept of sign-ins, for the owner and for the provider's administrator.
@Suite struct SignInRecordsOnEngine {
    private func signIn(_ house: TestHouse, _ name: String, _ password: String = World.password) async throws -> Reply {
        try await house.post(ActingPath.signIn(), as: .signedOut, ["name": name, "password": password])
    }

    /// By what they are called: what happens in one moment of a clock that stands still has no order.
    private func events(_ who: Who, _ house: TestHouse) async throws -> [RecordedEvent] {
        try await RecordedEvent.all(of: World.person(who), in: World.lake, house).sorted { $0.kind < $1.kind }
    }

    @Test func `a sign-in and a sign-out are recorded`() async throws {
        try await TestHouse.open { house async throws in
            let token = try #require(try await signIn(house, "pupil@lake").newToken)
            _ = try await house.post(PathPattern("/sign-out")(), token: token)
            _ = try await house.post(PathPattern("/sign-out")(), token: token)
            #expect(
                try await events(.pupil, house) == [
                    RecordedEvent("sign-in", "sign-in", "password"), RecordedEvent("sign-out", "sign-out", "session"),
                ])
        }
    }

    @Test func `a refused attempt is recorded for a name that there is, and nothing of one that there is not`()
        async throws
    {
        try await TestHouse.open { house async throws in
            _ = try await signIn(house, "nobody@lake", "väärä salasana")
            _ = try await signIn(house, "pupil@lake", "väärä salasana")
            #expect(try await RecordedEvent.count(in: house) == 0, "nothing is written while one waits")
            try await house.house.flush()
            #expect(try await RecordedEvent.count(in: house) == 1)
            #expect(try await events(.pupil, house) == [RecordedEvent("refused", "refused", "password")])
            let page = try await house.get(ActingPath.account(), as: .pupil)
            #expect(page.body.contains("Hylätty: Salasana"), "the owner reads it too")
        }
    }

    @Test func `a guardian at two providers is recorded at both`() async throws {
        try await TestHouse.open { house async throws in
            _ = try await signIn(house, "guardian@lake")
            #expect(try await events(.guardian, house).count == 1)
            #expect(
                try await RecordedEvent.all(of: World.guardianInBirch, in: World.birch, house).map(\.kind)
                    == ["sign-in"])
        }
    }

    @Test func `sessions that are ended from elsewhere are recorded, and everywhere means here too`() async throws {
        try await TestHouse.open { house async throws in
            let there = try #require(try await signIn(house, "pupil@lake").newToken)
            _ = try await house.post(PathPattern("/account/sessions/ending")(), as: .pupil)
            #expect(try await house.visit(.get, "/account", as: there).status == .seeOther)
            #expect(try await events(.pupil, house).map(\.kind) == ["ended", "sign-in"])
            let out = try await house.post(PathPattern("/account/sessions/everywhere/ending")(), as: .pupil)
            #expect(out.status == .seeOther && out.location == "/sign-in")
            #expect(try await house.get(ActingPath.account(), as: .pupil).status == .seeOther)
            #expect(try await events(.pupil, house).map(\.kind) == ["ended", "ended", "sign-in"])
        }
    }

    @Test func `records go when they are too old`() async throws {
        try await TestHouse.open { house async throws in
            _ = try await signIn(house, "pupil@lake")
            try await house.database.write {
                try SignInEvent.removeOld(at: World.now.adding(days: SignInEvent.days), in: $0)
            }
            #expect(try await RecordedEvent.count(in: house) == 1)
            try await house.database.write {
                try SignInEvent.removeOld(at: World.now.adding(days: SignInEvent.days + 1), in: $0)
            }
            #expect(try await RecordedEvent.count(in: house) == 0)
        }
    }
}
