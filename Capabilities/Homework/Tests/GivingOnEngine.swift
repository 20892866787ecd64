import Accounts
import Base
import Directory
import HTTPTypes
import Storage
import TestKit
import Testing
import Timetable
import Web

@testable import Homework

/// Giving, mending and withdrawing.
@Suite struct HomeworkGivingOnEngine {
    private let group = ActingPath.groupHomework(.teacher)("lake", World.maths7A)
    private let list = ActingPath.homework("lake")

    @Test func `the form offers the group's next lessons, so that no date has to be typed`() async throws {
        try await TestHouse.open { house async throws in
            let page = try await house.get(group, as: .teacher)
            #expect(page.body.contains("Seuraava tunti: ma 30.11. klo 10.15"))
            #expect(!page.body.contains("ti 24.11."))
            let value = "value=\"\(World.mathsLesson).2026-11-30\""
            #expect(page.body.contains("\(value) id=\"field-when\" checked"))
        }
    }

    @Test func `what is given is there for pupils and homes at once`() async throws {
        try await TestHouse.open { house async throws in
            let given = try await house.post(
                group, as: .teacher,
                [
                    "kind": "homework", "text": "Kertaa kappale 7", "when": "\(World.mathsLesson).2026-12-07",
                    "bring": "laskin", "link": "https://kirja.example/7",
                ])
            #expect(given.location == group.description)
            for (link, who) in [(list, Who.pupil), (ActingPath.familyHomework(), .guardian)] {
                let page = try await house.get(link, as: who)
                #expect(page.body.contains("Kertaa kappale 7"))
                #expect(page.body.contains("Mukaan: laskin"))
                #expect(page.body.contains("href=\"https://kirja.example/7\" rel=\"noopener noreferrer\""))
            }
        }
    }

    @Test func `without a lesson that day it stands on the day for the group`() async throws {
        try await TestHouse.open { house async throws in
            let fields: KeyValuePairs = ["text": "Retkipäivän eväät", "when": "day", "day": "2026-12-03"]
            #expect(try await house.post(group, as: .teacher, fields).status == .seeOther)
            let page = try await house.get(list, as: .pupil)
            #expect(page.body.contains("Torstai 3. joulukuuta"))
            #expect(page.body.contains("7A matematiikka"))
        }
    }

