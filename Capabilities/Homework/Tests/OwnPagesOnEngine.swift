import Accounts
import Base
import Directory
import HTTPTypes
import TestKit
import Testing
import Web

@testable import Homework

/// What pupils and their homes see of homework, and pupils' ticks.
@Suite struct HomeworkOwnPagesOnEngine {
    private let list = ActingPath.homework("lake")
    private let child = ActingPath.childHomework("lake", World.person(.pupil))
    private let tick = HomeworkPath.tick("lake", World.homework)
    private let untick = HomeworkPath.tickEnding("lake", World.homework)

    @Test func `a pupil sees what is due by day, exams first, and what is past`() async throws {
        try await TestHouse.open { house async throws in
            let page = try await house.get(list, as: .pupil)
            let order = [
                "Tulevat kokeet", "solun osat", "Huomenna", "Laske kävelyn askeleet", "Mukaan: sisäpelivarusteet",
                "Maanantai 30. marraskuuta", "s. 34–35, tehtävät 4–6", "Mukaan: kompassi", "Viime viikoilta",
                "s. 30–31",
            ]
            let places = order.map { page.body.firstRange(of: $0)?.lowerBound }
            #expect(places.allSatisfy { $0 != nil }, "\(zip(order, places).filter { $0.1 == nil })")
            #expect(places.compactMap { $0 } == places.compactMap { $0 }.sorted())
        }
    }

    @Test func `what a shared lesson was given is for both classes, and other groups' homework for nobody else`()
        async throws
    {
        try await TestHouse.open { house async throws in
            let page = try await house.get(list, as: .otherPupil)
            #expect(page.body.contains("Laske kävelyn askeleet"))
            #expect(!page.body.contains("s. 34–35"))
            #expect(!page.body.contains("solun osat"))
        }
    }

    @Test func `a tick is one click, is seen at home and in the group's count, and can be taken back`() async throws {
        let group = ActingPath.groupHomework(.teacher)("lake", World.maths7A)
        try await TestHouse.open { house async throws in
            #expect(try await house.get(group, as: .teacher).body.contains("0/4 tehnyt"))
            for _ in 1...2 { #expect(try await house.post(tick, as: .pupil).location == list.description) }
            #expect(try await house.get(child, as: .guardian).body.contains("<span>Tehty</span>"))
            #expect(try await house.get(group, as: .teacher).body.contains("1/4 tehnyt"))
            #expect(try await !house.get(child, as: .otherGuardian).body.contains("Tehty"))
            #expect(try await house.post(untick, as: .pupil).status == .seeOther)
            #expect(try await !house.get(child, as: .guardian).body.contains("<span>Tehty</span>"))
        }
    }

    @Test func `the answer leads back to the page and the day of the click, and nowhere else`() async throws {
        try await TestHouse.open { house async throws in
            let timetable = ActingPath.timetable(.pupil)("lake")
            let back = try await house.post(
                tick, as: .pupil, ["to": timetable.description, "day": "2026-11-30"])
            #expect(back.location == timetable.with(["day": "2026-11-30"]).description)
            let away = try await house.post(tick, as: .pupil, ["to": "https://paha.example/", "day": "x"])
            #expect(away.location == list.description)
        }
    }

    @Test func `nobody ticks for another group, for an exam, or as a guardian`() async throws {
        try await TestHouse.open { house async throws in
            #expect(try await house.post(tick, as: .otherPupil).status == .notFound)
            #expect(try await house.post(tick, as: .guardian).status == .notFound)
            #expect(try await house.post(HomeworkPath.tick("lake", World.exam), as: .pupil).status == .notFound)
            let page = try await house.get(child, as: .guardian)
            #expect(!page.body.contains("/tick"))
        }
    }

    @Test func `all children's homework is in one list, with whose it is`() async throws {
        try await TestHouse.open { house async throws in
            let page = try await house.get(ActingPath.familyHomework(), as: .guardian)
            #expect(page.body.contains("Aino · klo 10.15"))
            #expect(!page.body.contains("Historia"))
        }
    }

    @Test(arguments: [(["homework"], false), (["school"], false), (["homework", "school"], true)])
    func `a guardian of limited scope sees it by kind, and with the school alone`(
        _ kinds: [String], _ isShown: Bool
    ) async throws {
        try await TestHouse.open { house async throws in
            try await HomeworkTrial.limit(to: kinds, house.database)
            let page = try await house.get(child, as: .guardian)
            #expect(page.body.contains("s. 34–35") == isShown)
            #expect(page.body.contains("Läksyjä ei näytetä") == !isShown)
            let family = try await house.get(ActingPath.familyHomework(), as: .guardian)
            #expect(family.body.contains("s. 34–35") == isShown)
            let day = ActingPath.familyTimetable().with(["day": "2026-11-30"])
            #expect(try await house.get(day, as: .guardian).body.contains("s. 34–35") == isShown)
        }
    }

    @Test func `one who joins the group later sees what is due from then on`() async throws {
        for (day, isShown) in [("2026-11-24", true), ("2026-12-01", false)] {
            try await TestHouse.open { house async throws in
                try await HomeworkTrial.join(on: try #require(CivilDate(day)), house.database)
                let page = try await house.get(list, as: .classmate)
                #expect(page.body.contains("s. 34–35") == isShown)
                #expect(!page.body.contains("s. 30–31"))
            }
        }
    }

    @Test func `a protected teacher is not named to homes, and by the called name to pupils`() async throws {
        try await TestHouse.open { house async throws in
            #expect(try await house.get(child, as: .guardian).body.contains("Leena Salo"))
            try await HomeworkTrial.protectTeacher(house.database)
            #expect(try await !house.get(child, as: .guardian).body.contains("Leena"))
            let own = try await house.get(list, as: .pupil)
            #expect(own.body.contains("· Leena"))
            #expect(!own.body.contains("Salo"))
        }
    }

    @Test(arguments: ["sv", "en"])
    func `the words are those of the language`(_ language: String) async throws {
        try await TestHouse.open { house async throws in
            let page = try await house.get(list, as: .pupil, [.acceptLanguage: language])
            #expect(page.body.contains(language == "sv" ? "Kommande prov" : "Exams ahead"))
            #expect(page.body.contains(language == "sv" ? "Ta med: kompassi" : "Bring: kompassi"))
        }
    }
}
