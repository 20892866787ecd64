import Accounts
import Base
import Directory
import HTTPTypes
import Storage
import Testing
import TestKit
import Web

@Suite struct InvitationSheetOnEngine {
    private let account = PathPattern("/invitation/account")()
    private let sheet = ActingPath.signInSlips(.office)("lake", World.homeroom7A)

    private func path(_ rest: String, _ person: ID<Person>) -> Link {
        PathPattern(stringLiteral: "/{provider}/office/people/{person}/sign-in/\(rest)")("lake", person)
    }

    @Test func `a reset ends sessions and password, and the code restores the same account`() async throws {
        try await TestHouse.open { house async throws in
            let page = try await house.post(path("slip", World.person(.guardian)), as: .administrator)
            #expect(page.status == .notFound, "an account of two providers is nobody's to reset")
            let reset = try await house.post(path("slip", World.person(.otherGuardian)), as: .office)
            let code = try #require(Printed.code(in: reset.body))
            #expect(try await house.get(ActingPath.family(), as: .otherGuardian).status == .seeOther)
            let old = try await house.post(
                ActingPath.signIn(), as: .signedOut, ["name": "otherguardian@lake", "password": World.password])
            #expect(old.newToken == nil)
            let restored = try await house.post(
                account, as: .signedOut, ["code": code, "password": "uusi hieno virke"])
            #expect(restored.body.contains("otherguardian@lake"))
            let token = try #require(restored.newToken)
            #expect(try await house.visit(.get, "/guardian", as: token).body.contains("Eetu Laine"))
            let count = try await house.database.read { reader in
                try reader.one(Query<Int>("SELECT COUNT(*) FROM account"))
            }
            #expect(count == Who.allCases.count - 1)
            #expect(try await Printed.changes(in: house.database).contains("reset-sign-in"))
        }
    }

    @Test(arguments: [Who.principal, .office, .administrator])
    func `an office takes nobody's place who can do as much or more`(_ who: Who) async throws {
        try await TestHouse.open { house async throws in
            #expect(try await house.post(path("slip", World.person(who)), as: .office).status == .notFound)
            #expect(try await Printed.changes(in: house.database) == [])
        }
    }

    @Test func `an invitation is taken back`() async throws {
        try await TestHouse.open { house async throws in
            let page = try await house.post(path("slip", World.newcomer), as: .office)
            let code = try #require(Printed.code(in: page.body))
            let ended = try await house.post(path("invitation/ending", World.newcomer), as: .office)
            #expect(ended.status == .seeOther)
            let show = PathPattern("/invitation")()
            #expect(try await house.post(show, as: .signedOut, ["code": code]).status == .unprocessableContent)
            let again = try await house.post(path("invitation/ending", World.newcomer), as: .office)
            #expect(again.status == .notFound)
            #expect(try await Printed.changes(in: house.database) == ["invite", "revoke-invitation"])
        }
    }

    @Test func `what was done is said once, and not because a link says so`() async throws {
        try await TestHouse.open { house async throws in
            let ended = try await house.post(path("invitation/ending", World.newcomer), as: .office)
            let page = try #require(ended.location)
            let cookie = try #require(ended.doneCookie)
            let said = try await house.visit(.get, page, as: Who.office.token, [.cookie: cookie])
            #expect(said.body.contains("Kutsu on peruttu."))
            #expect(said.headers[values: .setCookie].contains { $0.hasPrefix("__Host-done=;") })
            for word in ["invitation-revoked", "password-changed", "grant-given"] {
                let forged = try await house.visit(.get, page + "?done=" + word, as: Who.office.token)
                #expect(!forged.body.contains("toasts\"><div"))
            }
        }
    }

    @Test func `a sheet for homes has the guardians who may know the school`() async throws {
        try await TestHouse.open { house async throws in
            let page = try await house.get(sheet.with(["for": "guardians"]), as: .office)
            for name in ["Mika Laine", "Ritva Aaltola"] { #expect(page.body.contains(name)) }
            #expect(!page.body.contains("Kari Kallio"), "information only, of a protected child")
            let distant = World.person(.informedGuardian).description
            let forced = try await house.post(sheet, as: .office, ["for": "guardians", "person": distant])
            #expect(forced.status == .unprocessableContent)
        }
    }
}
