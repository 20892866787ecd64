import Accounts
import Attendance
import Base
import Directory
import Foundation
import HTTPTypes
import TestKit
import Testing
import Timetable
import Web

/// Eetu is announced as ill for today and tomorrow; tomorrow he has physical education.
@Suite struct ComingOnEngine {
    private static let tomorrow = World.now.day.adding(days: 1).description
    private static let aino = World.person(.pupil)

    @Test func `an announced absence stands on the coming lessons of pupil and guardian`() async throws {
        let day: KeyValuePairs = ["day": Self.tomorrow]
        try await TestHouse.open { house async throws in
            let pages: [(Link, Who)] = [
                (ActingPath.timetable(.pupil)("lake").with(day), .classmate),
                (ActingPath.childTimetable("lake", World.person(.classmate)).with(day), .otherGuardian),
                (ActingPath.desktop(.pupil)("lake"), .classmate), (ActingPath.family(), .otherGuardian),
                (ActingPath.timetable(.pupil)("lake").with(["view": "week", "day": Self.tomorrow]), .classmate),
            ]
            for (link, who) in pages {
                let page = try await house.get(link, as: who)
                #expect(page.status == .ok)
                #expect(page.body.contains("Ilmoitettu: sairaana"), "\(link)")
            }
            let others = try await house.get(ActingPath.timetable(.pupil)("lake").with(day), as: .pupil)
            #expect(!others.body.contains("Ilmoitettu"))
        }
    }

    @Test func `the teacher's coming lessons say how many are announced, and no names`() async throws {
        let link = ActingPath.timetable(.teacher)("lake").with(["day": Self.tomorrow])
        try await TestHouse.open { house async throws in
            let page = try await house.get(link, as: .teacher)
            #expect(page.body.components(separatedBy: "Tiedossa 1 poissa").count == 2, "the cancelled lesson has none")
            #expect(!page.body.contains("Eetu"))
            let notice = [
                ("first", Self.tomorrow), ("last", Self.tomorrow), ("reason", "illness"), ("begins", "10:00"),
                ("ends", "15:00"),
            ]
            let notices = AttendancePath.notices(.guardian)("lake", Self.aino)
            #expect(try await house.post(notices, as: .guardian, notice).status == .seeOther)
            #expect(try await house.get(link, as: .teacher).body.contains("Tiedossa 2 poissa"))
            #expect(try await house.get(ActingPath.desktop(.teacher)("lake"), as: .teacher).body.contains("Tiedossa 2"))
        }
    }

    @Test func `a withdrawn notice, and one of another time of the day, are not said`() async throws {
        let day: KeyValuePairs = ["day": Self.tomorrow]
        let ending = AttendancePath.noticeEnding(.guardian)("lake", World.person(.classmate), World.eetusNotice)
        try await TestHouse.open { house async throws in
            #expect(try await house.post(ending, as: .otherGuardian).status == .seeOther)
            let own = try await house.get(ActingPath.timetable(.pupil)("lake").with(day), as: .classmate)
            #expect(!own.body.contains("Ilmoitettu"))
            let early = [
                ("first", Self.tomorrow), ("last", Self.tomorrow), ("reason", "other"), ("begins", "08:00"),
                ("ends", "09:00"),
            ]
            let notices = AttendancePath.notices(.guardian)("lake", Self.aino)
            #expect(try await house.post(notices, as: .guardian, early).status == .seeOther)
            let teacher = try await house.get(ActingPath.timetable(.teacher)("lake").with(day), as: .teacher)
            #expect(!teacher.body.contains("Tiedossa"))
        }
    }

    @Test func `two guardians of whom one is protected learn nothing of each other's notices`() async throws {
        let notice = [("first", Self.tomorrow), ("last", Self.tomorrow), ("reason", "illness")]
        let timetable = ActingPath.childTimetable("lake", Self.aino).with(["day": Self.tomorrow])
        let notices = AttendancePath.notices(.guardian)("lake", Self.aino)
        for isProtected in [false, true] {
            try await TestHouse.open { house async throws in
                try await SecondGuardian.add(.otherGuardian, isProtected: isProtected, house.database)
                #expect(try await house.post(notices, as: .guardian, notice).status == .seeOther)
                let own = try await house.get(timetable, as: .guardian)
                #expect(own.body.contains("Ilmoitettu: sairaana"))
                let other = try await house.get(timetable, as: .otherGuardian)
                #expect(other.status == .ok)
                #expect(other.body.contains("Ilmoitettu: sairaana") == !isProtected)
                let page = try await house.get(AttendancePath.child("lake", Self.aino), as: .otherGuardian)
                #expect(page.status == .ok)
                #expect(page.body.contains("Ilmoitetut poissaolot") == !isProtected)
            }
        }
    }
}
