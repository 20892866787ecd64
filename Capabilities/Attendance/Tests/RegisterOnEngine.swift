import Accounts
import Attendance
import Base
import Directory
import Foundation
import HTTPTypes
import Storage
import TestKit
import Testing
import Timetable
import Web

@Suite struct RegisterOnEngine {
    static let link = AttendancePath.register(.teacher)("lake", World.mathsLesson, World.now.day)
    static let aino = World.person(.pupil)
    static let eetu = World.person(.classmate)

    @Test func `the register lists the pupils of the lesson's groups, each once, and what is announced`() async throws {
        try await TestHouse.open { house async throws in
            let page = try await house.get(Self.link, as: .teacher)
            #expect(page.status == .ok)
            for who in [Who.pupil, .classmate, .protectedPupil] {
                let mark = "name=\"mark-\(World.person(who))\" value=\"present\""
                #expect(page.body.components(separatedBy: mark).count == 2, "\(who)")
            }
            #expect(page.body.contains("Ilmoitettu: sairaana"))
            #expect(page.body.contains("Viesti kotoa: Kuumetta"))
            #expect(page.body.contains("value=\"absent\" checked"))
            #expect(page.body.contains("Kaikki ovat läsnä, ellet merkitse toisin."))
        }
    }

    @Test func `saving writes the exceptions alone, and twice is once`() async throws {
        try await TestHouse.open { house async throws in
            for _ in 0..<2 {
                let form = Sent.form(
                    [Self.aino: "late", Self.eetu: "present"], was: [Self.eetu: "absent||illness|"])
                let reply = try await house.post(Self.link, as: .teacher, form)
                #expect(reply.status == .seeOther)
                #expect(reply.location == Self.link.description)
            }
            let kept = try await Kept.all(house.database)
            #expect(kept == [Kept(person: Self.aino, mark: "late", absenceClass: nil, isSuperseded: false)])
            #expect(try await Kept.savings(house.database) == 1)
            let page = try await house.get(Self.link, as: .teacher)
            #expect(page.body.contains("Tallentanut Leena Salo"))
        }
    }

    @Test func `an announced absence is written with its class when the list is saved`() async throws {
        try await TestHouse.open { house async throws in
            let was = "absent||illness|"
            _ = try await house.post(
                Self.link, as: .teacher,
                Sent.form([Self.aino: "present", Self.eetu: "absent"], was: [Self.eetu: was], reason: "illness"))
            let kept = try await Kept.all(house.database)
            #expect(kept == [Kept(person: Self.eetu, mark: "absent", absenceClass: "illness", isSuperseded: false)])
        }
    }

