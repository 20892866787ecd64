import Accounts
import Base
import Directory
import HTTPTypes
import TestKit
import Testing
import Web

@Suite struct LeaveHomesOnEngine {
    private static let list = LeaveTrial.guardian()
    private static let application = LeaveTrial.guardian("/{application}", LeaveTrial.waiting)
    private static let form = LeaveTrial.guardian("/new")

    @Test func `two guardians see each other's applications, and withdraw their own alone`() async throws {
        try await TestHouse.open { house async throws in
            try await LeaveTrial.addGuardian(.otherGuardian, scope: .full, in: house.database)
            let page = try await house.get(Self.list, as: .otherGuardian)
            #expect(page.body.contains("Sari Niemi, huoltaja"))
            #expect(try await house.get(Self.application, as: .otherGuardian).status == .ok)
            let withdrawal = LeaveTrial.guardian("/{application}/withdrawal", LeaveTrial.waiting)
            #expect(try await house.post(withdrawal, as: .otherGuardian).status == .notFound)
        }
    }

    @Test(arguments: [Who.guardian, .otherGuardian])
    func `nothing of it when one of the two is protected`(_ protected: Who) async throws {
        try await TestHouse.open { house async throws in
            try await LeaveTrial.addGuardian(.otherGuardian, scope: .full, in: house.database)
            try await LeaveTrial.protect(protected, in: house.database)
            let page = try await house.get(Self.list, as: .otherGuardian)
            #expect(page.status == .ok)
            #expect(!page.body.contains("Sari") && !page.body.contains("koulupäivää"))
            #expect(try await house.get(Self.application, as: .otherGuardian).status == .notFound)
            // Days that the hidden application has taken are free to this home.
            let reply = try await house.post(
                Self.form, as: .otherGuardian, ["first": "2026-12-07", "last": "2026-12-11", "reason": "Matka"])
            #expect(reply.status == .seeOther)
            #expect(try await house.get(Self.application, as: .guardian).status == .ok)
            let family = try await house.get(ActingPath.family(), as: .otherGuardian).body
            #expect(!family.contains("Poissaololupaa ei myönnetty"))
        }
    }

    @Test func `limited scope applies with the kind attendance, information reads alone`() async throws {
        let cases: [(Guardianship.Scope, [String], Int, Int)] = [
            (.limited, ["absences", "school"], 200, 200), (.limited, ["absences"], 200, 200),
            (.limited, ["school"], 404, 404), (.information, [], 200, 404),
        ]
        for (scope, kinds, reads, applies) in cases {
            try await TestHouse.open { house async throws in
                try await LeaveTrial.addGuardian(.otherGuardian, scope: scope, kinds: kinds, in: house.database)
                let list = try await house.get(Self.list, as: .otherGuardian)
                #expect(list.status.code == reads, "\(scope) \(kinds)")
                #expect(try await house.get(Self.form, as: .otherGuardian).status.code == applies, "\(scope) \(kinds)")
                // The other home's papers name the school.
                let showsOthers = reads == 200 && (scope == .information || kinds.contains("school"))
                #expect(list.body.contains("5 koulupäivää") == showsOthers, "\(scope) \(kinds)")
            }
        }
    }

