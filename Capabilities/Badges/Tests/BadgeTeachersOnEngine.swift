import Accounts
import Base
import Directory
import Foundation
import HTTPTypes
import Storage
import TestKit
import Testing
import Web

@testable import Badges

@Suite struct BadgeTeachersOnEngine {
    @Test func `cards have the called name, and a protected child's card no group`() async throws {
        try await TestHouse.open { house async throws in
            let trial = BadgeTrial(house)
            let page = try await trial.print([World.person(.pupil), World.person(.protectedPupil)])
            #expect(page.status == .ok)
            let cards = page.body.components(separatedBy: "class=\"badge-card\"").dropFirst()
            let (aino, venla) = (
                try #require(cards.first { $0.contains("Aino") }), try #require(cards.first { $0.contains("Venla") })
            )
            #expect(cards.count == 2 && aino.contains("7A") && !venla.contains("7A"))
            for word in ["Niemi", "Aaltola", "turvakielto"] { #expect(!page.body.contains(word)) }
            #expect(page.body.contains("digione.example/badge"))
        }
    }

    @Test func `cards are shown once`() async throws {
        try await TestHouse.open { house async throws in
            let trial = BadgeTrial(house)
            let number = try await trial.card().number
            #expect(try await !house.get(trial.page, as: .teacher).body.contains(number))
        }
    }

    @Test func `what a teacher does is in the change log, and the child's home reads who looked`() async throws {
        try await TestHouse.open { house async throws in
            let (trial, _) = try await BadgeTrial.ready(house)
            let (slug, group, person) = ("lake", trial.group, World.person(.pupil))
            _ = try await house.post(BadgePath.pictureCodeEnding(slug, group, person), as: .teacher)
            _ = try await house.post(BadgePath.allEnding(.teacher)(slug, group), as: .teacher)
            _ = try await trial.shut()
            // Taking all cards away takes the classmate's too.
            #expect(
                try await BadgeTrial.changes(in: house).sorted() == [
                    "add-class-device", "end-badge", "end-badge", "end-picture-code", "open-badges", "print-badge",
                    "show-device-code", "shut-badges",
                ])
            let log = try await house.get(ActingPath.childAccessLog(slug, person), as: .guardian)
            #expect(log.body.contains("Leena Salo") && log.body.contains("kirjautumiskortit"))
        }
    }

    @Test func `the page says who opened the door and until when`() async throws {
        try await TestHouse.open { house async throws in
            let trial = BadgeTrial(house)
            #expect(try await trial.open(minutes: 45).status == .seeOther)
            let page = try await house.get(trial.page, as: .teacher)
            #expect(page.body.contains("Kirjautuminen on auki luokalle 7A kello 11.00 asti"))
            #expect(page.body.contains("Avasi Leena Kaarina Salo") || page.body.contains("Leena Salo"))
        }
    }

    @Test func `the group's own page tells its teacher until when the door is open, and nobody else`() async throws {
        try await TestHouse.open { house async throws in
            let trial = BadgeTrial(house)
            let page = ActingPath.group(.teacher)("lake", trial.group)
            #expect(try await !house.get(page, as: .teacher).body.contains("Kirjautuminen on auki"))
            try await trial.open(minutes: 45)
            let open = try await house.get(page, as: .teacher).body
            #expect(open.contains("Kirjautuminen on auki luokalle 7A kello 11.00 asti"))
            let pupils = try await house.get(ActingPath.group(.pupil)("lake", trial.group), as: .pupil)
            #expect(pupils.status == .ok && !pupils.body.contains("Kirjautuminen on auki"))
            try await trial.shut()
            #expect(try await !house.get(page, as: .teacher).body.contains("Kirjautuminen on auki"))
        }
    }

    @Test(arguments: ["", "1", "46", "-15", "999999", "x"])
    func `the time is one of a few`(_ minutes: String) async throws {
        try await TestHouse.open { house async throws in
            let trial = BadgeTrial(house)
            let reply = try await house.post(
                BadgePath.opening("lake", trial.group), as: .teacher, ["minutes": minutes])
            #expect(reply.status == .unprocessableContent)
            #expect(try await BadgeTrial.changes(in: house) == [])
        }
    }

    @Test func `a substitute has these means on own days alone`() async throws {
        try await TestHouse.open { house async throws in
            let trial = BadgeTrial(house)
            try await BadgeTrial.endMembership(of: .teacher, on: World.now.day, in: house)
            #expect(try await house.get(trial.page, as: .teacher).status == .notFound)
            #expect(try await trial.open().status == .notFound)
            #expect(try await trial.print([World.person(.pupil)]).status == .notFound)
            #expect(
                try await house.post(BadgePath.devices("lake", trial.group), as: .teacher).status == .notFound)
        }
    }

    @Test(arguments: [Who.otherPupil, .assistant, .guardian, .teacherElsewhere, .principal])
    func `a card is made for nobody but own pupils`(_ who: Who) async throws {
        try await TestHouse.open { house async throws in
            #expect(try await BadgeTrial(house).print([World.person(who)]).status == .unprocessableContent)
            #expect(try await BadgeTrial.changes(in: house) == [])
        }
    }

    @Test func `printing asks for a session that is confirmed, opening the door does not`() async throws {
        try await TestHouse.open { house async throws in
            try await house.weaken(.teacher)
            let trial = BadgeTrial(house)
            #expect(try await trial.print([World.person(.pupil)]).status == .forbidden)
            #expect(try await trial.open().status == .seeOther)
        }
    }

    @Test func `a device's code is good for ten minutes and until the next is shown`() async throws {
        try await TestHouse.open { house async throws in
            let trial = BadgeTrial(house)
            let (old, new) = (try await trial.deviceCode(), try await trial.deviceCode())
            #expect(try await trial.send(BadgePath.device(), ["code": old]).status == .unprocessableContent)
            #expect(try await trial.send(BadgePath.device(), ["code": new.uppercased()]).status == .seeOther)
            try await BadgeTrial.expireDeviceCodes(in: house)
            #expect(try await trial.send(BadgePath.device(), ["code": new]).status == .unprocessableContent)
        }
    }

    @Test func `a guardian sees the child's card on the own account page, one without the school does not`()
        async throws
    {
        try await TestHouse.open { house async throws in
            _ = try await BadgeTrial(house).cards(of: [World.person(.pupil), World.person(.protectedPupil)])
            for (who, sees) in [
                (Who.guardian, true), (.protectedGuardian, true), (.informedGuardian, false), (.adultGuardian, false),
            ] {
                let page = try await house.get(ActingPath.account(), as: who)
                #expect(page.body.contains("Kirjautumiskortti") == sees, "\(who)")
            }
        }
    }

    @Test func `old rows are removed, and those in force stay`() async throws {
        try await TestHouse.open { house async throws in
            let (trial, card) = try await BadgeTrial.ready(house)
            try await house.database.write { try Badges.removeOld(at: World.now, in: $0) }
            #expect(try await trial.signIn(card).newToken != nil)
            try await house.database.write { try Badges.removeOld(at: World.now.adding(days: 61), in: $0) }
            #expect(try await trial.signIn(card).newToken == nil)
            #expect(try await trial.door().body.contains("Tämä laite ei ole luokan laite"))
        }
    }
}