    @Test func `two phones lose nothing, and the later teacher is told`() async throws {
        let principal = AttendancePath.register(.principal)("lake", World.mathsLesson, World.now.day)
        try await TestHouse.open { house async throws in
            _ = try await house.post(
                Self.link, as: .teacher, Sent.form([Self.aino: "absent", Self.eetu: "late"]))
            // The other phone opened the form before, and changes Aino too.
            let reply = try await house.post(
                principal, as: .principal, Sent.form([Self.aino: "late", Self.eetu: "present"]))
            #expect(reply.location == principal.with(["before": "0"]).description)
            let page = try await house.visit(.get, reply.location ?? "", as: Who.principal.token)
            #expect(page.body.contains("Leena Salo tallensi samat läsnäolot"))
            #expect(page.body.contains("Molemmat muutitte: Aino Niemi."))
            let kept = try await Kept.all(house.database)
            #expect(
                Set(kept) == [
                    Kept(person: Self.aino, mark: "absent", absenceClass: "unexplained", isSuperseded: true),
                    Kept(person: Self.aino, mark: "late", absenceClass: nil, isSuperseded: false),
                    Kept(person: Self.eetu, mark: "late", absenceClass: nil, isSuperseded: false),
                ])
            #expect(try await Kept.savings(house.database) == 2)
            // The trail shows both: what holds, what it took the place of, and who saved.
            let history = AttendancePath.history(.teacher)("lake", World.mathsLesson, World.now.day)
            #expect(page.body.contains(history.description.replacing("/teacher/", with: "/principal/")))
            let trail = try await house.get(history, as: .teacher)
            #expect(trail.body.components(separatedBy: ">Aino Niemi<").count == 3)
            #expect(trail.body.components(separatedBy: "korvattu").count == 2)
            #expect(trail.body.contains("Leena Salo, ") && trail.body.contains("Syy ei tiedossa"))
            #expect(try await house.get(history, as: .teacherElsewhere).status == .notFound)
        }
    }

    @Test(arguments: ["absent", "present"])
    func `an illness announced while the register is open is not lost`(_ mark: String) async throws {
        let notice = [
            ("first", World.now.day.description), ("last", World.now.day.description), ("reason", "illness"),
        ]
        try await TestHouse.open { house async throws in
            let notices = AttendancePath.notices(.guardian)("lake", Self.aino)
            #expect(try await house.post(notices, as: .guardian, notice).status == .seeOther)
            // Opened before, with Aino present.
            let reply = try await house.post(Self.link, as: .teacher, Sent.form([Self.aino: mark]))
            let kept = try await Kept.all(house.database)
            let page = try await house.visit(.get, reply.location ?? "", as: Who.teacher.token)
            #expect(page.status == .ok)
            let isTold = page.body.contains("Aino Niemi: tallensit merkinnän läsnä.")
            if mark == "absent" {
                #expect(kept.map(\.absenceClass) == ["illness"] && !isTold)
                let desktop = try await house.get(ActingPath.family(), as: .guardian)
                #expect(!desktop.body.contains("klo 10.15: miksi poissa?"))
            } else {
                #expect(kept == [] && isTold)
            }
        }
    }

    @Test func `wrong minutes and a long note come back beside their fields`() async throws {
        try await TestHouse.open { house async throws in
            let reply = try await house.post(
                Self.link, as: .teacher,
                Sent.form([Self.aino: "late"], minutes: "kymmenen", note: String(repeating: "a", count: 301)))
            #expect(reply.status == .unprocessableContent)
            #expect(reply.body.contains("Kirjoita minuutit numeroina, 1–45"))
            #expect(reply.body.contains("value=\"kymmenen\""))
            #expect(try await house.post(Self.link, as: .teacher, Sent.form([:])).status == .badRequest)
            #expect(try await Kept.savings(house.database) == 0)
        }
    }

    @Test func `the reason belongs to an absence, the minutes to a late arrival, and the note to everyone`()
        async throws
    {
        try await TestHouse.open { house async throws in
            let page = try await house.get(Self.link, as: .teacher).body
            let group = { (mark: String) in
                page.components(separatedBy: "data-for=\"\(mark)\">").dropFirst().first?
                    .components(separatedBy: "</fieldset>").first ?? ""
            }
            #expect(group("absent").hasPrefix("<legend>Jos poissa</legend>"))
            #expect(group("absent").contains("name=\"reason-") && !group("absent").contains("minutes-"))
            #expect(group("late").hasPrefix("<legend>Jos myöhässä</legend>"))
            #expect(group("late").contains("name=\"minutes-") && !group("late").contains("note-"))
        }
    }

    @Test func `a cancelled lesson's register keeps what was typed in the answer`() async throws {
        try await TestHouse.open { house async throws in
            try await Sent.cancel(World.mathsLesson, house.database)
            let reply = try await house.post(Self.link, as: .teacher, Sent.form([Self.aino: "absent"]))
            #expect(reply.status == .conflict)
            #expect(reply.body.contains("Tunti on peruttu"))
            #expect(reply.body.contains("Merkintöjäsi ei tallennettu."))
            #expect(reply.body.contains("Aino Niemi"))
            #expect(!reply.body.contains("Eetu Laine") && !reply.body.contains("Kuumetta"))
            #expect(try await Kept.savings(house.database) == 0)
        }
    }

    @Test func `a lesson that went to another teacher says so and shows what was typed`() async throws {
        try await TestHouse.open { house async throws in
            try await Sent.give(World.mathsLesson, to: .teacherElsewhere, house.database)
            let reply = try await house.post(Self.link, as: .teacher, Sent.form([Self.aino: "absent"]))
            #expect(reply.status == .conflict)
            #expect(reply.body.contains("Tunnilla on nyt toinen opettaja"))
            #expect(reply.body.contains("Aino Niemi"))
            #expect(!reply.body.contains("Eetu Laine"))
            #expect(try await house.get(Self.link, as: .teacher).status == .notFound)
        }
    }

    @Test func `a substitute reaches the lesson of that day alone, and not before it`() async throws {
        let lesson: ID<Lesson> = World.biologyLesson
        @Sendable func link(_ day: String) throws -> Link {
            AttendancePath.register(.teacher)("lake", lesson, try #require(CivilDate(day)))
        }
        let wednesday = Instant(milliseconds: World.now.milliseconds).adding(days: 2)
        try await TestHouse.open { house async throws in
            let early = try await house.get(try link("2026-11-25"), as: .teacherElsewhere)
            #expect(early.body.contains("Läsnäolot otetaan tunnin päivänä"))
            #expect(!early.body.contains("Aino"))
            #expect(try await house.get(try link("2026-11-18"), as: .teacherElsewhere).status == .notFound)
        }
        try await TestHouse.open(now: { wednesday }) { house async throws in
            try await Sent.keepSessions(at: wednesday, house.database)
            let page = try await house.get(try link("2026-11-25"), as: .teacherElsewhere)
            #expect(page.body.contains("Aino Niemi"))
            let reply = try await house.post(
                try link("2026-11-25"), as: .teacherElsewhere, Sent.form([Self.aino: "late"]))
            #expect(reply.status == .seeOther)
        }
        let later = wednesday.adding(days: 15)
        try await TestHouse.open(now: { later }) { house async throws in
            try await Sent.keepSessions(at: later, house.database)
            #expect(try await house.get(try link("2026-11-25"), as: .teacherElsewhere).status == .notFound)
            let reply = try await house.post(
                try link("2026-11-25"), as: .teacherElsewhere, Sent.form([Self.aino: "late"]))
            #expect(reply.status == .notFound)
            #expect(try await house.get(try link("2026-11-25"), as: .teacher).status == .ok)
        }
    }

    @Test func `after the teacher's days only the principal corrects`() async throws {
        let later = World.now.adding(days: 15)
        let principal = AttendancePath.register(.principal)("lake", World.mathsLesson, World.now.day)
        try await TestHouse.open(now: { later }) { house async throws in
            try await Sent.keepSessions(at: later, house.database)
            let refused = try await house.post(Self.link, as: .teacher, Sent.form([Self.aino: "late"]))
            #expect(refused.status == .conflict)
            #expect(refused.body.contains("Pyydä muutosta rehtorilta."))
            let done = try await house.post(principal, as: .principal, Sent.form([Self.aino: "late"]))
            #expect(done.status == .seeOther)
            #expect(try await Kept.origins(house.database) == ["correction"])
        }
    }

    @Test func `the teacher's day says what is taken and what is not, and the desktop asks for what is on`()
        async throws
    {
        try await TestHouse.open { house async throws in
            let day = try await house.get(ActingPath.timetable(.teacher)("lake"), as: .teacher)
            #expect(day.body.contains("Läsnäolot otettu, 2 poissa"))
            #expect(day.body.contains("Ota läsnäolot"))
            let desktop = try await house.get(ActingPath.desktop(.teacher)("lake"), as: .teacher)
            #expect(desktop.body.contains("Matematiikka: ota läsnäolot"))
            let recent = try await house.get(AttendancePath.registers("lake"), as: .teacher)
            #expect(recent.body.contains("Otetut läsnäolot"))
        }
    }
}

extension TestHouse {
    /// A form with as many fields as there are.
    func post(_ link: Link, as who: Who, _ fields: [(String, String)]) async throws -> Reply {
        let body = fields.map { Link.form([$0.0: $0.1]) }.joined(separator: "&")
        return try await visit(
            .post, link.description, as: who.token,
            [.contentType: "application/x-www-form-urlencoded", .fetchSite: "same-origin"], body: body)
    }
}
