import Accounts
import App
import Audit
import Base
import Directory
import Foundation
import HTTPTypes
import Storage
import Testing
import TestKit
import Web

@Suite struct OwnLogOnEngine {
    private let child = ActingPath.childAccessLog("lake", World.person(.pupil))
    private let protectedChild = ActingPath.childAccessLog("lake", World.person(.protectedPupil))

    @Test func `person and guardian see who looked, as what, where, for what and how often`() async throws {
        try await TestHouse.open { house async throws in
            let page = ActingPath.person(.teacher)("lake", World.person(.pupil))
            for _ in 0..<3 { _ = try await house.get(page, as: .teacher) }
            try await house.house.flush()
            for (who, link) in [(Who.pupil, ActingPath.accessLog()), (.guardian, child)] {
                let log = try await house.get(link, as: who)
                #expect(log.status == .ok)
                for word in ["Leena Salo", "opettaja · Järvelän koulu", "henkilön tiedot", "tänään 10.15", ">3<"] {
                    #expect(log.body.contains(word), "\(who): \(word)")
                }
            }
        }
    }

    @Test func `nobody else's log can be asked for`() async throws {
        try await TestHouse.open { house async throws in
            let others = ActingPath.accessLog().with(["record": World.person(.classmate).description])
            #expect(try await house.get(others, as: .pupil).status == .notFound)
            #expect(try await house.get(child, as: .otherGuardian).status == .notFound)
        }
    }

    @Test func `pupils and other homes are not named`() async throws {
        try await TestHouse.open { house async throws in
            _ = try await house.get(ActingPath.group(.pupil)("lake", World.homeroom7A), as: .classmate)
            _ = try await house.get(ActingPath.child("lake", World.person(.pupil)), as: .guardian)
            try await house.house.flush()
            let pupils = try await house.get(ActingPath.accessLog(), as: .pupil)
            #expect(pupils.body.contains("Oppilas") && !pupils.body.contains("Eetu"))
            #expect(pupils.body.contains("Sari Niemi"), "an own guardian is named")
            let teachers = try await house.get(ActingPath.accessLog(), as: .teacher)
            #expect(teachers.body.contains("Huoltaja") && !teachers.body.contains("Niemi"))
            #expect(try await house.get(child, as: .guardian).body.contains("Sinä itse"))
        }
    }

    @Test func `a protected reader is a role, and a guardian kept from the school sees roles alone`() async throws {
        try await TestHouse.open { house async throws in
            let person = World.person(.protectedPupil)
            _ = try await house.get(ActingPath.child("lake", person), as: .protectedGuardian)
            _ = try await house.get(ActingPath.person(.teacher)("lake", person), as: .teacher)
            try await house.house.flush()
            let distant = try await house.get(protectedChild, as: .informedGuardian)
            #expect(distant.status == .ok)
            for word in ["Opettaja", "Huoltaja"] { #expect(distant.body.contains(word)) }
            for word in ["Leena", "Salo", "Järvelän", "Ritva"] { #expect(!distant.body.contains(word)) }
            let own = try await house.get(protectedChild, as: .protectedGuardian)
            for word in ["Leena Salo", "Järvelän koulu", "Sinä itse"] { #expect(own.body.contains(word)) }
            let pupils = try await house.get(ActingPath.accessLog(), as: .protectedPupil)
            #expect(pupils.body.contains("Huoltaja") && !pupils.body.contains("Ritva"))
        }
    }

    @Test func `reading the log is a look at those it names`() async throws {
        try await TestHouse.open { house async throws in
            _ = try await house.get(ActingPath.person(.teacher)("lake", World.person(.pupil)), as: .teacher)
            try await house.house.flush()
            _ = try await house.get(child, as: .guardian)
            try await house.house.flush()
            #expect(try await house.get(ActingPath.accessLog(), as: .teacher).body.contains("katselutiedot"))
            #expect(try await house.get(ActingPath.accessLog(), as: .pupil).body.contains("katselutiedot"))
        }
    }

    @Test func `pages of the log hold every row once, and days limit it`() async throws {
        try await TestHouse.open { house async throws in
            try await LoggedPast.write(120, to: house.database)
            var seen: [String] = []
            var link: String? = ActingPath.accessLog().description
            while let path = link {
                let body = try await house.visit(.get, path, as: Who.pupil.token).body
                seen += LoggedPast.counts(in: body)
                link = LoggedPast.older(in: body)
            }
            #expect(seen == (1...120).reversed().map(String.init))
            let limited = ActingPath.accessLog().with(["from": "2026-11-20", "to": "2026-11-20"])
            let rows = LoggedPast.counts(in: try await house.get(limited, as: .pupil).body)
            #expect(!rows.isEmpty && rows.count < 50)
            let wrong = try await house.get(ActingPath.accessLog().with(["from": "eilen"]), as: .pupil)
            #expect(wrong.status == .unprocessableContent)
        }
    }
}

/// Looks of the past, one an hour, each with a count of its own.
enum LoggedPast {
    static func write(_ number: Int, to database: any Database) async throws {
        try await database.write { writer in
            let account = try writer.one(PasswordAccount.named(Who.teacher.signInName)).account
            for index in 1...number {
                let look = PersonLook(
                    provider: World.lake.uuid, person: World.person(.pupil).uuid, account: account.uuid,
                    purpose: "person", relation: "teacher")
                let moment = World.now.adding(minutes: Int64(index - number - 1) * 60)
                for _ in 0..<index { try AccessLog.write(look, at: moment, in: writer) }
            }
        }
    }

    static func counts(in body: String) -> [String] {
        body.matches(of: /data-label="Kertoja">(\d+)</).map { String($0.1) }
    }

    static func older(in body: String) -> String? {
        body.firstMatch(of: /<span class="after"><a class="button plain" href="([^"]+)"/)
            .map { String($0.1).replacing("&amp;", with: "&") }
    }
}
