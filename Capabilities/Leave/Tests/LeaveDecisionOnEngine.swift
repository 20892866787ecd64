import Accounts
import Base
import Directory
import Foundation
import HTTPTypes
import TestKit
import Testing
import Web

@Suite struct LeaveDecisionOnEngine {
    private static let granting: KeyValuePairs = ["seen": "waiting", "outcome": "granted"]
    private static func decide(_ role: String, _ application: String = LeaveTrial.waiting) -> Link {
        LeaveTrial.school(role, "/{application}/decision", application)
    }

    @Test func `the queue begins with the leave that begins first, and marks what has waited long`() async throws {
        let fields: KeyValuePairs = ["first": "2026-11-30", "last": "2026-12-03", "reason": "Sukujuhlat"]
        try await TestHouse.open { house async throws in
            #expect(try await house.post(LeaveTrial.guardian("/new"), as: .guardian, fields).status == .seeOther)
            try await LeaveTrial.wait(LeaveTrial.waiting, since: World.now.adding(days: -9), in: house.database)
            for link in [LeaveTrial.school("teacher"), ActingPath.desktop(.teacher)("lake")] {
                let page = try await house.get(link, as: .teacher).body
                let places = ["30.11.", "7.12."].map { page.range(of: $0)?.lowerBound }
                #expect(try #require(places[0]) < (try #require(places[1])), "\(link)")
                #expect(page.components(separatedBy: "Odottanut 9 päivää").count == 2)
            }
        }
    }