    @Test func `without the school a guardian reads the own decision, and it names neither school nor class`()
        async throws
    {
        let link = LeaveTrial.guardian("/{application}", LeaveTrial.refused)
        try await TestHouse.open { house async throws in
            let whole = try await house.get(link, as: .guardian).body
            for hidden in ["Järvelän koulu", "7A", "Antti Mäki"] { #expect(whole.contains(hidden), "\(hidden)") }
            try await LeaveTrial.limit(World.ainosGuardianship, to: ["absences"], in: house.database)
            for link in [link, ActingPath.family(), ActingPath.child("lake", LeaveTrial.pupil)] {
                let page = try await house.get(link, as: .guardian)
                #expect(page.status == .ok)
                #expect(page.body.contains("4.11.") && page.body.contains("Poissaolo"), "\(link)")
                for hidden in ["Järvelän koulu", "7A", "Mäki"] { #expect(!page.body.contains(hidden), "\(hidden)") }
            }
        }
    }

    @Test func `at 18 the student applies alone`() async throws {
        try await TestHouse.open { house async throws in
            let reply = try await house.post(
                LeaveTrial.path("pupil", "/new")("lake"), as: .adult,
                ["first": "2027-01-11", "last": "2027-01-20", "reason": "Matka"])
            #expect(reply.status == .seeOther)
            #expect(try await house.get(LeaveTrial.path("pupil")("lake"), as: .adult).body.contains("8 koulupäivää"))
            let child = LeaveTrial.path("guardian", "/new")("lake", World.person(.adult))
            #expect(try await house.get(child, as: .adultGuardian).status == .notFound)
        }
    }

    @Test func `a granted guardian of an adult reads and does not apply`() async throws {
        try await TestHouse.open { house async throws in
            #expect(
                try await house.post(ActingPath.grant("lake", World.adultsGuardianship), as: .adult).status == .seeOther
            )
            let (list, form) = (LeaveTrial.path("guardian"), LeaveTrial.path("guardian", "/new"))
            #expect(try await house.get(list("lake", World.person(.adult)), as: .adultGuardian).status == .ok)
            #expect(try await house.get(form("lake", World.person(.adult)), as: .adultGuardian).status == .notFound)
        }
    }

    @Test func `a minor reads and does not act`() async throws {
        try await TestHouse.open { house async throws in
            let page = try await house.get(LeaveTrial.school("pupil"), as: .pupil)
            #expect(page.body.contains("5 koulupäivää") && page.body.contains("Sari Niemi"))
            #expect(!page.body.contains("Hae lupaa"))
            try await LeaveTrial.protect(.guardian, in: house.database)
            let hidden = try await house.get(LeaveTrial.school("pupil"), as: .pupil)
            #expect(hidden.body.contains("5 koulupäivää"))
        }
    }

    @Test func `a protected decider is not named to homes, and is to the school`() async throws {
        try await TestHouse.open { house async throws in
            try await LeaveTrial.protect(.principal, in: house.database)
            let link = LeaveTrial.guardian("/{application}", LeaveTrial.refused)
            let home = try await house.get(link, as: .guardian).body
            #expect(home.contains("nimeä ei näytetä") && !home.contains("Mäki"))
            let school = LeaveTrial.school("office", "/{application}", LeaveTrial.refused)
            #expect(try await house.get(school, as: .office).body.contains("Antti Mäki"))
        }
    }

    @Test func `rules are complete in both languages, and papers follow the school's language`() async throws {
        let rules = PathPattern("/{provider}/administrator/leave-rules")("lake")
        let language = "language-\(World.lakeSchool)"
        try await TestHouse.open { house async throws in
            let half = try await house.post(
                rules, as: .administrator, ["days": "-1", "authority-fi": "Lautakunta", "address-fi": "Kirjaamo"])
            #expect(half.status == .unprocessableContent)
            #expect(half.body.contains("molemmilla kielillä") && half.body.contains("value=\"Lautakunta\""))
            let whole = try await house.post(
                rules, as: .administrator,
                [
                    "days": "2", "authority-fi": "Lautakunta", "authority-sv": "Nämnden", "address-fi": "Kirjaamo",
                    "address-sv": "Registratorn", language: "sv",
                ])
            #expect(whole.status == .seeOther)
            let page = try await house.get(rules, as: .administrator).body
            #expect(page.contains("value=\"Nämnden\""))
            #expect(page.contains("name=\"\(language)\" value=\"sv\" checked") || page.contains("value=\"sv\""))
            // With two days the four of this application are the principal's.
            let form = try await house.get(Self.form, as: .guardian).body
            #expect(form.contains("Rehtori päättää hakemuksesta."))
        }
    }
}
