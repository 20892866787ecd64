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

@Suite struct HomeOnEngine {
    private static let child = AttendancePath.child("lake", World.person(.pupil))
    private static let explanations = AttendancePath.explanations(.guardian)("lake", World.person(.pupil))
    private static let notices = AttendancePath.notices(.guardian)("lake", World.person(.pupil))
    private static let today = World.now.day

    private static func answer(_ reason: String, from: String = "absences") -> [(String, String)] {
        [
            ("day", today.description), ("lesson", World.finnishLesson.description), ("reason", reason),
            ("from", from), ("note-\(World.person(.pupil))-\(today)", "Nuha"),
        ]
    }

    private static func notice(
        _ reason: String, days: Int = 1, first: Int = 0, _ more: [(String, String)] = []
    ) -> [(String, String)] {
        [
            ("first", today.adding(days: first).description),
            ("last", today.adding(days: first + days - 1).description),
            ("reason", reason),
        ] + more
    }

    @Test func `a guardian is asked on the desktop first of all, and the teacher sees the answer`() async throws {
        try await TestHouse.open { house async throws in
            let desktop = try await house.get(ActingPath.family(), as: .guardian)
            #expect(desktop.body.contains("Aino, tänään klo 8.15: miksi poissa?"))
            let reply = try await house.post(Self.explanations, as: .guardian, Self.answer("illness", from: "family"))
            #expect(reply.location == ActingPath.family().description)
            let after = try await house.visit(
                .get, "/guardian", as: Who.guardian.token, [.cookie: reply.doneCookie ?? ""])
            #expect(after.body.contains("Kiitos, syy on kerrottu koululle."))
            #expect(!after.body.contains("miksi poissa?"))
            let register = try await house.get(
                AttendancePath.register(.teacher)("lake", World.finnishLesson, Self.today), as: .teacher)
            #expect(register.body.contains("Selitetty: sairaana"))
            #expect(register.body.contains("Viesti kotoa: Nuha"))
            let kept = try await Kept.all(house.database, of: World.finnishLesson).filter {
                $0.person == World.person(.pupil)
            }
            #expect(
                Set(kept) == [
                    Kept(person: World.person(.pupil), mark: "absent", absenceClass: "unexplained", isSuperseded: true),
                    Kept(person: World.person(.pupil), mark: "absent", absenceClass: "illness", isSuperseded: false),
                ])
        }
    }

    @Test func `a message that is too long comes back whole, and nothing is written`() async throws {
        let long = String(repeating: "pitkä ", count: 60)
        let fields = Self.answer("illness", from: "family").map { field in
            (field.0, field.0.hasPrefix("note-") ? long : field.1)
        }
        try await TestHouse.open { house async throws in
            let reply = try await house.post(Self.explanations, as: .guardian, fields)
            #expect(reply.status == .unprocessableContent)
            #expect(reply.body.contains("Teksti on liian pitkä") && reply.body.contains("value=\"pitkä pitkä"))
            #expect(try await house.get(ActingPath.family(), as: .guardian).body.contains("miksi poissa?"))
        }
    }

    @Test func `an answer sent twice is written once`() async throws {
        try await TestHouse.open { house async throws in
            for reason in ["illness", "other"] {
                _ = try await house.post(Self.explanations, as: .guardian, Self.answer(reason))
            }
            let kept = try await Kept.all(house.database, of: World.finnishLesson).filter {
                $0.person == World.person(.pupil) && !$0.isSuperseded
            }
            #expect(kept.map(\.absenceClass) == ["illness"])
        }
    }

    @Test func `an illness announced for two days stands in the register, and explains what is taken already`()
        async throws
    {
        try await TestHouse.open { house async throws in
            for _ in 0..<2 {
                let reply = try await house.post(Self.notices, as: .guardian, Self.notice("illness", days: 2))
                #expect(reply.status == .seeOther)
            }
            let page = try await house.get(Self.child, as: .guardian)
            #expect(page.body.components(separatedBy: "Peru ilmoitus").count == 2, "announced once")
            #expect(!page.body.contains("miksi poissa?"))
            let register = try await house.get(RegisterOnEngine.link, as: .teacher)
            #expect(register.body.components(separatedBy: "Ilmoitettu: sairaana").count == 3, "Aino and Eetu")
        }
    }

    @Test func `another reason than illness has a limit of school days`() async throws {
        try await TestHouse.open { house async throws in
            // Thursday and Friday are days off, and so is the weekend: six days are three school days.
            let short = try await house.post(Self.notices, as: .guardian, Self.notice("other", days: 6))
            #expect(short.status == .seeOther)
            let long = try await house.post(Self.notices, as: .guardian, Self.notice("other", days: 9))
            #expect(long.status == .unprocessableContent)
            #expect(long.body.contains("Muusta syystä voi ilmoittaa enintään 3 koulupäivää."))
            // The next school day after those three is one too many, in a notice of its own as well.
            let chained = try await house.post(Self.notices, as: .guardian, Self.notice("other", days: 1, first: 7))
            #expect(chained.status == .unprocessableContent)
            let ill = try await house.post(Self.notices, as: .guardian, Self.notice("illness", days: 9))
            #expect(ill.status == .seeOther)
        }
    }

    @Test(arguments: [
        (notice("", days: 1), "Valitse syy"), (notice("school", days: 1), "Valitse syy"),
        (notice("illness", days: 1, first: -1), "Päivä on jo mennyt"),
        (notice("illness", days: 0), "Viimeinen päivä on ennen ensimmäistä"),
        (notice("illness", days: 2, [("begins", "10:00"), ("ends", "12:00")]), "vain yhtenä päivänä"),
        (notice("illness", days: 1, [("begins", "12:00"), ("ends", "10:00")]), "Paluu on ennen poissaolon alkua"),
        (notice("illness", days: 1, [("begins", "iltapäivällä")]), "Kirjoita kellonaika"),
        (notice("illness", days: 500), "Päivä on liian kaukana"),
        (notice("illness", days: 4, first: 3), "Näinä päivinä ei ole koulua"),
    ])
    func `what is wrong stands beside its field`(_ fields: [(String, String)], _ text: String) async throws {
        try await TestHouse.open { house async throws in
            let reply = try await house.post(Self.notices, as: .guardian, fields)
            #expect(reply.status == .unprocessableContent)
            #expect(reply.body.contains(text))
        }
    }

    @Test func `a notice is withdrawn by the home, and what is recorded stays`() async throws {
        let page = AttendancePath.child("lake", World.person(.classmate))
        let ending = AttendancePath.noticeEnding(.guardian)("lake", World.person(.classmate), World.eetusNotice)
        try await TestHouse.open { house async throws in
            #expect(try await house.get(page, as: .otherGuardian).body.contains("Peru ilmoitus"))
            #expect(try await house.post(ending, as: .otherGuardian).status == .seeOther)
            #expect(try await house.post(ending, as: .otherGuardian).status == .notFound)
            let register = try await house.get(RegisterOnEngine.link, as: .teacher)
            #expect(!register.body.contains("Ilmoitettu: sairaana"))
            let after = try await house.get(page, as: .otherGuardian)
            #expect(after.body.contains("Sairaana"))
        }
    }

    @Test func `a pupil sees the own marks and who wrote them, and nothing of others`() async throws {
        try await TestHouse.open { house async throws in
            let page = try await house.get(AttendancePath.pupil("lake"), as: .pupil)
            #expect(page.body.contains("8.15 Äidinkieli"))
            #expect(page.body.contains("Leena Salo, tänään 8.45"))
            #expect(!page.body.contains("Eetu"))
            #expect(!page.body.contains("<form method=\"post\" action=\"/lake/pupil/absences"))
        }
    }

    @Test func `an adult student answers alone, and a guardian with a grant only reads`() async throws {
        let own = AttendancePath.notices(.pupil)("lake")
        let childs = AttendancePath.notices(.guardian)("lake", World.person(.adult))
        try await TestHouse.open { house async throws in
            #expect(try await house.post(own, as: .adult, Self.notice("illness")).status == .seeOther)
            #expect(try await house.get(AttendancePath.pupil("lake"), as: .adult).body.contains("Peru ilmoitus"))
            #expect(try await house.post(childs, as: .adultGuardian, Self.notice("illness")).status == .notFound)
            _ = try await house.post(ActingPath.grant("lake", World.adultsGuardianship), as: .adult)
            let desktop = try await house.get(ActingPath.child("lake", World.person(.adult)), as: .adultGuardian)
            #expect(desktop.status == .ok && !desktop.body.contains("#announce"))
            let page = try await house.get(AttendancePath.child("lake", World.person(.adult)), as: .adultGuardian)
            #expect(page.status == .ok)
            #expect(!page.body.contains("Peru ilmoitus"))
            #expect(try await house.post(childs, as: .adultGuardian, Self.notice("illness")).status == .notFound)
        }
    }

    @Test func `a guardian without full scope knows nothing of how a protected child attends`() async throws {
        let venla = World.person(.protectedPupil)
        try await TestHouse.open { house async throws in
            let page = AttendancePath.child("lake", venla)
            #expect(try await house.get(page, as: .informedGuardian).status == .notFound)
            #expect(try await house.get(page, as: .protectedGuardian).status == .ok)
            let notice = try await house.post(
                AttendancePath.notices(.guardian)("lake", venla), as: .informedGuardian, Self.notice("illness"))
            #expect(notice.status == .notFound)
        }
    }

    @Test func `the way to announce stands beside the greeting, before what waits and what is next`() async throws {
        try await TestHouse.open { house async throws in
            for link in [ActingPath.family(), ActingPath.child("lake", World.person(.pupil)), Self.child] {
                let page = try await house.get(link, as: .guardian).body
                let way = try #require(page.range(of: "href=\"\(Self.child.at("announce"))\""))
                let needs = try #require(page.range(of: "id=\"needs\""))
                #expect(way.upperBound < needs.lowerBound, "\(link)")
            }
            #expect(try await house.get(Self.child, as: .guardian).body.contains("<h2 id=\"announce\">"))
            let informed = try await house.get(ActingPath.family(), as: .informedGuardian)
            #expect(!informed.body.contains("Ilmoita poissaolosta"))
        }
    }

    @Test func `a limited guardian finds absences on the desktop, and nothing of school, class, lessons or times`()
        async throws
    {
        let desktops = [ActingPath.family(), ActingPath.child("lake", World.person(.pupil))]
        try await TestHouse.open { house async throws in
            try await Sent.limit(World.ainosGuardianship, to: "[\"absences\"]", house.database)
            for link in desktops {
                let page = try await house.get(link, as: .guardian)
                #expect(page.body.contains("Aino, tänään: miksi poissa?"))
                #expect(page.body.contains("href=\"\(Self.child.at("announce"))\""), "where one announces")
                for hidden in ["Äidinkieli", "8.15", "Salo", "7A", "Järvelän koulu"] {
                    #expect(!page.body.contains(hidden), "\(hidden)")
                }
            }
            try await Sent.limit(World.ainosGuardianship, to: "[\"homework\"]", house.database)
            for link in desktops {
                let page = try await house.get(link, as: .guardian)
                #expect(
                    !page.body.contains("Aino, tänään") && !page.body.contains("href=\"\(Self.child.at("announce"))\""))
            }
        }
    }

    @Test func `a limited guardian acts by the kind of the files, without lessons and times`() async throws {
        try await TestHouse.open { house async throws in
            for (kinds, status) in [("[\"homework\"]", 404), ("[\"absences\",\"homework\"]", 200)] {
                try await Sent.limit(World.ainosGuardianship, to: kinds, house.database)
                let page = try await house.get(Self.child, as: .guardian)
                #expect(page.status.code == status, "\(kinds)")
                guard status == 200 else { continue }
                #expect(page.body.contains("Aino, tänään: miksi poissa?"))
                #expect(
                    !page.body.contains("Äidinkieli") && !page.body.contains("klo 8.15") && !page.body.contains("Salo"))
                let reply = try await house.post(Self.explanations, as: .guardian, Self.answer("illness"))
                #expect(reply.status == .seeOther)
            }
        }
    }
}