    @Test func `the same sent twice is there once`() async throws {
        try await TestHouse.open { house async throws in
            let fields: KeyValuePairs = ["text": "Kertaa kappale 9", "when": "\(World.mathsLesson).2026-12-07"]
            for _ in 1...2 { #expect(try await house.post(group, as: .teacher, fields).status == .seeOther) }
            let page = try await house.get(list, as: .pupil)
            #expect(page.body.ranges(of: "<span>Kertaa kappale 9").count == 1)
        }
    }

    @Test(arguments: ["2026-11-26", "2026-12-05"])
    func `a day without school is refused`(_ day: String) async throws {
        try await TestHouse.open { house async throws in
            let page = try await house.post(group, as: .teacher, ["text": "s. 1", "when": "day", "day": day])
            #expect(page.status == .unprocessableContent)
            #expect(page.body.contains("Silloin ei ole koulua."))
        }
    }

    @Test func `mistakes stand beside the fields and what was typed stays`() async throws {
        try await TestHouse.open { house async throws in
            let page = try await house.post(
                group, as: .teacher, ["text": "", "bring": "viivain", "when": "day", "day": "2026-11-01"])
            #expect(page.status == .unprocessableContent)
            #expect(page.body.contains("Kirjoita, mitä tehdään tai mitä kokeessa on."))
            #expect(page.body.contains("Päivä on jo mennyt."))
            #expect(page.body.contains("viivain"))
        }
    }

    @Test func `a change keeps what was before, with who and when`() async throws {
        let work = HomeworkPath.work("lake", World.homework)
        try await TestHouse.open { house async throws in
            let fields: KeyValuePairs = ["text": "s. 36", "bring": "", "when": "same"]
            #expect(try await house.post(work, as: .teacher, fields).location == group.description)
            #expect(try await house.get(list, as: .pupil).body.contains("s. 36"))
            #expect(try await !house.get(list, as: .pupil).body.contains("s. 34–35"))
            let page = try await house.get(work, as: .teacher)
            #expect(page.body.contains("<span>s. 34–35, tehtävät 4–6"))
            #expect(page.body.contains("Muutettu tänään 10.15"))
            #expect(page.body.contains("Leena Salo"))
        }
    }

    @Test func `moved to another lesson it is there for its groups`() async throws {
        let work = HomeworkPath.work("lake", World.homework)
        try await TestHouse.open { house async throws in
            let fields: KeyValuePairs = ["text": "s. 36", "when": "\(World.mathsLesson).2026-12-07"]
            #expect(try await house.post(work, as: .teacher, fields).status == .seeOther)
            #expect(try await house.get(list, as: .pupil).body.contains("Maanantai 7. joulukuuta"))
        }
    }

    @Test func `what is withdrawn is gone from every page`() async throws {
        let ending = HomeworkPath.ending("lake", World.homework)
        try await TestHouse.open { house async throws in
            #expect(try await house.post(ending, as: .teacher).status == .seeOther)
            #expect(try await house.post(ending, as: .teacher).status == .notFound)
            for (link, who) in [(list, Who.pupil), (ActingPath.familyHomework(), .guardian)] {
                #expect(try await !house.get(link, as: who).body.contains("s. 34–35"), "\(who)")
            }
            #expect(try await house.get(group, as: .teacher).body.contains("Ei mitään tulossa"))
            #expect(try await house.post(HomeworkPath.tick("lake", World.homework), as: .pupil).status == .notFound)
        }
    }

    @Test func `a substitute gives on the day of the lesson alone, and the teacher mends it`() async throws {
        let homeroom = ActingPath.groupHomework(.teacher)("lake", World.homeroom7A)
        let (tuesday, wednesday) = (
            try #require(Instant("2026-11-24T08:00:00.000Z")), try #require(Instant("2026-11-25T08:00:00.000Z"))
        )
        try await TestHouse.open(now: { tuesday }) { house async throws in
            try await HomeworkTrial.signIn(at: tuesday, house.database)
            #expect(try await house.get(homeroom, as: .teacherElsewhere).status == .notFound)
        }
        try await TestHouse.open(now: { wednesday }) { house async throws in
            try await HomeworkTrial.signIn(at: wednesday, house.database)
            let page = try await house.get(homeroom, as: .teacherElsewhere)
            #expect(page.status == .ok)
            #expect(!page.body.contains("Muu päivä"))
            let other: KeyValuePairs = ["text": "s. 1", "when": "day", "day": "2026-12-03"]
            #expect(try await house.post(homeroom, as: .teacherElsewhere, other).status == .unprocessableContent)
            let fields: KeyValuePairs = ["text": "Piirrä solu", "when": "\(World.biology).2026-12-02"]
            #expect(try await house.post(homeroom, as: .teacherElsewhere, fields).status == .seeOther)
            let teachers = try await house.get(homeroom, as: .teacher)
            #expect(teachers.body.contains("Piirrä solu"))
            #expect(teachers.body.contains("Petri Aho"))
            #expect(try await house.get(list, as: .pupil).body.contains("Piirrä solu"))
            #expect(
                try await house.get(HomeworkPath.work("lake", World.exam), as: .teacherElsewhere).status == .notFound)
        }
    }

    @Test func `an assistant reads and neither gives nor counts as teacher`() async throws {
        try await TestHouse.open { house async throws in
            let page = try await house.get(
                ActingPath.groupHomework(.assistant)("lake", World.homeroom7A), as: .assistant)
            #expect(page.body.contains("solun osat"))
            #expect(!page.body.contains("<form method=\"post\" action=\"/lake"))
        }
    }

    @Test func `a text is shown as it was typed, whatever it holds`() async throws {
        try await TestHouse.open { house async throws in
            let fields: KeyValuePairs = [
                "text": "<b>s. 1</b>\r\ntoinen rivi", "when": "\(World.mathsLesson).2026-12-07",
            ]
            _ = try await house.post(group, as: .teacher, fields)
            let page = try await house.get(list, as: .pupil)
            #expect(page.body.contains("&lt;b&gt;s. 1&lt;/b&gt;<br>toinen rivi"))
            let newest = try await HomeworkTrial.newest(house.database)
            let work = try await house.get(HomeworkPath.work("lake", newest), as: .teacher)
            #expect(work.body.contains("&lt;b&gt;s. 1&lt;/b&gt;\ntoinen rivi"))
        }
    }
}
