import Accounts
import Base
import Directory
import Foundation
import HTTPTypes
import Testing
import TestKit
import Web

/// The protected person's rules of the house (decision 0033), over every page that lists people.
@Suite struct ProtectedOnEngine {
    private let full = World.name(.protectedPupil).full
    private let called = World.name(.protectedPupil).called
    private let family = World.name(.protectedPupil).family

    @Test(arguments: [
        (Who.teacher, Role.teacher), (.principal, .principal), (.office, .office), (.administrator, .administrator),
    ])
    func `own staff see the whole name and the mark`(_ who: Who, _ role: Role) async throws {
        try await TestHouse.open { house async throws in
            let group = try await house.get(ActingPath.group(role)("lake", World.homeroom7A), as: who)
            #expect(group.body.contains(full))
            #expect(group.body.contains("Turvakielto"))
        }
    }

    @Test(arguments: [(Who.pupil, Role.pupil), (.classmate, .pupil), (.assistant, .assistant)])
    func `classmates and assistants see the called name alone`(_ who: Who, _ role: Role) async throws {
        try await TestHouse.open { house async throws in
            let group = try await house.get(ActingPath.group(role)("lake", World.homeroom7A), as: who)
            #expect(group.body.contains(called))
            #expect(!group.body.contains(family))
            #expect(!group.body.contains("Turvakielto"))
        }
    }

    @Test func `the place in the list does not tell the family name`() async throws {
        try await TestHouse.open { house async throws in
            let page = try await house.get(ActingPath.group(.pupil)("lake", World.homeroom7A), as: .classmate).body
            let places = try ["Eetu Laine", "Aino Niemi", called].map { name in
                try #require(page.range(of: "title\">\(name)")).lowerBound
            }
            // By the family name Aaltola she would stand first.
            #expect(places == places.sorted())
        }
    }

    @Test func `other homes see nothing`() async throws {
        try await TestHouse.open { house async throws in
            for link in [
                ActingPath.family(), ActingPath.child("lake", World.person(.pupil)),
                ActingPath.childGroup("lake", World.person(.pupil), World.homeroom7A),
            ] {
                let page = try await house.get(link, as: .guardian)
                #expect(page.status == .ok)
                #expect(!page.body.contains(called))
                #expect(!page.body.contains(family))
            }
        }
    }

    @Test func `contact details of the protected home are shown to nobody`() async throws {
        try await TestHouse.open { house async throws in
            for (who, role) in [
                (Who.teacher, Role.teacher), (.principal, .principal), (.office, .office),
                (.administrator, .administrator),
            ] {
                let page = try await house.get(ActingPath.person(role)("lake", World.person(.protectedPupil)), as: who)
                #expect(page.status == .ok)
                #expect(!page.body.contains("post.example"))
                let open = try await house.get(ActingPath.person(role)("lake", World.person(.pupil)), as: who)
                #expect(open.body.contains("aino.niemi@post.example"))
            }
        }
    }

    @Test(arguments: [(Who.teacher, Role.teacher), (.principal, .principal), (.office, .office)])
    func `a password alone opens no page of a protected person`(_ who: Who, _ role: Role) async throws {
        try await TestHouse.open { house async throws in
            try await house.weaken(who)
            var pages = [ActingPath.person(role)]
            if role == .office {
                pages += [
                    ActingPath.registerPerson(role), PathPattern("/{provider}/office/register/people/{person}/history"),
                ]
            }
            for page in pages {
                let hidden = try await house.get(page("lake", World.person(.protectedPupil)), as: who)
                #expect(hidden.status == .seeOther && hidden.location?.hasPrefix("/strong") == true, "\(page)")
                #expect(try await house.get(page("lake", World.person(.pupil)), as: who).status == .ok, "\(page)")
            }
        }
    }

    @Test func `a password alone changes nothing of a protected person, and what was typed is kept`() async throws {
        try await TestHouse.open { house async throws in
            try await house.weaken(.office)
            let path = PathPattern("/{provider}/office/register/people/{person}/correction")
            let reply = try await house.post(
                path("lake", World.person(.protectedPupil)), as: .office, ["given": "Toinen"])
            #expect(reply.status == .forbidden)
            #expect(reply.body.contains("Toinen"))
        }
    }

    @Test func `school and groups are hidden from a guardian without full scope`() async throws {
        try await TestHouse.open { house async throws in
            let child = World.person(.protectedPupil)
            for link in [ActingPath.family(), ActingPath.child("lake", child)] {
                let informed = try await house.get(link, as: .informedGuardian)
                #expect(informed.status == .ok)
                #expect(informed.body.contains(called))
                #expect(!informed.body.contains("7A"))
                #expect(!informed.body.contains("Järvelän"))
                let own = try await house.get(link, as: .protectedGuardian)
                #expect(own.body.contains("7A"))
            }
            let group = ActingPath.childGroup("lake", child, World.homeroom7A)
            #expect(try await house.get(group, as: .informedGuardian).status == .notFound)
            #expect(try await house.get(group, as: .protectedGuardian).status == .ok)
        }
    }
}
