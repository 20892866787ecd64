import Accounts
import Base
import Directory
import HTTPTypes
import TestKit
import Testing
import Web

@Suite struct LeaveJourneyOnEngine {
    private static let eightDays: KeyValuePairs = [
        "first": "2027-01-11", "last": "2027-01-20", "reason": "Sukujuhlat Kanadassa.\n\nPalaamme keskiviikkona.",
    ]

    /// The id at the end of where the form leads.
    private func applied(_ house: TestHouse, _ fields: KeyValuePairs<String, String>) async throws -> String {
        let reply = try await house.post(LeaveTrial.guardian("/new"), as: .guardian, fields)
        #expect(reply.status == .seeOther, "\(reply.status)")
        return String(reply.location?.split(separator: "/").last ?? "")
    }

    @Test func `eight days are the principal's, refused with reasons, told of, read and marked as read`() async throws {
        try await TestHouse.open { house async throws in
            let id = try await applied(house, Self.eightDays)
            let page = try await house.get(LeaveTrial.guardian("/{application}", id), as: .guardian)
            #expect(page.body.contains("8 koulupäivää"))
            #expect(page.body.contains("odottaa rehtorin päätöstä"))
            let desktop = ActingPath.desktop(.principal)("lake")
            #expect(try await house.get(desktop, as: .principal).body.contains("Sukujuhlat Kanadassa."))
            let teachers = try await house.get(ActingPath.desktop(.teacher)("lake"), as: .teacher)
            #expect(!teachers.body.contains("Sukujuhlat"))
            let link = LeaveTrial.school("principal", "/{application}/decision", id)
            let unfounded = try await house.post(link, as: .principal, ["seen": "waiting", "outcome": "refused"])
            #expect(unfounded.status == .unprocessableContent)
            #expect(unfounded.body.contains("Kirjoita perustelut"))
            let decided = try await house.post(
                link, as: .principal,
                ["seen": "waiting", "outcome": "refused", "reasons": "Matkaan olisi loma-aikoja."])
            #expect(decided.status == .seeOther)
            let family = try await house.get(ActingPath.family(), as: .guardian).body
            #expect(family.contains("Poissaololupaa ei myönnetty: ma 11.1.2027–ke 20.1.2027"))
            let paper = try await house.get(LeaveTrial.guardian("/{application}", id), as: .guardian).body
            for words in [
                "Viranhaltijapäätös", "Päätös 2/2026", "Matkaan olisi loma-aikoja.", "Antti Mäki", "rehtori",
                "Perusopetuslaki (628/1998) 35 §", "Oikaisuvaatimusohje", "14 päivän kuluessa", "Sivistyslautakunta",
                "Kirjaamo, PL 1, 00001 Järvikaupunki", "Järvelän koulu",
            ] { #expect(paper.contains(words), "\(words)") }
            #expect(try await LeaveTrial.notices(in: house.database).isEmpty)
            try await markRead(house, id, paper)
            let calm = try await house.get(ActingPath.family(), as: .guardian).body
            #expect(!calm.contains("11.1.2027"))
        }
    }

    private func markRead(_ house: TestHouse, _ id: String, _ page: String) async throws {
        let decision = page.firstMatch(of: /name="decision" value="([0-9a-z]{26})"/)?.1 ?? ""
        let reply = try await house.post(
            LeaveTrial.guardian("/{application}/receipt", id), as: .guardian, ["decision": String(decision)])
        #expect(reply.doneCookie != nil)
    }

    @Test func `granted from the desktop, days are in what registers know, and the home is told quietly`() async throws
    {
        try await TestHouse.open { house async throws in
            let desktop = try await house.get(ActingPath.desktop(.teacher)("lake"), as: .teacher).body
            #expect(desktop.contains("Aino Niemi") && desktop.contains("Lupa poissaoloon: ma 7.12.–pe 11.12."))
            let decide = LeaveTrial.school("teacher", "/{application}/decision", LeaveTrial.waiting)
            let reply = try await house.post(decide, as: .teacher, ["seen": "waiting", "outcome": "granted"])
            #expect(reply.status == .seeOther)
            #expect(try await LeaveTrial.notices(in: house.database) == ["2026-12-07–2026-12-11"])
            let after = try await house.get(ActingPath.desktop(.teacher)("lake"), as: .teacher).body
            #expect(!after.contains("Aino Niemi"))
            let family = try await house.get(ActingPath.family(), as: .guardian).body
            #expect(family.contains("Poissaololupa myönnetty: ma 7.12.–pe 11.12."))
            let paper = try await house.get(
                LeaveTrial.guardian("/{application}", LeaveTrial.waiting), as: .guardian
            ).body
            #expect(paper.contains("luokanvalvoja"))
            #expect(!paper.contains("Oikaisuvaatimusohje"))
        }
    }

    /// Thursday to Sunday are days off in the world's week, so that these are four school days from today on.
    @Test func `the register of a lesson on a granted day shows the leave by itself`() async throws {
        let register = PathPattern("/{provider}/teacher/lessons/{lesson}/{held}/register")(
            "lake", World.mathsLesson, "2026-11-23")
        try await TestHouse.open { house async throws in
            #expect(try await !house.get(register, as: .teacher).body.contains("Lupa myönnetty"))
            let id = try await applied(house, ["first": "2026-11-23", "last": "2026-11-30", "reason": "Turnaus"])
            let decide = LeaveTrial.school("teacher", "/{application}/decision", id)
            #expect(
                try await house.post(decide, as: .teacher, ["seen": "waiting", "outcome": "granted"]).status
                    == .seeOther)
            let page = try await house.get(register, as: .teacher)
            #expect(page.status == .ok)
            #expect(page.body.contains("Lupa myönnetty"))
        }
    }

