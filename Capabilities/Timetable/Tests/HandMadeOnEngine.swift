import Accounts
import Base
import Directory
import Foundation
import HTTPTypes
import Storage
import TestKit
import Testing
import Timetable
import Web

/// Changes that principal and office make by hand, and what imports make of them.
@Suite struct HandMadeOnEngine {
    private let lesson = PathPattern("/{provider}/principal/timetable/lessons/{lesson}/{held}")(
        "lake", World.mathsLesson, World.now.day)
    private let restoring = PathPattern("/{provider}/principal/timetable/lessons/{lesson}/{held}/restoring")(
        "lake", World.mathsLesson, World.now.day)
    private let extra = PathPattern("/{provider}/principal/groups/{group}/timetable/extra")("lake", World.homeroom7A)
    private let monday = World.now.day

    /// What the form has seen.
    private func state(_ body: String) throws -> String {
        let tail = try #require(body.components(separatedBy: "name=\"state\" value=\"").dropFirst().first)
        return String(tail.prefix { $0 != "\"" })
    }

    private func state(_ house: TestHouse) async throws -> String {
        try state(try await house.get(lesson, as: .principal).body)
    }

    private func day(_ day: String, _ house: TestHouse) async throws -> [HeldLesson] {
        try await house.database.read { reader in
            try LessonPlan.load(.group(World.homeroom7A, World.lake), from: World.now.day, in: reader)
        }.lessons(on: Trial.day(day))
    }

    private func maths(_ house: TestHouse, on day: String = "2026-11-23") async throws -> HeldLesson {
        try #require(try await self.day(day, house).first { $0.lesson.id == World.mathsLesson })
    }

    @Test func `a lesson is cancelled and taken back, and everyone sees it at once`() async throws {
        try await TestHouse.open { house async throws in
            let own = ActingPath.timetable(.pupil)("lake").with(["day": monday.description])
            let saved = try await house.post(
                lesson, as: .principal,
                ["state": try await state(house), "cancelled": "yes", "note": "Opettaja koulutuksessa"])
            #expect(saved.status == .seeOther)
            #expect(try await maths(house).state == .cancelled)
            let seen = try await house.get(own, as: .pupil).body
            #expect(seen.contains("Peruttu") && seen.contains("Opettaja koulutuksessa"))
            let back = try await house.post(restoring, as: .principal, ["state": try await state(house)])
            #expect(back.status == .seeOther)
            #expect(try await maths(house).state == .usual)
            #expect(try await !house.get(own, as: .pupil).body.contains("Peruttu"))
        }
    }

    @Test func `another room, a substitute from another school, and another day and hour at once`() async throws {
        try await TestHouse.open { house async throws in
            let saved = try await house.post(
                lesson, as: .principal,
                [
                    "state": try await state(house), "substitute": "petri", "room": World.room118.description,
                    "day": "2026-11-24", "hour": "5",
                ])
            #expect(saved.status == .seeOther)
            let moved = try await maths(house, on: "2026-11-24")
            #expect(moved.substitute?.id == World.person(.teacherElsewhere))
            #expect(moved.room == "118" && moved.time.begins == 765 && moved.isOn)
            #expect(try await maths(house).state == .movedTo(Trial.day("2026-11-24"), LessonTime(765, 810)))
        }
    }

    @Test(arguments: [("2026-11-28", "", "Silloin ei ole koulua"), ("2026-11-24", "yes", "sekä perua että siirtää")])
    func `a day off, and a move of what is cancelled, are refused in words`(
        _ day: String, _ cancelled: String, _ said: String
    ) async throws {
        try await TestHouse.open { house async throws in
            let seen = try await state(house)
            let refused =
                cancelled.isEmpty
                ? try await house.post(lesson, as: .principal, ["state": seen, "day": day])
                : try await house.post(lesson, as: .principal, ["state": seen, "day": day, "cancelled": cancelled])
            #expect(refused.status == .unprocessableContent && refused.body.contains(said))
            #expect(try await maths(house).state == .usual)
        }
    }

