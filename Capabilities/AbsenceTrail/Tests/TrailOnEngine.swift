import Accounts
import Attendance
import Base
import Directory
import HTTPTypes
import Storage
import TestKit
import Testing
import Web

@testable import AbsenceTrail

/// Monday 23 November 2026; Leena Salo is the teacher of 7A, where Aino Niemi and Eetu Laine are.
@Suite struct TrailOnEngine {
    @Test func `a homeroom teacher is asked what has been done, with the form near, until it is written`() async throws
    {
        try await TrailHouse.open(hours: 25) { house async throws in
            let before = try await house.get(TrailHouse.desktop, as: .teacher)
            #expect(before.body.contains("Aino Niemi: 25 h poissa tällä lukukaudella. Mitä on tehty?"))
            #expect(before.body.contains("Juttele oppilaan kanssa"))
            #expect(before.body.contains("action=\"\(TrailPath.reactions(.teacher)("lake", TrailHouse.aino))\""))
            #expect(try await TrailHouse.react(house).location == TrailHouse.trail.description)
            let after = try await house.get(TrailHouse.desktop, as: .teacher)
            #expect(!after.body.contains("Mitä on tehty?"))
            let page = try await house.get(TrailHouse.trail, as: .teacher)
            #expect(page.body.contains("Soitettu kotiin"))
            #expect(page.body.contains("aamut ovat vaikeita"))
            #expect(page.body.contains("Leena Salo, tänään 10.15"))
            #expect(try await TrailTrial.changes(in: house.database) == ["absence-reaction"])
        }
    }

    @Test func `an hour less asks nothing`() async throws {
        try await TrailHouse.open(hours: 24) { house async throws in
            #expect(try await !house.get(TrailHouse.desktop, as: .teacher).body.contains("Mitä on tehty?"))
            let page = try await house.get(TrailHouse.trail, as: .teacher)
            #expect(page.body.contains("Mikään raja ei ole täyttynyt"))
            #expect(page.body.contains("24 h"))
        }
    }

    @Test(arguments: [("2026-11-16", true), ("2026-11-17", false)])
    func `seven days unexplained are seven`(_ day: String, _ isAsked: Bool) async throws {
        try await TrailHouse.open(unexplainedOn: day) { house async throws in
            let body = try await house.get(TrailHouse.desktop, as: .teacher).body
            #expect(body.contains("Aino Niemi: poissaolo selvittämättä") == isAsked)
        }
    }

    @Test func `a correction takes the alert back, and what was written stays`() async throws {
        try await TrailHouse.open { house async throws in
            let entry = try await house.database.write { writer in
                try TrailTrial.add(.init(day: "2026-11-02", minutes: 25 * 45), of: TrailHouse.aino, writer)
            }
            #expect(try await TrailHouse.react(house).status == .seeOther)
            try await house.database.write { try TrailTrial.supersede(entry, $0) }
            let page = try await house.get(TrailHouse.trail, as: .teacher)
            #expect(page.body.contains("Mikään raja ei ole täyttynyt"))
            #expect(page.body.contains("aamut ovat vaikeita"))
        }
    }

    @Test func `a step about a limit that was corrected away meanwhile is written all the same`() async throws {
        try await TrailHouse.open { house async throws in
            #expect(try await TrailHouse.react(house).status == .seeOther)
            #expect(try await TrailTrial.count("absence_reaction", in: house.database) == 1)
        }
    }

    @Test func `there are several steps to one alert, and no way to change or remove one`() async throws {
        try await TrailHouse.open(hours: 25) { house async throws in
            for step in ["home", "meeting"] { _ = try await TrailHouse.react(house, step: step) }
            #expect(try await TrailTrial.count("absence_reaction", in: house.database) == 2)
            let routes = house.routes.filter { $0.path.description.contains("absence-trail/reactions") }
            #expect(Set(routes.map(\.method)) == ["POST"])
            #expect(Set(routes.map(\.path)) == [TrailPath.reactions(.teacher), TrailPath.reactions(.principal)])
        }
    }

