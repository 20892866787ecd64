import Accounts
import Base
import Directory
import HTTPTypes
import Testing
import TestKit
import Web

@Suite struct FamilyOnEngine {
    @Test func `a guardian sees the children of two municipalities in one view`() async throws {
        try await TestHouse.open { house async throws in
            let page = try await house.get(ActingPath.family(), as: .guardian)
            #expect(page.body.contains("Aino Niemi"))
            #expect(page.body.contains("Eino Niemi"))
            #expect(page.body.contains(ActingPath.child("birch", World.eino).description))
            #expect(try await house.get(ActingPath.child("birch", World.eino), as: .guardian).status == .ok)
        }
    }

    @Test func `a child is found at its own provider only`() async throws {
        try await TestHouse.open { house async throws in
            #expect(try await house.get(ActingPath.child("lake", World.eino), as: .guardian).status == .notFound)
            #expect(
                try await house.get(ActingPath.child("birch", World.person(.pupil)), as: .guardian).status == .notFound)
        }
    }

    @Test func `at 18 a guardianship gives no access unless the student granted it`() async throws {
        let child = ActingPath.child("lake", World.person(.adult))
        try await TestHouse.open { house async throws in
            #expect(try await house.get(child, as: .adultGuardian).status == .notFound)
            #expect(try await house.get(ActingPath.family(), as: .adultGuardian).status == .notFound)
            let granted = try await house.post(ActingPath.grant("lake", World.adultsGuardianship), as: .adult)
            #expect(granted.status == .seeOther)
            #expect(try await house.get(child, as: .adultGuardian).status == .ok)
            _ = try await house.post(ActingPath.grantEnding("lake", World.adultsGuardianship), as: .adult)
            #expect(try await house.get(child, as: .adultGuardian).status == .notFound)
        }
    }

    @Test func `access ends on the birthday, in Finland`() async throws {
        let child = ActingPath.child("lake", World.person(.adult))
        let lastMinute = Instant("2026-11-22T21:59:59.000Z")
        let birthday = Instant("2026-11-22T22:00:00.000Z")
        for (moment, status) in [(lastMinute, 200), (birthday, 404)] {
            let now = try #require(moment)
            try await TestHouse.open(now: { now }) { house async throws in
                #expect(try await house.get(child, as: .adultGuardian).status.code == status)
            }
        }
    }

    @Test func `someone else's guardianship cannot be granted`() async throws {
        try await TestHouse.open { house async throws in
            #expect(
                try await house.post(ActingPath.grant("lake", World.ainosGuardianship), as: .adult).status == .notFound)
        }
    }

    @Test func `last year's group is closed`() async throws {
        try await TestHouse.open { house async throws in
            for (who, role) in [(Who.teacher, Role.teacher), (.pupil, .pupil)] {
                let link = ActingPath.group(role)("lake", World.lastYear6A)
                #expect(try await house.get(link, as: who).status == .notFound)
            }
            #expect(try await !house.get(ActingPath.desktop(.teacher)("lake"), as: .teacher).body.contains("6A"))
        }
    }

    @Test(arguments: [
        (Who.pupil, "Huomenta", "7A"), (.teacher, "Päivää", "7A matematiikka"),
        (.principal, "Päivää", "Järvelän koulu"),
        (.administrator, "Päivää", "Mäkelän koulu"), (.office, "Päivää", "Järvelän koulu"),
        (.assistant, "Päivää", "7A"),
    ])
    func `the landing leads to the own desktop`(_ who: Who, _ greeting: String, _ own: String) async throws {
        try await TestHouse.open { house async throws in
            let landing = try await house.get(PathPattern("/")(), as: who)
            let location = try #require(landing.location)
            let page = try await house.visit(.get, location, as: who.token)
            #expect(page.status == .ok)
            #expect(page.body.contains(World.name(who).called))
            #expect(page.body.contains(own))
        }
    }
}
