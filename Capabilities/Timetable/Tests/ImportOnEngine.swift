import Base
import Directory
import Foundation
import Storage
import TestKit
import Testing
import Timetable

@Suite struct TimetableImportOnEngine {
    private let bells = """
        schedule,hour,begins,ends,groups
        A,1,8.15,9.00,
        A,2,9.15,10.00,
        A,3,10.15,11.00,
        A,4,11.45,12.30,
        A,lunch,11.00,11.45,
        B,1,8.15,9.00,8B
        B,2,9.15,10.00,
        B,3,10.45,11.30,
        B,4,11.45,12.30,
        B,lunch,10.00,10.45,
        """
    private let lessons = """
        number;subject;groups;teachers;room;weekday;hour;length;first;last
        1;Äidinkieli;7A;SAL;112;1;1;1;2026-08-10;2027-06-05
        2;Liikunta;7A|8B;SAL;Sali;2;3;2;2026-08-10;2027-06-05
        """
    private let untis = """
        1;"7A";"SAL";"MA";"214";1;1;;
        1;"7A";"SAL";"MA";"214";1;2;;
        2;"7A";"SAL";"LI";"Sali";2;3;;
        2;"8B";"SAL";"LI";"Sali";2;3;;
        3;"9Ö";"NN";"KÄS";"C1";3;4;;
        """

    private func open(_ body: @escaping (any Database) async throws -> Void) async throws {
        try await TestDatabase.with(template: World.template()) { database in
            try await TimetableTrial.addTeacherCode("SAL", to: World.person(.teacher), in: database)
            try await body(database)
        }
    }

    private func run(
        _ files: KeyValuePairs<String, String>, _ database: any Database, latin1: Bool = false, isDryRun: Bool = false
    ) async throws -> TimetableReport {
        let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        for (name, text) in files {
            let data = latin1 ? Data(text.unicodeScalars.map { UInt8($0.value & 255) }) : Data(text.utf8)
            try data.write(to: folder.appending(path: name))
        }
        return try await TimetableImport(database: database, now: { World.now })
            .run(folder, provider: "lake", school: TimetableTrial.schoolCode, isDryRun: isDryRun)
    }

    private func plan(
        _ group: ID<SchoolGroup>, _ database: any Database
    ) async throws -> LessonPlan {
        try await database.read { reader in
            try LessonPlan.load(.group(group, World.lake), from: World.now.day, in: reader)
        }
    }

    @Test func `lessons come in with their groups, rooms and the hours of their lunch shift`() async throws {
        try await open { database async throws in
            let report = try await run(["bells.csv": bells, "lessons.csv": lessons], database)
            #expect(report.state == .applied)
            #expect(report.problems == [])
            let tuesday = try await plan(World.homeroom8B, database).lessons(on: Trial.day("2026-11-24"))
            #expect(tuesday.map(\.lesson.subject) == ["Liikunta"])
            #expect(tuesday.map(\.room) == ["Sali"])
            #expect(Set(tuesday.flatMap(\.lesson.groups).map(\.title)) == ["7A", "8B"])
            #expect(tuesday.flatMap(\.lesson.teachers).map(\.id) == [World.person(.teacher)])
        }
    }

    @Test(arguments: [false, true], [";", ","])
    func `Untis rows become lessons, whatever their encoding and separator, and the unknown waits`(
        _ latin1: Bool, _ separator: String
    ) async throws {
        let untis = untis.replacing(";", with: separator)
        try await open { database async throws in
            let report = try await run(["bells.csv": bells, "GPU001.TXT": untis], database, latin1: latin1)
            #expect(report.state == .applied)
            #expect(Set(report.problems.map(\.code)) == [.groupUnknown, .teacherUnknown])
            #expect(Set(report.problems.map(\.value)) == ["9Ö", "NN"])
            let monday = try await plan(World.homeroom7A, database).lessons(on: World.now.day)
            #expect(monday.map(\.lesson.subject) == ["MA"])
            #expect(monday.map(\.time) == [LessonTime(495, 600)])
        }
    }

    @Test func `a code that was mapped to a merged record means the kept one`() async throws {
        try await open { database async throws in
            let (teacher, merged) = (World.person(.teacher), World.person(.teacherElsewhere))
            try await TimetableTrial.addMapping("NN", to: merged, nowPartOf: teacher, in: database)
            let lessons = """
                number;subject;groups;teachers;room;weekday;hour;length;first;last
                1;Äidinkieli;8B;NN;112;1;1;1;2026-08-10;2027-06-05
                """
            #expect(try await run(["bells.csv": bells, "lessons.csv": lessons], database).problems == [])
            let monday = try await plan(World.homeroom8B, database).lessons(on: World.now.day)
            #expect(monday.flatMap(\.lesson.teachers).map(\.id) == [teacher])
        }
    }

