import Accounts
import Attendance
import Base
import Directory
import HTTPTypes
import TestKit
import Testing
import Web

@Suite struct AttendanceGroupOnEngine {
    private static let homeroom = AttendancePath.group(.teacher)("lake", World.homeroom7A)
    private static let maths = AttendancePath.group(.teacher)("lake", World.maths7A)

    @Test func `the homeroom teacher sees all lessons of the class, a group's teacher the group's own`() async throws {
        try await TestHouse.open { house async throws in
            let all = try await house.get(Self.homeroom, as: .teacher)
            #expect(all.body.contains("Äidinkieli"))
            #expect(all.body.contains("Syy ei tiedossa 1 oppitunti"))
            #expect(all.body.contains("1 syy puuttuu"))
            let own = try await house.get(Self.maths, as: .teacher)
            #expect(own.status == .ok)
            #expect(!own.body.contains("Äidinkieli"))
            _ = try await house.post(
                RegisterOnEngine.link, as: .teacher, Sent.form([World.person(.pupil): "late"], minutes: "5"))
            #expect(try await house.get(Self.maths, as: .teacher).body.contains("Myöhässä 5 min"))
        }
    }

    @Test func `those of whom there is something come first`() async throws {
        try await TestHouse.open { house async throws in
            let before = try await house.get(Self.maths, as: .teacher).body
            _ = try await house.post(
                RegisterOnEngine.link, as: .teacher, Sent.form([World.person(.pupil): "late"], minutes: "5"))
            let after = try await house.get(Self.maths, as: .teacher).body
            for (page, isFirst) in [(before, false), (after, true)] {
                let aino = try #require(page.firstRange(of: "Aino Niemi")).lowerBound
                let venla = try #require(page.firstRange(of: "Venla Aaltola")).lowerBound
                #expect((aino < venla) == isFirst)
            }
        }
    }

    @Test func `the principal opens a register from there to put it right`() async throws {
        let register = AttendancePath.register(.principal)("lake", World.finnishLesson, World.now.day)
        try await TestHouse.open { house async throws in
            let page = try await house.get(AttendancePath.group(.principal)("lake", World.homeroom7A), as: .principal)
            #expect(page.body.contains("href=\"\(register)\""))
        }
    }

    @Test func `a provider's own code is offered in the register, and kept when it is ended`() async throws {
        let pupil = World.person(.pupil)
        try await TestHouse.open { house async throws in
            let page = try await house.get(RegisterOnEngine.link, as: .teacher)
            #expect(page.body.contains("RK Retki"))
            _ = try await house.post(
                RegisterOnEngine.link, as: .teacher,
                Sent.form([pupil: "absent"], reason: World.tripCode.description))
            let kept = try await Kept.all(house.database)
            #expect(kept == [Kept(person: pupil, mark: "absent", absenceClass: "school", isSuperseded: false)])
            _ = try await house.post(
                AttendancePath.codeEnding("lake", World.tripCode), as: .administrator, [:] as KeyValuePairs)
            let after = try await house.get(RegisterOnEngine.link, as: .teacher)
            #expect(!after.body.contains("RK Retki"))
            let home = try await house.get(AttendancePath.child("lake", pupil), as: .guardian)
            #expect(home.body.contains("Retki"))
            // Saved again as it stands, the ended code is no change.
            let was = "absent||\(World.tripCode)|"
            _ = try await house.post(
                RegisterOnEngine.link, as: .teacher,
                Sent.form([pupil: "absent"], was: [pupil: was], reason: World.tripCode.description))
            #expect(try await Kept.all(house.database).count == 1)
        }
    }

    @Test func `a rule that cannot be stays in the form, and one that can decides`() async throws {
        try await TestHouse.open { house async throws in
            let wrong = try await house.post(
                AttendancePath.rules("lake"), as: .administrator, ["correction": "ikuisesti", "notice": "3"])
            #expect(wrong.status == .unprocessableContent)
            #expect(wrong.body.contains("Kirjoita päivät numeroina, 0–366"))
            #expect(wrong.body.contains("value=\"ikuisesti\""))
            _ = try await house.post(
                AttendancePath.rules("lake"), as: .administrator, ["correction": "0", "notice": "1"])
            let long = try await house.post(
                AttendancePath.notices(.guardian)("lake", World.person(.pupil)), as: .guardian,
                ["first": "2026-11-23", "last": "2026-11-24", "reason": "other"])
            #expect(long.status == .unprocessableContent)
            #expect(long.body.contains("enintään yhden koulupäivän"))
        }
    }

    @Test func `a code is there once, with names in both languages`() async throws {
        try await TestHouse.open { house async throws in
            let reply = try await house.post(
                AttendancePath.codes("lake"), as: .administrator,
                ["code": "RK", "class": "school", "title-fi": "Retki", "title-sv": ""])
            #expect(reply.status == .unprocessableContent)
            #expect(reply.body.contains("Koodi on jo käytössä"))
            #expect(reply.body.contains("Kirjoita nimi, enintään 60 merkkiä"))
        }
    }
}
