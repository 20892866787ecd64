import Accounts
import App
import Base
import Directory
import HTTPTypes
import Storage
import Testing
import TestKit
import Web

@Suite struct RightsOnEngine {
    @Test func `a principal sees who holds which right at the own school, an administrator everywhere`() async throws {
        try await TestHouse.open { house async throws in
            let own = try await house.get(ActingPath.rights(.principal)("lake"), as: .principal)
            for name in ["Leena Salo", "Tuula Virta", "Antti Mäki"] { #expect(own.body.contains(name)) }
            for name in ["Petri Aho", "Outi Ranta", "Pekka Korpi"] { #expect(!own.body.contains(name)) }
            let all = try await house.get(ActingPath.rights(.administrator)("lake"), as: .administrator)
            for name in ["Leena Salo", "Petri Aho", "Outi Ranta"] { #expect(all.body.contains(name)) }
            #expect(!all.body.contains("Pekka Korpi"), "another provider")
        }
    }

    @Test func `a right says since when and by whom`() async throws {
        try await TestHouse.open { house async throws in
            let code = try await house.database.write { writer in
                let maker = try writer.one(PasswordAccount.named("administrator@lake")).account
                return try Invitation.issue(
                    to: World.person(.office), in: World.lake, makesAdministrator: true, by: maker, at: World.now,
                    in: writer
                ).text
            }
            _ = try await house.post(PathPattern("/invitation/person")(), as: .office, ["secret-invitation": code])
            let link = ActingPath.rights(.administrator)("lake").with(["role": "administrator"])
            let page = try await house.get(link, as: .administrator)
            #expect(page.body.contains("Tuula Virta"))
            #expect(page.body.contains("kutsu, Outi Ranta"))
            #expect(page.body.contains("23.11.2026"))
            #expect(!page.body.contains("Leena Salo"))
        }
    }

    @Test func `what a person sees is what the person's own switch has, without names of others`() async throws {
        try await TestHouse.open { house async throws in
            let teacher = try await house.get(
                ActingPath.sight(.principal)("lake", World.person(.teacher)), as: .principal)
            for word in ["Opettaja · Järvelän koulu", "7A matematiikka", "4 oppilasta"] {
                #expect(teacher.body.contains(word), "\(word)")
            }
            for name in ["Aino", "Eetu", "Venla", "Noel"] { #expect(!teacher.body.contains(name)) }
            let guardian = try await house.get(
                ActingPath.sight(.principal)("lake", World.person(.guardian)), as: .principal)
            #expect(guardian.body.contains("lapsi 1 (AN)"))
            #expect(!guardian.body.contains("Aino") && !guardian.body.contains("Eino"))
            let distant = try await house.get(
                ActingPath.sight(.administrator)("lake", World.person(.informedGuardian)), as: .administrator)
            #expect(distant.body.contains("turvakielto") && distant.body.contains("piilotettu"))
            #expect(!distant.body.contains("Venla") && !distant.body.contains("Aaltola"))
        }
    }

    @Test func `looking at what a person sees is in that person's log`() async throws {
        try await TestHouse.open { house async throws in
            _ = try await house.get(ActingPath.sight(.principal)("lake", World.person(.teacher)), as: .principal)
            try await house.house.flush()
            #expect(try await house.get(ActingPath.accessLog(), as: .teacher).body.contains("mitä henkilö näkee"))
        }
    }

    @Test func `an adult student's guardian without a grant sees nothing`() async throws {
        try await TestHouse.open { house async throws in
            let page = try await house.get(
                ActingPath.sight(.principal)("lake", World.person(.adultGuardian)), as: .principal)
            #expect(page.body.contains("Ei näe mitään"))
        }
    }
}