    /// RFC 5545, 3.8.7.4: SEQUENCE grows when a lesson is moved or cancelled. Each lesson of a day is an event of its own, so
    /// that no event has a RECURRENCE-ID; the UID stays, and the program that reads it moves what it has.
    @Test func `a calendar carries a move and a cancellation under one name, with a higher sequence`() async throws {
        try await TestHouse.open { house async throws in
            let made = try await house.post(
                PathPattern("/{provider}/pupil/timetable/calendar")("lake"), as: .pupil)
            let secret = try #require(made.doneCookie?.components(separatedBy: "calendar-made.").last)
            func feed() async throws -> (all: String, event: [String]) {
                let text = try await house.visit(.get, "/calendar/\(secret)", as: nil).body
                let uid = "UID:\(World.mathsLesson)-2026-11-23@"
                return (text, text.components(separatedBy: "BEGIN:VEVENT").filter { $0.contains(uid) })
            }
            let before = try await feed()
            #expect(before.all.contains("SEQUENCE:1\r\n") && before.event.count == 1)

            _ = try await house.post(
                lesson, as: .principal, ["state": try await state(house), "day": "2026-11-24", "hour": "5"])
            let moved = try await feed()
            #expect(moved.event.count == 1)
            #expect(moved.event[0].contains("DTSTART;TZID=Europe/Helsinki:20261124T124500\r\n"))
            #expect(moved.event[0].contains("STATUS:CONFIRMED") && moved.event[0].contains("SEQUENCE:2\r\n"))

            _ = try await house.post(restoring, as: .principal, ["state": try await state(house)])
            _ = try await house.post(lesson, as: .principal, ["state": try await state(house), "cancelled": "yes"])
            let cancelled = try await feed()
            #expect(cancelled.event.count == 1 && !cancelled.all.contains("SEQUENCE:1\r\n"))
            #expect(cancelled.event[0].contains("STATUS:CANCELLED") && cancelled.event[0].contains("SEQUENCE:4\r\n"))
            #expect(!cancelled.all.contains("RECURRENCE-ID") && !cancelled.all.contains("20261124T124500"))
        }
    }

    @Test func `of two people at once the later hears what the other did, and loses nothing`() async throws {
        try await TestHouse.open { house async throws in
            let seen = try await state(house)
            _ = try await house.post(lesson, as: .principal, ["state": seen, "cancelled": "yes"])
            let office = PathPattern("/{provider}/office/timetable/lessons/{lesson}/{held}")(
                "lake", World.mathsLesson, monday)
            let late = try await house.post(office, as: .office, ["state": seen, "note": "Mukaan laskin"])
            #expect(late.status == .unprocessableContent)
            #expect(late.body.contains("Joku muu ehti muuttaa tätä tuntia"))
            #expect(late.body.contains("Mukaan laskin") && late.body.contains("Peruttu"))
            let again = try await house.post(
                office, as: .office, ["state": try state(late.body), "note": "Mukaan laskin"])
            #expect(again.status == .seeOther)
            #expect(try await maths(house).notes == ["Mukaan laskin"])
        }
    }

    @Test func `a name that nobody or several have is asked again, with what was typed`() async throws {
        try await TestHouse.open { house async throws in
            let seen = try await state(house)
            let none = try await house.post(
                lesson, as: .principal, ["state": seen, "substitute": "Zyx", "note": "Abc"])
            #expect(none.status == .unprocessableContent)
            #expect(none.body.contains("Sen nimistä opettajaa ei löytynyt") && none.body.contains("Abc"))
            let many = try await house.post(lesson, as: .principal, ["state": seen, "substitute": "a"])
            #expect(many.body.contains("Kuka heistä?") && many.body.contains("Petri Aho"))
            let chosen = try await house.post(
                lesson, as: .principal,
                ["state": seen, "substitute": "a", "teacher-id": World.person(.teacherElsewhere).description])
            #expect(chosen.status == .seeOther)
            #expect(try await maths(house).substitute?.id == World.person(.teacherElsewhere))
        }
    }

    @Test func `a room that is needed twice is said, not forbidden`() async throws {
        try await TestHouse.open { house async throws in
            _ = try await house.post(lesson, as: .principal, ["state": try await state(house), "hour": "2"])
            let page = try await house.get(lesson, as: .principal)
            #expect(page.body.contains("Tilassa 214 on myös 8B Historia"))
            let group = PathPattern("/{provider}/principal/groups/{group}/timetable/changes")("lake", World.homeroom7A)
            let day = try await house.get(group.with(["day": monday.description]), as: .principal)
            #expect(day.body.contains("Tilassa 214 on myös"))
        }
    }

