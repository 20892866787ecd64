import Accounts
import Base
import Directory
import Foundation
import HTTPTypes
import Storage
import Testing
import TestKit
import Web

@Suite struct SlipsOnEngine {
    private let homeroom = ActingPath.signInSlips(.teacher)("lake", World.homeroom7A)
    private let maths = ActingPath.signInSlips(.teacher)("lake", World.maths7A)

    private func slip(_ role: Role, _ who: Who) -> Link { slip(role, World.person(who)) }

    private func slip(_ role: Role, _ person: ID<Person>) -> Link {
        PathPattern(stringLiteral: "/{provider}/\(role.rawValue)/people/{person}/sign-in/slip")("lake", person)
    }

    @Test func `a pupil signs in with the slip's password, and the old one and every session are over`() async throws {
        try await TestHouse.open { house async throws in
            let page = try await house.post(slip(.teacher, .pupil), as: .teacher)
            #expect(page.status == .ok)
            let password = try #require(Printed.password(in: page.body))
            #expect(page.body.contains("pupil@lake") && page.body.contains("<b>digione.example</b>"))
            #expect(try await house.get(ActingPath.desktop(.pupil)("lake"), as: .pupil).status == .seeOther)
            let old = try await house.post(
                ActingPath.signIn(), as: .signedOut, ["name": "pupil@lake", "password": World.password])
            #expect(old.newToken == nil)
            let new = try await house.post(
                ActingPath.signIn(), as: .signedOut, ["name": "pupil@lake", "password": password])
            #expect(new.newToken != nil)
            let stored = try await house.database.read { reader in
                try reader.all(Query<String>("SELECT secret FROM sign_in_method"))
            }
            #expect(stored.allSatisfy { $0.hasPrefix("$argon2id$") })
        }
    }

    @Test func `slips are in the change log and in the pupil's access log`() async throws {
        try await TestHouse.open { house async throws in
            _ = try await house.post(slip(.teacher, .pupil), as: .teacher)
            _ = try await house.post(slip(.teacher, World.newcomer), as: .teacher)
            #expect(try await Printed.changes(in: house.database) == ["invite", "renew-password"])
            let log = try await house.get(
                ActingPath.childAccessLog("lake", World.person(.pupil)), as: .guardian)
            #expect(log.body.contains("Leena Salo") && log.body.contains("kirjautumislaput"))
        }
    }

    @Test func `a pupil without an account gets a code that works once`() async throws {
        try await TestHouse.open { house async throws in
            let page = try await house.post(slip(.teacher, World.newcomer), as: .teacher)
            let code = try #require(Printed.code(in: page.body))
            let account = PathPattern("/invitation/account")()
            let made = try await house.post(account, as: .signedOut, ["code": code, "password": "uusi hieno virke"])
            #expect(made.newToken != nil)
            let again = try await house.post(account, as: .signedOut, ["code": code, "password": "uusi hieno virke"])
            #expect(again.newToken == nil)
        }
    }

    @Test(arguments: [
        Who.otherPupil, .assistant, .guardian, .office, .principal, .administrator, .teacher, .teacherElsewhere,
    ])
    func `a teacher renews nobody but own pupils`(_ who: Who) async throws {
        try await TestHouse.open { house async throws in
            #expect(try await house.post(slip(.teacher, who), as: .teacher).status == .notFound)
            let sheet = try await house.post(homeroom, as: .teacher, ["person": World.person(who).description])
            #expect(sheet.status == .unprocessableContent)
            #expect(try await Printed.changes(in: house.database) == [])
        }
    }

    @Test func `nor a pupil's account that stands for more than the pupil`() async throws {
        try await TestHouse.open { house async throws in
            try await house.database.write { writer in
                let account = try writer.one(PasswordAccount.named("pupil@lake")).account
                try writer.run(
                    """
                    INSERT INTO account_person (account_id, provider_id, person_id, evidence, linked_at)
                    VALUES (\(account), \(World.birch), \(World.eino), 'test', \(World.now))
                    """)
            }
            #expect(try await house.post(slip(.teacher, .pupil), as: .teacher).status == .notFound)
            #expect(try await house.post(slip(.office, .pupil), as: .office).status == .notFound)
            let page = try await house.get(
                ActingPath.personSignIn(.teacher)("lake", World.person(.pupil)), as: .teacher)
            #expect(page.status == .ok && page.body.contains("Et voi uusia"))
        }
    }

    @Test func `a sheet holds the chosen pupils, and a protected one by the called name`() async throws {
        try await TestHouse.open { house async throws in
            let form = try await house.get(maths, as: .teacher)
            #expect(form.body.contains("Noel Uusitalo"))
            let people = [World.newcomer, World.person(.classmate), World.person(.protectedPupil)]
            let body = people.map { "person=\($0)" }.joined(separator: "&")
            let page = try await house.visit(
                .post, maths.description, as: Who.teacher.token,
                [.contentType: "application/x-www-form-urlencoded", .fetchSite: "same-origin"], body: body)
            #expect(page.status == .ok)
            #expect(page.body.components(separatedBy: "class=\"slip\"").count == 4)
            for name in ["Noel Uusitalo", "Eetu Laine", "Venla"] { #expect(page.body.contains(name)) }
            #expect(!page.body.contains("Aaltola"))
        }
    }
}

/// What stands on slips, and what was kept of making them.
enum Printed {
    static func password(in body: String) -> String? {
        body.firstMatch(of: /<code>([a-z]+-[a-z]+-[a-z]+-[2-9]{4})<\/code>/).map { String($0.1) }
    }

    static func code(in body: String) -> String? { codes(in: body).first }

    static func codes(in body: String) -> [String] {
        body.matches(of: /<code>([0-9a-z]{4}-[0-9a-z]{4}-[0-9a-z]{4}-[0-9a-z]{4})<\/code>/).map { String($0.1) }
    }

    static func changes(in database: any Database) async throws -> [String] {
        try await database.read { reader in
            try reader.all(Query<String>("SELECT change_log.action FROM change_log ORDER BY change_log.action"))
        }
    }
}
