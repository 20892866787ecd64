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

/// Codes of a timetable program that nobody has explained wait on a page, where each is mapped once.
@Suite struct CodesOnEngine {
    private let codes = ActingPath.timetableCodes(.office)("lake")
    private let school = PathPattern("/{provider}/office/timetable/imports/{school}")("lake", World.lakeSchool)
    private let files = [
        (
            "bells.csv",
            """
            schedule,hour,begins,ends
            A,1,8.15,9.00
            A,2,9.15,10.00
            A,3,10.15,11.00
            A,4,11.45,12.30
            A,5,12.45,13.30

            """
        ),
        ("GPU001.TXT", "1;\"7A\";\"SAL\";\"MA\";\"214\";1;1;;\n3;\"9Ö\";\"NN\";\"KÄS\";\"C1\";3;4;;\n"),
    ]

    /// Imports the files and confirms what they would change; the page on which that was shown.
    private func take(_ house: TestHouse) async throws -> String {
        let sent = files.map { (name: $0.0, bytes: Array($0.1.utf8)) }
        let path = try #require(try await house.upload(school, as: .office, field: "files", sent).location)
        let shown = try await house.visit(.get, path, as: Who.office.token).body
        if let tail = shown.components(separatedBy: "name=\"code\" value=\"").dropFirst().first {
            _ = try await house.visit(
                .post, path + "/application", as: Who.office.token,
                [.contentType: "application/x-www-form-urlencoded", .fetchSite: "same-origin"],
                body: "code=\(tail.prefix { $0 != "\"" })&confirmed=yes")
        }
        return shown
    }

    /// Says what a code means, in its own form of the page.
    private func say(_ meaning: String, of code: String, _ kind: String, _ house: TestHouse) async throws -> Reply {
        let bytes = (World.lakeSchool.description + code).utf8.map { String($0, radix: 16) }.joined()
        let field = "\(kind)-\(bytes)"
        #expect(try await house.get(codes, as: .office).body.contains("name=\"\(field)\""))
        return try await house.post(
            codes, as: .office,
            ["school": World.lakeSchool.description, "kind": kind, "code": code, field: meaning])
    }

    private func crafts(_ house: TestHouse) async throws -> HeldLesson? {
        try await house.database.read { reader in
            try LessonPlan.load(.group(World.homeroom8B, World.lake), from: World.now.day, in: reader)
        }.lessons(on: Trial.day("2026-12-02")).first { $0.lesson.subject == "KÄS" }
    }

    @Test func `a code is mapped once: lessons that wait have it, and the next import knows it`() async throws {
        try await TestHouse.open { house async throws in
            try await TimetableTrial.addTeacherCode("SAL", to: World.person(.teacher), in: house.database)
            #expect(try await take(house).contains("Ryhmää 9Ö ei tunneta"))
            #expect(try await crafts(house) == nil)

            // Whoever maps a group sees what the school's groups are called.
            let shown = try await house.get(codes, as: .office).body
            #expect(shown.contains("Koulun ryhmät") && shown.contains("8B"))

            let wrong = try await say("Xyz", of: "NN", "teacher", house)
            #expect(wrong.status == .unprocessableContent)
            #expect(wrong.body.contains("ei ole kenelläkään opettajalla") && wrong.body.contains("Xyz"))
            #expect(try await say("SAL", of: "NN", "teacher", house).status == .seeOther)
            #expect(try await say("8B", of: "9Ö", "group", house).status == .seeOther)
            #expect(try await crafts(house)?.lesson.teachers.map(\.id) == [World.person(.teacher)])
            #expect(try await house.get(codes, as: .office).body.contains("Kaikki tunnukset tunnetaan"))

            let again = try await take(house)
            #expect(!again.contains("ei tunneta"))
            #expect(try await crafts(house)?.lesson.groups.map(\.id) == [World.homeroom8B])
        }
    }
}
