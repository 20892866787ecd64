import Accounts
import Base
import Directory
import HTTPTypes
import Storage
import Synchronization
import Testing
import TestKit
import Web

@Suite struct InvitationOnEngine {
    private let show = PathPattern("/invitation")()
    private let create = PathPattern("/invitation/account")()
    private let add = PathPattern("/invitation/person")()

    private func invite(_ who: Who, isAdministrator: Bool = false, in database: any Database) async throws -> String {
        try await database.write { writer in
            try Invitation.issue(
                to: World.person(who), in: World.lake, makesAdministrator: isAdministrator, at: World.now, in: writer
            ).text
        }
    }

    @Test func `a code makes an account once`() async throws {
        try await TestHouse.open { house async throws in
            let code = try await invite(.teacherElsewhere, in: house.database)
            let welcome = try await house.post(show, as: .signedOut, ["code": code.uppercased()])
            #expect(welcome.body.contains("Tervetuloa"))
            for name in ["Petri", "petri", "Aho", "aho"] { #expect(!welcome.body.contains(name)) }
            #expect(welcome.body.contains("PA"), "initials alone, until the code is used")
            let made = try await house.post(create, as: .signedOut, ["code": code, "password": "uusi hieno virke"])
            #expect(made.body.contains(/petri\.aho[2-9]{3}@lake/))
            let token = try #require(made.newToken)
            #expect(try await house.visit(.get, "/lake/teacher", as: token).body.contains("3B"))
            let again = try await house.post(
                create, as: .signedOut, ["code": code, "password": "uusi hieno virke"])
            #expect(again.newToken == nil)
            #expect(try await house.post(show, as: .signedOut, ["code": code]).status == .unprocessableContent)
        }
    }

    @Test func `two who race for one code: one wins`() async throws {
        try await TestHouse.open { house async throws in
            let code = try await invite(.teacherElsewhere, in: house.database)
            let tokens = try await withThrowingTaskGroup(of: String?.self) { group in
                for _ in 0..<4 {
                    group.addTask {
                        try await house.post(
                            create, as: .signedOut,
                            ["code": code, "password": "uusi hieno virke"]
                        ).newToken
                    }
                }
                return try await group.reduce(into: []) { $0.append($1) }
            }
            #expect(tokens.compactMap { $0 }.count == 1)
        }
    }

    @Test func `a new code ends the old one, and a used one ends them all`() async throws {
        try await TestHouse.open { house async throws in
            let old = try await invite(.teacherElsewhere, in: house.database)
            let new = try await invite(.teacherElsewhere, in: house.database)
            #expect(try await house.post(show, as: .signedOut, ["code": old]).status == .unprocessableContent)
            #expect(try await house.post(show, as: .signedOut, ["code": new]).status == .ok)
        }
    }

    @Test func `a code expires`() async throws {
        let clock = Mutex(World.now)
        try await TestHouse.open(now: { clock.withLock { $0 } }) { house async throws in
            let code = try await invite(.teacherElsewhere, in: house.database)
            clock.withLock { $0 = $0.adding(days: 30) }
            #expect(try await house.post(show, as: .signedOut, ["code": code]).status == .unprocessableContent)
        }
    }

    @Test func `redeemed while signed in it adds the person to that account`() async throws {
        try await TestHouse.open { house async throws in
            let code = try await invite(.assistant, in: house.database)
            let page = try await house.post(show, as: .otherGuardian, ["code": code])
            #expect(page.body.contains("otherguardian@lake"))
            #expect(try await house.post(add, as: .otherGuardian, ["secret-invitation": code]).status == .seeOther)
            #expect(try await house.get(ActingPath.desktop(.assistant)("lake"), as: .otherGuardian).status == .ok)
            #expect(try await house.get(ActingPath.family(), as: .otherGuardian).status == .ok)
            #expect(try await house.post(add, as: .otherGuardian, ["secret-invitation": code]).status == .notFound)
        }
    }

    @Test func `an administrator's invitation gives the right at that provider only`() async throws {
        try await TestHouse.open { house async throws in
            let code = try await invite(.office, isAdministrator: true, in: house.database)
            #expect(try await house.get(ActingPath.desktop(.administrator)("lake"), as: .office).status == .notFound)
            _ = try await house.post(add, as: .office, ["secret-invitation": code])
            #expect(try await house.get(ActingPath.desktop(.administrator)("lake"), as: .office).status == .ok)
            #expect(try await house.get(ActingPath.desktop(.administrator)("birch"), as: .office).status == .notFound)
        }
    }

    @Test func `naming the person to somebody signed in is a look`() async throws {
        try await TestHouse.open { house async throws in
            let code = try await invite(.assistant, in: house.database)
            _ = try await house.post(show, as: .otherGuardian, ["code": code])
            let log = try await house.get(ActingPath.accessLog(), as: .assistant)
            #expect(log.body.contains("kutsun käyttöönotto"))
        }
    }

    @Test func `a protected person's account and pages are not named`() async throws {
        try await TestHouse.open { house async throws in
            let code = try await invite(.protectedPupil, in: house.database)
            let welcome = try await house.post(show, as: .signedOut, ["code": code])
            #expect(welcome.status == .ok && !welcome.body.contains("nimikirjaimet"))
            let made = try await house.post(create, as: .signedOut, ["code": code, "password": "uusi hieno virke"])
            #expect(made.newToken != nil)
            for page in [welcome, made] {
                for name in ["venla", "aaltola"] { #expect(!page.body.lowercased().contains(name)) }
            }
        }
    }

    @Test(arguments: [
        ("lyhyt", "10 merkkiä"), ("password123", "liian helppo"), ("petri aho 1", "nimeesi"),
        ("jarvikaupunki1", "nimeesi"), ("salasana12", "liian helppo"),
    ])
    func `what is wrong is said beside the field, and the code stays good`(
        _ password: String, _ words: String
    ) async throws {
        try await TestHouse.open { house async throws in
            let code = try await invite(.teacherElsewhere, in: house.database)
            let reply = try await house.post(create, as: .signedOut, ["code": code, "password": password])
            #expect(reply.status == .unprocessableContent)
            #expect(reply.body.contains(words))
            #expect(reply.body.contains("Kirjoita salasana uudelleen"))
            #expect(!reply.body.contains(password))
            #expect(try await house.post(show, as: .signedOut, ["code": code]).status == .ok)
        }
    }

    @Test func `codes cannot be tried for ever`() async throws {
        try await TestHouse.open { house async throws in
            for _ in 0..<200 { _ = try await house.post(show, as: .signedOut, ["code": "aaaa-bbbb-cccc-dddd"]) }
            let code = try await invite(.teacherElsewhere, in: house.database)
            #expect(try await house.post(show, as: .signedOut, ["code": code]).status == .tooManyRequests)
        }
    }
}