    @Test func `a dry run keeps nothing, the same files a second time change nothing`() async throws {
        try await open { database async throws in
            let files: KeyValuePairs = ["bells.csv": bells, "lessons.csv": lessons]
            let dry = try await run(files, database, isDryRun: true)
            #expect(dry.state == .checked)
            #expect(dry.counts.created > 0)
            #expect(try await plan(World.homeroom8B, database).lessons.map(\.subject).contains("Historia"))
            #expect(try await run(files, database).counts == dry.counts)
            #expect(try await run(files, database).state == .unchanged)
        }
    }

    @Test func `undo goes back to the edition before, and further`() async throws {
        try await open { database async throws in
            _ = try await run(["bells.csv": bells, "lessons.csv": lessons], database)
            let changes = "number,day,hour,kind\n1,2026-11-30,1,cancelled\n"
            #expect(try await run(["changes.csv": changes], database).counts.created == 1)
            let cancelled = try await plan(World.homeroom7A, database).lessons(on: Trial.day("2026-11-30"))
            #expect(cancelled.map(\.state) == [.cancelled])
            let timetable = TimetableImport(database: database, now: { World.now })
            for expected in ["Äidinkieli", "Matematiikka"] {
                let undone = try await timetable.undo(provider: "lake", school: TimetableTrial.schoolCode)
                #expect(undone.state == .undone)
                let monday = try await plan(World.homeroom7A, database).lessons(on: Trial.day("2026-11-30"))
                #expect(!monday.map(\.isOn).contains(false))
                #expect(monday.map(\.lesson.subject).contains(expected))
            }
            #expect(try await timetable.undo(provider: "lake", school: TimetableTrial.schoolCode).state == .undone)
            let none = try await timetable.undo(provider: "lake", school: TimetableTrial.schoolCode)
            #expect(none.state == .nothingToUndo)
        }
    }

    @Test func `a lesson that stays keeps its id`() async throws {
        try await open { database async throws in
            _ = try await run(["bells.csv": bells, "lessons.csv": lessons], database)
            let before = try await plan(World.homeroom7A, database).lessons.map(\.id)
            let other = lessons.replacingOccurrences(of: "112", with: "113")
                .replacingOccurrences(of: "Liikunta", with: "Uinti")
            let report = try await run(["bells.csv": bells, "lessons.csv": other], database)
            // Another room and another subject: both are the same lessons as before.
            #expect(report.counts.changed == 2 && report.counts.created == 0 && report.counts.ended == 0)
            let after = try await plan(World.homeroom7A, database).lessons
            #expect(Set(after.map(\.id)) == Set(before))
            #expect(Set(after.map(\.subject)) == ["Äidinkieli", "Uinti"])
        }
    }

    @Test func `everything that is wrong is said at once, and nothing is changed`() async throws {
        try await open { database async throws in
            let wrong = "number,subject,groups,teachers,weekday,hour\n1,,7A,,1,1\n2,A,7A,,8,1\n3,A,7A,,1,x\n"
            let days = "kind,first,last,follows,title\nparty,2026-12-01,,,X\nholiday,1.12.2026,,,X\n"
            let report = try await run(["bells.csv": bells, "lessons.csv": wrong, "days.csv": days], database)
            #expect(report.state == .refused)
            #expect(report.problems.map(\.code) == [.kind, .day, .fieldMissing, .weekday, .number])
            let hour = "number,subject,groups,teachers,weekday,hour\n1,A,7A,,1,9\n"
            #expect(
                try await run(["bells.csv": bells, "lessons.csv": hour], database).problems.map(\.code) == [
                    .hourUnknown
                ])
            let change = "number,day,hour,kind\n77,2026-11-30,1,cancelled\n"
            #expect(try await run(["changes.csv": change], database).problems.map(\.code) == [.lessonUnknown])
            #expect(try await plan(World.homeroom7A, database).lessons.map(\.subject).contains("Matematiikka"))
        }
    }

    @Test func `changes of all kinds come in`() async throws {
        try await open { database async throws in
            _ = try await run(["bells.csv": bells, "lessons.csv": lessons], database)
            let changes = """
                number,day,hour,kind,new_day,new_hour,room,teacher,subject,groups,note
                1,2026-11-30,1,moved,2026-12-01,2,,,,,
                1,2026-11-30,1,room,,,118,,,,
                1,2026-11-30,1,substitute,,,,SAL,,,Opettaja koulutuksessa
                50,2026-12-02,2,extra,,,112,,Tukiopetus,7A,
                """
            #expect(try await run(["changes.csv": changes], database).problems == [])
            let plan = try await plan(World.homeroom7A, database)
            let moved = plan.lessons(on: Trial.day("2026-12-01")).filter(\.isChanged)
            #expect(moved.map(\.room) == ["118"])
            #expect(moved.map(\.time.begins) == [555])
            #expect(plan.lessons(on: Trial.day("2026-12-02")).map(\.state) == [.extra])
        }
    }
}
