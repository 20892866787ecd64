import Accounts
import App
import Base
import Directory
import HTTPTypes
import Storage
import TestKit
import Testing
import Web

/// Pages as somebody else sees them: the pages themselves, without anybody's data and without a way to act.
@Suite struct DrawingOnEngine {
    private func link(_ page: String, of who: Who, role: Role = .administrator) -> Link {
        PathPattern(stringLiteral: "/{provider}/\(role.rawValue)/people/{person}/sight/{page}")(
            "lake", World.person(who), page)
    }

    /// Every name in the world but that of the one who is looked at and of the one who looks.
    private func names(but some: Who...) -> Set<String> {
        let own = Set(some.flatMap { [World.name($0).called, World.name($0).family] })
        let all = Who.allCases.filter { $0 != .signedOut }.flatMap { [World.name($0).called, World.name($0).family] }
        return Set(all).filter { name in name.count > 2 && !own.contains { $0.contains(name) } }
    }

    /// The pages that the page of what somebody sees leads to, and what those lead to.
    private func pages(of who: Who, _ house: TestHouse) async throws -> [String: String] {
        var waiting = [ActingPath.sight(.administrator)("lake", World.person(who)).description]
        var pages: [String: String] = [:]
        while let path = waiting.popLast() {
            guard pages[path] == nil else { continue }
            let reply = try await house.visit(.get, path, as: Who.administrator.token)
            #expect(reply.status == .ok, "\(path)")
            pages[path] = reply.body
            waiting += reply.body.matches(of: /href="(\/lake\/administrator\/people\/[^"]*\/sight\/[^"]*)"/)
                .map { String($0.1) }
        }
        return pages
    }

    @Test(arguments: [
        Who.pupil, .teacher, .assistant, .guardian, .informedGuardian, .office, .principal, .protectedPupil,
    ])
    func `pages are there, without a name of others, and nothing in them acts`(_ who: Who) async throws {
        try await TestHouse.open { house async throws in
            let pages = try await pages(of: who, house)
            // The informed guardian's only child is protected, so nothing of it is drawn.
            #expect(pages.count > (who == .informedGuardian ? 0 : 1))
            for (path, body) in pages {
                for name in names(but: who, .administrator) { #expect(!body.contains(name), "\(path): \(name)") }
                guard let start = body.firstRange(of: "<div class=\"drawn\">") else { continue }
                let drawn = String(
                    body[start.lowerBound...].prefix(upTo: body.firstRange(of: "</main>")?.lowerBound ?? body.endIndex))
                for word in ["<form", "<button", "action=", "name=\"", "@post.example"] {
                    #expect(!drawn.contains(word), "\(path): \(word)")
                }
                for link in drawn.matches(of: /href="([^"]*)"/) { #expect(link.1.contains("/sight/"), "\(path)") }
                for person in Who.allCases where person != who && person != .signedOut {
                    #expect(!drawn.contains(World.person(person).description), "\(path)")
                }
            }
        }
    }

    @Test func `a teacher's group is drawn with numbered people`() async throws {
        try await TestHouse.open { house async throws in
            let page = try await house.get(link("teacher-group-\(World.homeroom7A)", of: .teacher), as: .administrator)
            #expect(page.body.contains("<h2>7A") || page.body.contains("7A</h2>"))
            #expect(page.body.contains("Henkilö 1") && page.body.contains("Henkilö 2"))
            let other = try await house.get(link("teacher-group-\(World.homeroom8B)", of: .teacher), as: .administrator)
            #expect(other.body.contains("Sivua ei voi näyttää"))
            #expect(!other.body.contains("8B"))
        }
    }

    @Test(arguments: [(Who.teacher, "teacher"), (.pupil, "pupil"), (.principal, "principal"), (.office, "office")])
    func `a desktop is drawn`(_ who: Who, _ key: String) async throws {
        try await TestHouse.open { house async throws in
            let page = try await house.get(link(key, of: who), as: .administrator)
            #expect(page.body.contains("<div class=\"drawn\">"))
        }
    }

    @Test func `a guardian's child is a number, and only a page of the list is drawn`() async throws {
        try await TestHouse.open { house async throws in
            let page = try await house.get(link("child-1", of: .guardian), as: .administrator)
            #expect(page.body.contains("Lapsi 1"))
            for key in ["child-9", "principal", "teacher-group-x", "account"] {
                #expect(try await house.get(link(key, of: .guardian), as: .administrator).status == .notFound, "\(key)")
            }
        }
    }

    @Test func `a child's page is a look at the child, and a protected child has none`() async throws {
        try await TestHouse.open { house async throws in
            _ = try await house.get(link("child-1", of: .guardian), as: .administrator)
            try await house.house.flush()
            let log = try await house.get(ActingPath.childAccessLog("lake", World.person(.pupil)), as: .guardian)
            #expect(log.body.contains("mitä henkilö näkee"))
            let hidden = link("child-1", of: .protectedGuardian)
            #expect(try await house.get(hidden, as: .administrator).status == .notFound)
        }
    }

    @Test func `the look is in the log of the one, and of nobody else`() async throws {
        try await TestHouse.open { house async throws in
            _ = try await house.get(link("teacher-group-\(World.homeroom7A)", of: .teacher), as: .administrator)
            try await house.house.flush()
            #expect(try await house.get(ActingPath.accessLog(), as: .teacher).body.contains("mitä henkilö näkee"))
            #expect(try await !house.get(ActingPath.accessLog(), as: .pupil).body.contains("Outi Ranta"))
        }
    }
}
