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

/// A school's timetable as the office imports it in the browser.
@Suite struct ImportPagesOnEngine {
    private static let base = "/{provider}/office/timetable/imports"
    private let school = PathPattern(stringLiteral: base + "/{school}")("lake", World.lakeSchool)
    private let undoing = PathPattern(stringLiteral: base + "/{school}/undoing")("lake", World.lakeSchool)
    private let bells = """
        schedule,hour,begins,ends
        Yläkoulu,1,8.15,9.00
        Yläkoulu,2,9.15,10.00
        Yläkoulu,3,10.15,11.00
        Yläkoulu,4,11.45,12.30
        Yläkoulu,5,12.45,13.30
        Yläkoulu,lunch,11.00,11.45
        """
    private let untis = """
        1;"7A";"SAL";"MA";"214";1;3;;
        2;"7A";"SAL";"AI";"Ä112";1;4;;
        3;"9Ö";"NN";"KÄS";"C1";3;4;;
        """
    private let changes = "number,day,hour,kind\n1,2026-11-30,3,cancelled\n"

    private func open(_ body: @escaping @Sendable (TestHouse) async throws -> Void) async throws {
        try await TestHouse.open { house async throws in
            try await TimetableTrial.addTeacherCode("SAL", to: World.person(.teacher), in: house.database)
            try await body(house)
        }
    }

    /// Sends files as the office and returns the page of the draft with its address.
    private func send(_ files: [(String, String)], to house: TestHouse) async throws -> (path: String, body: String) {
        let sent = files.map { (name: $0.0, bytes: Array($0.1.utf8)) }
        let reply = try await house.upload(school, as: .office, field: "files", sent)
        let path = try #require(reply.location)
        return (path, try await house.visit(.get, path, as: Who.office.token).body)
    }

    /// The code of what a page shows, as its button carries it.
    private func code(_ body: String) throws -> String {
        let tail = try #require(body.components(separatedBy: "name=\"code\" value=\"").dropFirst().first)
        return String(tail.prefix { $0 != "\"" })
    }

    private func post(
        _ path: String, code: String? = nil, isTicked: Bool = true, in house: TestHouse, as who: Who = .office
    ) async throws -> Reply {
        try await house.visit(
            .post, path, as: who.token,
            [.contentType: "application/x-www-form-urlencoded", .fetchSite: "same-origin"],
            body: code.map { "code=\($0)\(isTicked ? "&confirmed=yes" : "")" } ?? "x=")
    }

    private func monday(_ house: TestHouse) async throws -> [HeldLesson] {
        try await house.database.read { reader in
            try LessonPlan.load(.group(World.homeroom7A, World.lake), from: World.now.day, in: reader)
        }.lessons(on: Trial.day("2026-11-30"))
    }

    @Test func `files are looked at, confirmed exactly so, and in force`() async throws {
        try await open { house async throws in
            let (path, body) = try await send([("bells.csv", bells), ("gpu001.txt", untis)], to: house)
            #expect(body.contains("Tunteja poistuisi paljon: 6 / 6"))
            #expect(body.contains("Ryhmää 9Ö ei tunneta"))
            #expect(body.contains("7A") && body.contains("Talvipäivät") == false)
            #expect(try await monday(house).map(\.lesson.subject).contains("Matematiikka"))
            let unticked = try await post(path + "/application", code: code(body), isTicked: false, in: house)
            #expect(unticked.status == .unprocessableContent)
            #expect(unticked.body.contains("Vahvista, että tunnit on tarkoitus poistaa"))
            #expect(try await monday(house).map(\.lesson.subject).contains("Matematiikka"))
            let applied = try await post(path + "/application", code: code(body), in: house)
            #expect(applied.status == .seeOther)
            #expect(try await monday(house).map(\.lesson.subject) == ["MA", "AI"])
            let page = try await house.get(school, as: .office)
            #expect(page.body.contains("Tuotu Untisista") && page.body.contains("Tuula Virta"))
        }
    }

    @Test func `a second click finds the work done`() async throws {
        try await open { house async throws in
            let (path, body) = try await send([("bells.csv", bells), ("GPU001.TXT", untis)], to: house)
            for _ in 0..<2 {
                #expect(try await post(path + "/application", code: code(body), in: house).status == .seeOther)
            }
            let undo = try await house.get(undoing, as: .office)
            // Going back from one import comes to what was before it.
            #expect(undo.body.contains("Edellinen: Tehty käsin"))
        }
    }

    @Test func `of two tabs the later hears that another timetable came in between`() async throws {
        try await open { house async throws in
            let first = try await send([("bells.csv", bells), ("GPU001.TXT", untis)], to: house)
            let second = try await send(
                [("bells.csv", bells), ("GPU001.TXT", untis + "\n9;7A;SAL;MU;1;5;1")], to: house)
            #expect(try await post(first.path + "/application", code: code(first.body), in: house).status == .seeOther)
            let late = try await post(second.path + "/application", code: code(second.body), in: house)
            #expect(late.status == .unprocessableContent)
            #expect(late.body.contains("Toinen lukujärjestys ehti väliin"))
            #expect(try await monday(house).map(\.lesson.subject) == ["MA", "AI"])
            let page = try await house.visit(.get, second.path, as: Who.office.token)
            #expect(page.body.contains("Lähetä tiedostot uudelleen"))
        }
    }