    @Test func `fewer days are granted with reasons and appeal instructions`() async throws {
        try await TestHouse.open { house async throws in
            let decide = LeaveTrial.school("teacher", "/{application}/decision", LeaveTrial.waiting)
            let reply = try await house.post(
                decide, as: .teacher,
                [
                    "seen": "waiting", "outcome": "partly", "first": "2026-12-07", "last": "2026-12-09",
                    "reasons": "Torstaina on koe.",
                ])
            #expect(reply.status == .seeOther)
            #expect(try await LeaveTrial.notices(in: house.database) == ["2026-12-07–2026-12-09"])
            let paper = try await house.get(
                LeaveTrial.school("office", "/{application}", LeaveTrial.waiting), as: .office
            ).body
            #expect(paper.contains("7.12.2026–9.12.2026 (3 koulupäivää)"))
            #expect(paper.contains("Oikaisuvaatimusohje"))
            #expect(!paper.contains("Tee päätös"))
        }
    }

    @Test(arguments: [
        (["first": "2026-12-07", "last": "2026-12-16", "reason": ""], "Kerro, miksi poissaolo on tarpeen"),
        (["first": "2027-01-11", "last": "2027-01-13", "reason": "Matka"], "Lupaa ei tarvita"),
        (["first": "2026-11-20", "last": "2026-12-02", "reason": "Matka"], "Lupaa haetaan etukäteen"),
        (["first": "", "last": "x", "reason": "Matka"], "Valitse ensimmäinen poissaolopäivä"),
        (["first": "2027-01-20", "last": "2027-01-11", "reason": "Matka"], "Viimeinen päivä on ennen ensimmäistä"),
        (["first": "2026-12-09", "last": "2026-12-17", "reason": "Matka"], "on jo hakemus tai lupa"),
    ])
    func `a form with mistakes says what is wrong and keeps what was typed`(
        _ fields: [String: String], _ words: String
    ) async throws {
        try await TestHouse.open { house async throws in
            let reply = try await house.post(
                LeaveTrial.guardian("/new"), as: .guardian,
                [
                    "first": fields["first"] ?? "", "last": fields["last"] ?? "", "reason": fields["reason"] ?? "",
                ])
            #expect(reply.status == .unprocessableContent)
            #expect(reply.body.contains(words))
            #expect(reply.body.contains("value=\"\(fields["last"] ?? "")\""))
        }
    }

    /// In the world's week Thursday and Friday are holidays: Wednesday to Tuesday are three school days.
    @Test func `holidays of the timetable are no school days`() async throws {
        try await TestHouse.open { house async throws in
            let fields: KeyValuePairs = ["first": "2026-11-25", "last": "2026-12-01", "reason": "Matka"]
            let short = try await house.post(LeaveTrial.guardian("/new"), as: .guardian, fields)
            #expect(short.body.contains("Lupaa ei tarvita"))
            let id = try await applied(house, ["first": "2026-11-25", "last": "2026-12-02", "reason": "Matka"])
            let page = try await house.get(LeaveTrial.guardian("/{application}", id), as: .guardian)
            #expect(page.body.contains("4 koulupäivää"))
        }
    }
}