    @Test(arguments: [
        ("", "Kotona puhuttiin", "2026-11-23", "Valitse, mitä tehtiin"),
        ("home", "", "2026-11-23", "Kerro lyhyesti, miten"),
        ("home", "Kotona puhuttiin", "2026-11-24", "Päivä ei voi olla tulevaisuudessa"),
        ("home", "Kotona puhuttiin", "2026-07-31", "Päivä on ennen lukukauden alkua"),
        ("home", "Kotona puhuttiin", "maanantai", "Anna päivä muodossa"),
        ("diagnosis", "Kotona puhuttiin", "2026-11-23", "Valitse, mitä tehtiin"),
    ])
    func `what is wrong stands beside the field, and what was typed stays`(
        _ step: String, _ how: String, _ day: String, _ text: String
    ) async throws {
        try await TrailHouse.open(hours: 25) { house async throws in
            let reply = try await TrailHouse.react(house, step: step, how: how, day: day)
            #expect(reply.status == .unprocessableContent)
            #expect(reply.body.contains(text))
            #expect(reply.body.contains(how))
            #expect(try await TrailTrial.count("absence_reaction", in: house.database) == 0)
        }
    }

    @Test(arguments: ["absence_hours-13", "nothing", ""])
    func `a step to no limit is none`(_ limit: String) async throws {
        try await TrailHouse.open(hours: 25) { house async throws in
            #expect(try await TrailHouse.react(house, limit: limit).status == .badRequest)
        }
    }

    @Test func `the form says that student welfare has a register of its own`() async throws {
        try await TrailHouse.open(hours: 25) { house async throws in
            let page = try await house.get(TrailHouse.trail, as: .teacher)
            #expect(page.body.contains("opiskeluhuollolla on oma rekisterinsä"))
        }
    }

    @Test func `the page of the own class has everyone with sums by national class`() async throws {
        try await TrailHouse.open(hours: 25, unexplainedOn: "2026-11-20") { house async throws in
            let page = try await house.get(TrailPath.classes("lake"), as: .teacher)
            for word in ["Aino Niemi", "Eetu Laine", "Venla Aaltola", "25 h: odottaa", "<b>26</b>"] {
                #expect(page.body.contains(word), "\(word)")
            }
            #expect(!page.body.contains("Olga"))
            let other = try await house.get(TrailPath.classes("lake"), as: .teacherElsewhere)
            #expect(!other.body.contains("Aino"))
        }
    }

    @Test func `the own class begins with those for whom somebody has to react, then those absent most`() async throws {
        try await TrailHouse.open(hours: 25) { house async throws in
            try await house.database.write { writer in
                try TrailTrial.add(hours: 3, on: "2026-11-03", of: World.person(.classmate), writer)
            }
            let page = try await house.get(TrailPath.classes("lake"), as: .teacher).body
            let table = try #require(page.split(separator: "<tbody").last)
            let places = ["Aino Niemi", "Eetu Laine", "Venla Aaltola"].compactMap {
                table.firstRange(of: $0)?.lowerBound
            }
            #expect(places.count == 3 && places == places.sorted())
        }
    }

    @Test func `a teacher without a class of the own has no way there, and is told what the page is for`() async throws
    {
        try await TrailHouse.open { house async throws in
            #expect(try await house.get(TrailHouse.desktop, as: .teacher).body.contains("Luokkani poissaolot"))
            try await TrailTrial.leaveGroups(World.person(.teacher), in: house.database)
            #expect(try await !house.get(TrailHouse.desktop, as: .teacher).body.contains("Luokkani poissaolot"))
            let page = try await house.get(TrailPath.classes("lake"), as: .teacher)
            #expect(page.body.contains("Sinulla ei ole omaa luokkaa"))
            #expect(try await house.get(TrailHouse.trail, as: .teacher).status == .notFound)
        }
    }
}