    @Test func `what is wrong stands in a table and in a file, and nothing is changed`() async throws {
        try await open { house async throws in
            let wrong = "number,subject,groups,teachers,weekday,hour\n1,,7A,,1,1\n2,A,7A,,8,1\n"
            let (path, body) = try await send([("bells.csv", bells), ("lessons.csv", wrong)], to: house)
            #expect(body.contains("Tiedostoja ei voi tuoda"))
            #expect(body.contains("Kenttä subject on tyhjä") && body.contains("8 ei ole viikonpäivä"))
            #expect(!body.contains("Ota käyttöön"))
            let file = try await house.visit(.get, path + "/problems.csv", as: Who.office.token)
            #expect(file.body.contains("virhe;lessons.csv;2;problemFieldMissing;"))
            #expect(try await post(path + "/application", code: "x", in: house).status == .unprocessableContent)
        }
    }

    @Test func `a zip is unpacked, another file is named as unknown, nothing chosen is said`() async throws {
        try await open { house async throws in
            let zip = StoredZip.archive([
                .init(name: "folder/bells.csv", bytes: Array(bells.utf8)),
                .init(name: "GPU001.TXT", bytes: Array(untis.utf8)),
            ])
            let sent = [(name: "koulu.zip", bytes: zip), (name: "muistio.txt", bytes: Array("x".utf8))]
            let reply = try await house.upload(school, as: .office, field: "files", sent)
            let page = try await house.visit(.get, try #require(reply.location), as: Who.office.token)
            #expect(page.body.contains("Tunteja poistuisi paljon"))
            #expect(page.body.contains("muistio.txt"))
            let none = try await house.upload(school, as: .office, field: "files", [])
            #expect(none.status == .unprocessableContent)
            #expect(none.body.contains("Valitse vähintään yksi tiedosto"))
            let broken = [(name: "koulu.zip", bytes: Array(zip.prefix(40)))]
            let refused = try await house.upload(school, as: .office, field: "files", broken)
            let told = try await house.visit(.get, try #require(refused.location), as: Who.office.token)
            #expect(told.body.contains("Zip-tiedostoa ei voi avata"))
        }
    }

    @Test func `lessons are told field by field, and their teachers are looked at`() async throws {
        try await open { house async throws in
            let link = PathPattern(stringLiteral: Self.base + "/{school}/drafts/{draft}/lessons")(
                "lake", World.lakeSchool, World.timetableDraft
            ).with(["group": World.maths7A.description])
            let page = try await house.get(link, as: .office)
            #expect(page.body.contains("Tila: 214 → 118"))
            let gone = try await house.get(link.with(["group": World.maths7A.description]), as: .officeElsewhere)
            #expect(gone.status == .notFound)
        }
    }

    @Test func `going back is looked at and confirmed, and a stale look is refused`() async throws {
        try await open { house async throws in
            let (path, body) = try await send([("bells.csv", bells), ("GPU001.TXT", untis)], to: house)
            _ = try await post(path + "/application", code: code(body), in: house)
            let look = try await house.get(undoing, as: .office)
            #expect(look.body.contains("Läsnäolot, läksyt ja kokeet säilyvät"))
            // Meanwhile changes come in, so that what was looked at is no longer what would happen.
            let more = try await send([("changes.csv", changes)], to: house)
            #expect(try await post(more.path + "/application", code: code(more.body), in: house).status == .seeOther)
            let stale = try await post(undoing.description, code: code(look.body), in: house)
            #expect(stale.status == .unprocessableContent)
            #expect(stale.body.contains("Esikatselu on muuttunut"))
            #expect(try await post(undoing.description, code: code(stale.body), in: house).status == .seeOther)
            #expect(try await monday(house).map(\.isOn) == [true, true])
        }
    }

    @Test func `a discarded draft leaves nothing, and an old one goes with its edition`() async throws {
        try await open { house async throws in
            let (path, _) = try await send([("bells.csv", bells), ("GPU001.TXT", untis)], to: house)
            #expect(try await post(path + "/discarding", in: house).status == .seeOther)
            let page = try await house.visit(.get, path, as: Who.office.token)
            #expect(page.body.contains("Tämä tuonti on hylätty"))
            let codes = try await house.get(ActingPath.timetableCodes(.office)("lake"), as: .office)
            #expect(codes.body.contains("Kaikki tunnukset tunnetaan"))
            let later = World.now.adding(minutes: 8 * 24 * 60)
            try await house.database.write { try Timetable.removeOld(at: later, in: $0) }
            #expect(try await house.visit(.get, path, as: Who.office.token).status == .notFound)
            #expect(try await TimetableTrial.editions(in: house.database) == 2)
        }
    }
}