    @Test func `an extra lesson comes and goes`() async throws {
        try await TestHouse.open { house async throws in
            let form = try await house.get(extra.with(["day": "2026-11-24"]), as: .principal).body
            let tail = try #require(form.components(separatedBy: "/5\"").first)
            let schedule = String(tail.suffix(26))
            let wrong = try await house.post(extra, as: .principal, ["subject": "", "day": "24.11.", "hour": ""])
            #expect(wrong.status == .unprocessableContent)
            #expect(wrong.body.contains("Kirjoita aine") && wrong.body.contains("Valitse, milloin tunti alkaa"))
            let added = try await house.post(
                extra, as: .principal,
                [
                    "subject": "Tukiopetus", "day": "2026-11-24", "hour": "\(schedule)/5", "length": "1",
                    "substitute": "Leena", "note": "Matematiikkaa",
                ])
            #expect(added.status == .seeOther)
            let found = try await day("2026-11-24", house).filter { $0.state == .extra }
            #expect(found.map(\.lesson.subject) == ["Tukiopetus"])
            #expect(found.flatMap(\.lesson.teachers).map(\.id) == [World.person(.teacher)])
            let page = try await house.visit(.get, try #require(added.location), as: Who.principal.token)
            #expect(page.body.contains("Poista ylimääräinen tunti"))
            let path = try String(#require(added.location).prefix { $0 != "?" }) + "/restoring"
            let gone = try await house.visit(
                .post, path, as: Who.principal.token,
                [.contentType: "application/x-www-form-urlencoded", .fetchSite: "same-origin"],
                body: "state=\(try state(page.body))")
            #expect(gone.status == .seeOther)
            #expect(try await day("2026-11-24", house).filter { $0.state == .extra } == [])
        }
    }

    @Test func `an import keeps what was made by hand, unless its files say otherwise of it`() async throws {
        try await TestHouse.open { house async throws in
            try await TimetableTrial.addTeacherCode("SAL", to: World.person(.teacher), in: house.database)
            _ = try await house.post(
                lesson, as: .principal,
                ["state": try await state(house), "cancelled": "yes", "room": World.room118.description])
            let number = World.mathsLesson.description
            // The files know of another lesson's change, then of this one's room.
            let files = [
                "number,day,hour,kind,room\n\(number),2026-11-30,3,cancelled,\n",
                "number,day,hour,kind,room\n\(number),2026-11-23,3,room,Sali\n",
            ]
            for (changes, room) in zip(files, ["118", "Sali"]) {
                try await importing(changes, in: house)
                let held = try await maths(house)
                #expect(held.state == .cancelled)
                #expect(held.room == room)
            }
        }
    }

    @Test func `a draft that waits takes the change over, and going back keeps it`() async throws {
        try await TestHouse.open { house async throws in
            let draft = PathPattern("/{provider}/office/timetable/imports/{school}/drafts/{draft}")(
                "lake", World.lakeSchool, World.timetableDraft)
            let before = try await house.get(draft, as: .office).body
            _ = try await house.post(lesson, as: .principal, ["state": try await state(house), "cancelled": "yes"])
            let apply = PathPattern("/{provider}/office/timetable/imports/{school}/drafts/{draft}/application")(
                "lake", World.lakeSchool, World.timetableDraft)
            let stale = try await house.post(apply, as: .office, ["code": try code(before), "confirmed": "yes"])
            #expect(stale.status == .unprocessableContent && stale.body.contains("Esikatselu on muuttunut"))
            #expect(
                try await house.post(apply, as: .office, ["code": try code(stale.body), "confirmed": "yes"]).status
                    == .seeOther)
            #expect(try await maths(house).state == .cancelled)
            let undoing = PathPattern("/{provider}/office/timetable/imports/{school}/undoing")("lake", World.lakeSchool)
            let look = try await house.get(undoing, as: .office).body
            #expect(try await house.post(undoing, as: .office, ["code": try code(look)]).status == .seeOther)
            #expect(try await maths(house).state == .cancelled)
            #expect(try await maths(house).room == "214")
        }
    }

    private func code(_ body: String) throws -> String {
        let tail = try #require(body.components(separatedBy: "name=\"code\" value=\"").dropFirst().first)
        return String(tail.prefix { $0 != "\"" })
    }

    private func importing(_ changes: String, in house: TestHouse) async throws {
        let file = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
        try FileManager.default.createDirectory(at: file, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: file) }
        try Data(changes.utf8).write(to: file.appending(path: "changes.csv"))
        let report = try await TimetableImport(database: house.database, now: { World.now })
            .run(file, provider: "lake", school: TimetableTrial.schoolCode)
        #expect(report.state == .applied)
    }

    @Test func `a group and a teacher are found, and the day's changes stand in one list`() async throws {
        let list = PathPattern("/{provider}/principal/timetable/changes")("lake")
        try await TestHouse.open { house async throws in
            let found = try await house.get(list.with(["search": "sal"]), as: .principal).body
            #expect(found.contains("Leena Salo"))
            let group = try await house.get(list.with(["search": "7a"]), as: .principal).body
            #expect(group.contains("7A matematiikka"))
            let tuesday = try await house.get(list.with(["day": "2026-11-24"]), as: .principal).body
            #expect(tuesday.contains("Peruttu") && !tuesday.contains("Liikunta"))
        }
    }
}
