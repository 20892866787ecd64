import Accounts
import Base
import Directory
import Foundation
import HTTPTypes
import TestKit
import Testing
import Timetable
import Web

@Suite struct TimetablePagesOnEngine {
    @Test func `a pupil sees today, what is on now, and the next school day with its changes`() async throws {
        try await TestHouse.open { house async throws in
            let page = try await house.get(ActingPath.timetable(.pupil)("lake"), as: .pupil)
            #expect(page.body.contains("Tänään"))
            #expect(page.body.contains("Huomenna"))
            #expect(page.body.contains("<span>Nyt</span>"))
            #expect(page.body.contains("Peruttu"))
            #expect(page.body.contains("Ruokailu 11.00–11.45"))
            #expect(page.body.contains("214 · Leena Salo"))
            #expect(!page.body.contains("Historia"))
        }
    }

    @Test func `a week says what is different in words, and names a day off`() async throws {
        try await TestHouse.open { house async throws in
            let link = ActingPath.timetable(.pupil)("lake").with(["view": "week"])
            let page = try await house.get(link, as: .pupil)
            #expect(page.body.contains("Viikko 48"))
            #expect(page.body.contains("Sijainen: Petri Aho"))
            #expect(page.body.contains("Talvipäivät"))
        }
    }

    @Test(arguments: ["sv", "en"])
    func `the words are those of the language`(_ language: String) async throws {
        try await TestHouse.open { house async throws in
            let page = try await house.get(
                ActingPath.timetable(.pupil)("lake"), as: .pupil, [.acceptLanguage: language])
            #expect(page.body.contains(language == "sv" ? "Inställd" : "Cancelled"))
            #expect(!page.body.contains("Peruttu"))
        }
    }

    @Test func `a substitute sees the lesson, and the group on that day only`() async throws {
        let group = ActingPath.groupTimetable(.teacher)("lake", World.homeroom7A)
        try await TestHouse.open { house async throws in
            let day = "2026-11-25"
            let own = try await house.get(
                ActingPath.timetable(.teacher)("lake").with(["day": day]), as: .teacherElsewhere)
            #expect(own.body.contains("Biologia"))
            #expect(own.body.contains("7A"))
            #expect(own.body.contains("Sijaistat: Leena Salo") && !own.body.contains("Sijainen: Petri Aho"))
            let held = try await house.get(group.with(["day": day]), as: .teacherElsewhere)
            #expect(held.status == .ok)
            #expect(held.body.contains("Biologia"))
            for other in ["2026-11-24", "2026-12-02", ""] {
                let reply = try await house.get(group.with(["day": other]), as: .teacherElsewhere)
                #expect(reply.status == .notFound, "\(other)")
            }
            let week = try await house.get(group.with(["day": day, "view": "week"]), as: .teacherElsewhere)
            #expect(!week.body.contains("Matematiikka"))
        }
    }

    @Test func `a substitute sees the group where a moved lesson is, and not where it was`() async throws {
        let group = ActingPath.groupTimetable(.teacher)("lake", World.homeroom7A)
        try await TestHouse.open { house async throws in
            try await TimetableTrial.move(
                World.biologyLesson, held: "2026-11-25", to: "2026-11-24", in: house.database)
            let there = try await house.get(group.with(["day": "2026-11-24"]), as: .teacherElsewhere)
            #expect(there.status == .ok)
            #expect(there.body.contains("Biologia"))
            let was = try await house.get(group.with(["day": "2026-11-25"]), as: .teacherElsewhere)
            #expect(was.status == .notFound)
        }
    }

    @Test func `a moved lesson says when it was, within its day by the clock alone`() async throws {
        let timetable = ActingPath.timetable(.pupil)("lake")
        try await TestHouse.open { house async throws in
            try await TimetableTrial.move(
                World.mathsLesson, held: "2026-11-30", to: "2026-11-30", in: house.database)
            try await TimetableTrial.move(
                World.biologyLesson, held: "2026-12-02", to: "2026-11-30", in: house.database)
            let page = try await house.get(timetable.with(["day": "2026-11-30"]), as: .pupil)
            #expect(page.body.contains("Siirretty tähän, oli klo 10.15"))
            #expect(page.body.contains("Siirretty tähän, oli ke 2.12. klo 8.15"))
        }
    }

    @Test func `a lesson that two groups share is on both timetables`() async throws {
        try await TestHouse.open { house async throws in
            for group in [World.homeroom7A, World.homeroom8B] {
                let link = ActingPath.groupTimetable(.principal)("lake", group).with(["day": "2026-11-24"])
                #expect(try await house.get(link, as: .principal).body.contains("Liikunta"))
            }
            let teacher = ActingPath.timetable(.teacher)("lake").with(["day": "2026-11-24"])
            #expect(try await house.get(teacher, as: .teacher).body.contains("7A, 8B"))
        }
    }

    @Test func `a protected child's timetable is hidden from a guardian without full scope`() async throws {
        let link = ActingPath.childTimetable("lake", World.person(.protectedPupil))
        try await TestHouse.open { house async throws in
            let informed = try await house.get(link, as: .informedGuardian)
            #expect(!informed.body.contains("Matematiikka"))
            #expect(informed.body.contains("Lukujärjestystä ei näytetä"))
            #expect(try await house.get(link, as: .protectedGuardian).body.contains("Matematiikka"))
            let family = try await house.get(ActingPath.familyTimetable(), as: .informedGuardian)
            #expect(!family.body.contains("Matematiikka"))
        }
    }

    @Test func `a page that was just shown knows of a change at once, and of its undoing`() async throws {
        let link = ActingPath.timetable(.pupil)("lake").with(["day": "2026-11-30"])
        try await TestHouse.open { house async throws in
            try await TimetableTrial.addTeacherCode("SAL", to: World.person(.teacher), in: house.database)
            let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
            try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
            defer { try? FileManager.default.removeItem(at: folder) }
            try Data("number,day,hour,kind\n\(World.mathsLesson),2026-11-30,3,cancelled\n".utf8)
                .write(to: folder.appending(path: "changes.csv"))
            let timetable = TimetableImport(database: house.database, now: { World.now })
            #expect(try await !house.get(link, as: .pupil).body.contains("Peruttu"))
            let report = try await timetable.run(folder, provider: "lake", school: TimetableTrial.schoolCode)
            #expect(report.state == .applied)
            #expect(try await house.get(link, as: .pupil).body.contains("Peruttu"))
            _ = try await timetable.undo(provider: "lake", school: TimetableTrial.schoolCode)
            #expect(try await !house.get(link, as: .pupil).body.contains("Peruttu"))
        }
    }

    @Test func `a room shows who has it when`() async throws {
        let path = PathPattern(stringLiteral: "/{provider}/principal/rooms/{room}/timetable")
        try await TestHouse.open { house async throws in
            let page = try await house.get(path("lake", World.room214), as: .principal)
            #expect(page.body.contains("7A · Leena Salo"))
        }
    }

    @Test(arguments: ["1900-01-01", "2026-13-40", "x", "9999-12-31"])
    func `a day that cannot be is today`(_ day: String) async throws {
        try await TestHouse.open { house async throws in
            let page = try await house.get(ActingPath.timetable(.pupil)("lake").with(["day": day]), as: .pupil)
            #expect(page.body.contains("Huomenna"))
        }
    }
}
