import Accounts
import Attendance
import Base
import Directory
import HTTPTypes
import Storage
import TestKit
import Testing
import Web

@testable import AbsenceTrail

/// What pupils and guardians see of the trail.
@Suite struct AbsenceHomesOnEngine {
    @Test func `home and pupil are told in plain words, and never what staff wrote`() async throws {
        try await TrailHouse.open(hours: 25) { house async throws in
            let (family, pupil) = (ActingPath.family(), ActingPath.desktop(.pupil)("lake"))
            #expect(try await house.get(family, as: .guardian).body.contains("Aino: 25 h poissa tällä lukukaudella"))
            #expect(try await house.get(pupil, as: .pupil).body.contains("Olet ollut poissa 25 h"))
            _ = try await TrailHouse.react(house)
            let pages = [
                (family, Who.guardian), (TrailPath.childSums("lake", TrailHouse.aino), .guardian),
                (ActingPath.child("lake", TrailHouse.aino), .guardian), (pupil, .pupil),
                (TrailPath.ownSums("lake"), .pupil),
            ]
            for (link, who) in pages {
                let body = try await house.get(link, as: who).body
                #expect(!body.contains("aamut ovat vaikeita"), "\(link)")
                #expect(!body.contains("Soitettu kotiin"), "\(link)")
                #expect(!body.contains("25 h poissa tällä"), "\(link): the talk has begun")
            }
            #expect(
                try await house.get(TrailPath.childSums("lake", TrailHouse.aino), as: .guardian).body.contains("25 h"))
        }
    }

    @Test(arguments: [
        (Guardianship.Scope.limited, "[\"absences\"]", true), (.limited, "[\"messages\"]", false),
        (.information, "[]", true), (.full, "[]", true),
    ])
    func `a guardian sees what the scope says`(
        _ scope: Guardianship.Scope, _ kinds: String, _ isSeen: Bool
    ) async throws {
        try await TrailHouse.open(hours: 25) { house async throws in
            try await TrailTrial.limit(World.ainosGuardianship, to: scope, kinds, in: house.database)
            let reply = try await house.get(TrailPath.childSums("lake", TrailHouse.aino), as: .guardian)
            #expect(reply.status == (isSeen ? .ok : .notFound))
            let isAsked = try await house.get(ActingPath.family(), as: .guardian).body.contains("Aino: 25 h poissa")
            #expect(isAsked == (isSeen && scope != .information))
        }
    }

    @Test func `a protected pupil's absences are the home's, not those of a guardian for information`() async throws {
        let link = TrailPath.childSums("lake", World.person(.protectedPupil))
        try await TrailHouse.open { house async throws in
            #expect(try await house.get(link, as: .protectedGuardian).status == .ok)
            #expect(try await house.get(link, as: .informedGuardian).status == .notFound)
        }
    }

    @Test(arguments: ["sv", "en"])
    func `the words are those of the language`(_ language: String) async throws {
        try await TrailHouse.open(hours: 25, unexplainedOn: "2026-10-01") { house async throws in
            let page = try await house.get(TrailHouse.trail, as: .teacher, [.acceptLanguage: language])
            #expect(page.body.contains(language == "sv" ? "frånvarande" : "absent"))
            #expect(!page.body.contains("poissa"))
        }
    }
}
