import Accounts
import Base
import Directory
import HTTPTypes
import TestKit
import Testing
import Web

@testable import Homework

/// What the lines of lessons say, on desktops, days and weeks.
@Suite struct HomeworkRemarksOnEngine {
    private let timetable = ActingPath.timetable(.pupil)("lake")
    private func day(_ text: String, _ link: Link) -> Link { link.with(["day": text]) }

    @Test func `the desktop says tomorrow's homework and what to bring, to the pupil and at home`() async throws {
        try await TestHouse.open { house async throws in
            let home = ActingPath.child("lake", World.person(.pupil))
            for (who, link) in [(Who.pupil, ActingPath.desktop(.pupil)("lake")), (.guardian, home)] {
                let page = try await house.get(link, as: who)
                #expect(page.body.contains("Läksy: Laske kävelyn askeleet"), "\(who)")
                #expect(page.body.contains("Mukaan: sisäpelivarusteet"), "\(who)")
                #expect(page.body.contains("/tick") == (who == .pupil), "\(who)")
            }
        }
    }

    @Test func `a day and a week say the exam`() async throws {
        try await TestHouse.open { house async throws in
            let page = try await house.get(day("2026-11-25", timetable), as: .pupil)
            #expect(page.body.contains("<span>Koe: solun osat</span>"))
            let week = try await house.get(timetable.with(["view": "week"]), as: .pupil)
            #expect(week.body.contains("Koe: solun osat"))
        }
    }

    @Test func `a moved lesson takes its homework along`() async throws {
        try await TestHouse.open { house async throws in
            try await HomeworkTrial.moveMaths(house.database)
            #expect(try await !house.get(day("2026-11-30", timetable), as: .pupil).body.contains("s. 34–35"))
            #expect(try await house.get(day("2026-12-01", timetable), as: .pupil).body.contains("Läksy: s. 34–35"))
            let list = try await house.get(ActingPath.homework("lake"), as: .pupil)
            #expect(list.body.contains("Tiistai 1. joulukuuta"))
            #expect(list.body.contains("Tunti siirretty"))
            #expect(!list.body.contains("Maanantai 30. marraskuuta"))
        }
    }

    @Test func `a teacher gives more from the lesson, an assistant reads, who governs sees nothing of it`() async throws
    {
        try await TestHouse.open { house async throws in
            let own = try await house.get(day("2026-11-30", ActingPath.timetable(.teacher)("lake")), as: .teacher)
            #expect(own.body.contains("Läksy: s. 34–35"))
            let give = ActingPath.groupHomework(.teacher)("lake", World.maths7A)
                .with(["lesson": World.mathsLesson.description, "held": "2026-11-30"])
            #expect(own.body.contains(give.description.replacing("&", with: "&amp;")))
            for (who, role, isShown) in [
                (Who.assistant, Role.assistant, true), (.principal, .principal, false), (.office, .office, false),
            ] {
                let group = day("2026-11-25", ActingPath.groupTimetable(role)("lake", World.homeroom7A))
                let page = try await house.get(group, as: who)
                #expect(page.body.contains("solun osat") == isShown, "\(who)")
                #expect(!page.body.contains("Anna läksy"), "\(who)")
            }
        }
    }

    @Test func `a substitute sees the lesson's exam, and gives from it on the day`() async throws {
        let wednesday = try #require(Instant("2026-11-25T06:00:00.000Z"))
        try await TestHouse.open(now: { wednesday }) { house async throws in
            try await HomeworkTrial.signIn(at: wednesday, house.database)
            let page = try await house.get(ActingPath.timetable(.teacher)("lake"), as: .teacherElsewhere)
            #expect(page.body.contains("Koe: solun osat"))
            #expect(page.body.contains("Anna läksy"))
        }
        try await TestHouse.open { house async throws in
            let ahead = day("2026-11-25", ActingPath.timetable(.teacher)("lake"))
            #expect(try await !house.get(ahead, as: .teacherElsewhere).body.contains("Anna läksy"))
        }
    }
}