    @Test func `granting on the desktop is asked once`() async throws {
        try await TestHouse.open { house async throws in
            let page = try await house.get(ActingPath.desktop(.teacher)("lake"), as: .teacher).body
            let ask = try #require(page.range(of: "Päätös tehdään ja lähtee kotiin heti"))
            let form = try #require(page.range(of: "action=\"\(Self.decide("teacher"))\""))
            #expect(ask.upperBound < form.lowerBound)
            #expect(
                page[..<ask.lowerBound].contains("<summary>") && page.contains("<span>Myönnä kokonaan</span></summary>")
            )
        }
    }

    @Test func `the slower of two deciders is told in words, and so is a second press`() async throws {
        try await TestHouse.open { house async throws in
            let refusing: KeyValuePairs = ["seen": "waiting", "outcome": "refused", "reasons": "Koeviikko"]
            #expect(try await house.post(Self.decide("teacher"), as: .teacher, Self.granting).status == .seeOther)
            for (role, who) in [("principal", Who.principal), ("teacher", .teacher)] {
                let late = try await house.post(Self.decide(role), as: who, refusing)
                #expect(late.status == .unprocessableContent)
                #expect(late.body.contains("ehdittiin jo päättää"))
                #expect(late.body.contains("Koeviikko"), "what was typed stays")
            }
            let all = try await LeaveTrial.decisions(of: LeaveTrial.waiting, in: house.database)
            #expect(all == ["granted 2"])
        }
    }

    @Test func `two deciders at one moment make one decision`() async throws {
        try await TestHouse.open { house async throws in
            let statuses = try await withThrowingTaskGroup(of: Int.self) { group in
                for (role, who) in [("teacher", Who.teacher), ("principal", .principal), ("teacher", .teacher)] {
                    group.addTask { try await house.post(Self.decide(role), as: who, Self.granting).status.code }
                }
                return try await group.reduce(into: []) { $0.append($1) }
            }
            #expect(statuses.sorted() == [303, 422, 422])
            #expect(try await LeaveTrial.notices(in: house.database).count == 1)
        }
    }

    @Test func `what was withdrawn meanwhile is not decided, and what was decided is not withdrawn`() async throws {
        let withdrawal = LeaveTrial.guardian("/{application}/withdrawal", LeaveTrial.waiting)
        try await TestHouse.open { house async throws in
            #expect(try await house.post(withdrawal, as: .guardian).status == .seeOther)
            let late = try await house.post(Self.decide("teacher"), as: .teacher, Self.granting)
            #expect(late.status == .unprocessableContent)
            #expect(late.body.contains("ehti perua hakemuksen"))
            #expect(try await house.post(withdrawal, as: .guardian).body.contains("on jo peruttu"))
            #expect(try await LeaveTrial.notices(in: house.database).isEmpty)
        }
        try await TestHouse.open { house async throws in
            #expect(try await house.post(Self.decide("teacher"), as: .teacher, Self.granting).status == .seeOther)
            let late = try await house.post(withdrawal, as: .guardian)
            #expect(late.status == .unprocessableContent)
            #expect(late.body.contains("ehdittiin jo päättää"))
        }
    }

    @Test func `a new decision replaces the old one, says so, and registers follow it`() async throws {
        try await TestHouse.open { house async throws in
            #expect(try await house.post(Self.decide("teacher"), as: .teacher, Self.granting).status == .seeOther)
            let link = LeaveTrial.school("principal", "/{application}", LeaveTrial.waiting)
            let page = try await house.get(link, as: .principal).body
            let seen = String(page.firstMatch(of: /name="seen" value="([0-9a-z]{26})"/)?.1 ?? "")
            let replaced = try await house.post(
                Self.decide("principal"), as: .principal,
                [
                    "seen": seen, "outcome": "partly", "first": "2026-12-07", "last": "2026-12-08",
                    "reasons": "Koe on siirtynyt.",
                ])
            #expect(replaced.status == .seeOther)
            #expect(
                try await LeaveTrial.notices(in: house.database)
                    == ["-2026-12-07–2026-12-11", "2026-12-07–2026-12-08"])
            #expect(
                try await LeaveTrial.decisions(of: LeaveTrial.waiting, in: house.database)
                    == ["-granted 2", "partly 3"])
            let paper = try await house.get(link, as: .principal).body
            #expect(paper.contains("Tämä päätös korvaa päätöksen 2/2026 (23.11.2026)."))
            let old = try await house.get(link.with(["decision": seen]), as: .principal).body
            #expect(old.contains("Tämä päätös on korvattu uudella"))
            // What the principal has decided the teacher does not change.
            let teacher = LeaveTrial.school("teacher", "/{application}", LeaveTrial.waiting)
            #expect(try await !house.get(teacher, as: .teacher).body.contains("Tee uusi päätös"))
        }
    }

    @Test func `a teacher does not decide what is the principal's`() async throws {
        try await TestHouse.open { house async throws in
            let reply = try await house.post(
                Self.decide("teacher", LeaveTrial.refused), as: .teacher,
                ["seen": World.refusal.description, "outcome": "granted"])
            #expect(reply.status == .notFound)
            #expect(
                try await LeaveTrial.decisions(of: LeaveTrial.refused, in: house.database) == ["refused 1"])
        }
    }

    @Test func `without appeal contacts there is only a full grant`() async throws {
        try await TestHouse.open { house async throws in
            try await LeaveTrial.forgetRules(in: house.database)
            let refusing: KeyValuePairs = ["seen": "waiting", "outcome": "refused", "reasons": "Koeviikko"]
            let reply = try await house.post(Self.decide("teacher"), as: .teacher, refusing)
            #expect(reply.status == .unprocessableContent)
            #expect(reply.body.contains("Muutoksenhakuohje on kesken"))
            #expect(try await house.post(Self.decide("teacher"), as: .teacher, Self.granting).status == .seeOther)
        }
    }

    @Test func `a paper is in the school's language, whoever reads it`() async throws {
        try await TestHouse.open { house async throws in
            try await LeaveTrial.speakSwedish(in: house.database)
            let refusing: KeyValuePairs = ["seen": "waiting", "outcome": "refused", "reasons": "Provvecka"]
            #expect(try await house.post(Self.decide("teacher"), as: .teacher, refusing).status == .seeOther)
            let link = LeaveTrial.guardian("/{application}", LeaveTrial.waiting)
            let page = try await house.get(link, as: .guardian, [.acceptLanguage: "fi"]).body
            #expect(page.contains("<article class=\"paper\" lang=\"sv\">"))
            for words in [
                "Tjänsteinnehavarbeslut", "Bildningsnämnden", "Anvisning om begäran om omprövning", "14 dagar",
                "Merkitse luetuksi",
            ] { #expect(page.contains(words), "\(words)") }
        }
    }
}
