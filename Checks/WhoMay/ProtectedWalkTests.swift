import Accounts
import Base
import Directory
import Foundation
import HTTPTypes
import Storage
import Testing
import TestKit
import Web

/// The protected person's rules (decision 0033) over every page that anybody reaches: every GET route of the
/// table and every link that a page holds, so that a new route is walked by itself.
@Suite struct ProtectedWalkOnEngine {
    private static let strangers = ProtectedWords.strangers
    private static let classmates = ProtectedWords.classmates

    /// Whoever sees the names leaves none of them in the log: it is read by others, and kept elsewhere.
    @Test(arguments: ProtectedWords.knowing)
    func `contact details are on no page of those who know the name, and no name is in the log`(_ who: Who)
        async throws
    {
        let log = HeardLog()
        try await TestHouse.open(logger: log.logger) { house async throws in
            for (path, body) in try await Walk(house, as: who).pages {
                #expect(ProtectedWords.found(in: body, by: who) == [], "\(path)")
            }
            for name in Who.allCases.map(World.name).flatMap({ [$0.family, $0.called] }) where name.count > 3 {
                #expect(!log.lines.contains { $0.contains(name) }, "\(name)")
            }
            #expect(!log.lines.isEmpty)
        }
    }

    /// Whatever a page says, counts, orders or leaves room for: with and without the protected home it is the same page.
    @Test(arguments: strangers)
    func `to strangers there is no such person, and no count and no gap tells of one`(_ who: Who) async throws {
        try await TestHouse.open { house async throws in
            let with = try await Walk(house, as: who).pages
            for (path, body) in with { #expect(ProtectedWords.found(in: body, by: who) == [], "\(path)") }
            try await ProtectedHome.leave(house.database)
            let without = try await Walk(house, as: who).pages
            #expect(Set(with.keys) == Set(without.keys))
            for (path, body) in with { #expect(without[path] == body, "\(path)") }
        }
    }

    @Test(arguments: classmates)
    func `to classmates and assistants there is a called name`(_ who: Who) async throws {
        try await TestHouse.open { house async throws in
            let pages = try await Walk(house, as: who).pages
            #expect(pages.contains { $0.value.contains("Venla") })
            for (path, body) in pages { #expect(ProtectedWords.found(in: body, by: who) == [], "\(path)") }
        }
    }

    @Test func `a guardian without full scope finds neither school nor group nor the other home`() async throws {
        try await TestHouse.open { house async throws in
            let pages = try await Walk(house, as: .informedGuardian).pages
            #expect(pages.contains { $0.value.contains("Venla") })
            for (path, body) in pages {
                let hidden = [
                    "7A", "Järvelän", "Leena", "Salo", "Ritva", World.homeroom7A.description,
                    World.lakeSchool.description, World.person(.protectedGuardian).description,
                ]
                for word in hidden { #expect(!body.contains(word), "\(path): \(word)") }
            }
        }
    }

    /// A calendar goes to programs and their makers: it is read without a session, for ever.
    @Test func `calendars that leave the house have nothing of the protected home`() async throws {
        let own: PathPattern = "/{provider}/pupil/timetable/calendar"
        let childs: PathPattern = "/{provider}/guardian/{child}/timetable/calendar"
        let asked: [(Link, Who)] = [
            (own("lake"), .pupil), (own("lake"), .classmate), (childs("lake", World.person(.pupil)), .guardian),
        ]
        try await TestHouse.open { house async throws in
            for (link, who) in asked {
                let made = try await house.post(link, as: who)
                let page = try await house.visit(
                    .get, try #require(made.location), as: who.token, [.cookie: made.doneCookie ?? ""])
                let tail = page.body.split(separator: "https://digione.example/calendar/").dropFirst().first
                let path = "/calendar/" + (try #require(tail)).prefix { $0 != "<" }
                let feed = try await house.visit(.get, path, as: nil)
                #expect(feed.body.contains("BEGIN:VEVENT"))
                #expect(ProtectedWords.found(in: feed.body, by: who) == [], "\(who)")
            }
        }
    }

    /// By statements, not by the clock: a hidden person costs exactly what a missing one does, for a house that
    /// remembers nothing.
    @Test(arguments: WhoMayTable.lines.filter(\.isOfPerson))
    func `hidden and missing are answered by the same work`(_ line: WhoMayLine) async throws {
        try await TestHouse.open(recording: true) { first async throws in
            for who in Who.allCases where who != .signedOut && !ProtectedWords.knowing.contains(who) {
                var answers: [[Int]] = []
                for person in [World.person(.protectedPupil), World.nobody] {
                    let (link, count) = (line.link(to: person), Answer())
                    try await first.anew { house async throws in
                        let before = house.reads.count
                        let reply =
                            line.method == "GET"
                            ? try await house.get(link, as: who) : try await house.post(link, as: who, line.fields)
                        await count.set([Int(reply.status.code)] + house.reads.dropFirst(before).map(\.count))
                    }
                    answers.append(await count.numbers)
                }
                #expect(answers[0] == answers[1], "\(who)")
                #expect(answers[0].first == 404, "\(who)")
            }
        }
    }
}

private actor Answer {
    private(set) var numbers: [Int] = []
    func set(_ numbers: [Int]) { self.numbers = numbers }
}

/// Every page that one person reaches, by the table and by links; of each kind of page a few.
private struct Walk {
    let pages: [String: String]

    private static let mostOfKind = 6

    init(_ house: TestHouse, as who: Who) async throws {
        var waiting = ["/", "/sign-in", "/account"]
        waiting += WhoMayTable.lines.filter { $0.method == "GET" }.map(\.link.description)
        var (pages, seen, kinds): ([String: String], Set<String>, [String: Int]) = ([:], [], [:])
        while let path = waiting.popLast() {
            let kind = String(path.prefix { $0 != "?" }).replacing(/[0-9a-hjkmnp-tv-z]{26}/, with: "{id}")
            guard seen.insert(path).inserted, kinds[kind, default: 0] < Walk.mostOfKind else { continue }
            let reply = try await house.visit(.get, path, as: who.token)
            if let location = reply.location { waiting.append(location) }
            guard reply.status == .ok else { continue }
            kinds[kind, default: 0] += 1
            pages[path] = reply.body
            waiting += Walk.links(in: reply.body)
        }
        self.pages = pages
    }

    private static func links(in body: String) -> [String] {
        body.split(separator: "href=\"/").dropFirst().map {
            "/" + $0.prefix { $0 != "\"" }.replacing("&amp;", with: "&")
        }
        .filter { !$0.hasPrefix("/assets/") }
    }
}

extension WhoMayLine {
    /// Whether the path names a person or a child.
    fileprivate var isOfPerson: Bool { path.description.contains("{person}") || path.description.contains("{child}") }

    /// The same path about somebody else.
    fileprivate func link(to person: ID<Person>) -> Link {
        let patterns = path.description.split(separator: "/")
        let filled = link.description.split(separator: "/")
        var parts: [String] = []
        for (pattern, part) in zip(patterns, filled) {
            let isPerson = pattern == "{person}" || pattern == "{child}"
            parts.append(isPerson ? person.description : String(part))
        }
        return PathPattern(stringLiteral: "/" + parts.joined(separator: "/"))()
    }
}

/// The protected person and the home, taken out of the register.
private enum ProtectedHome {
    static func leave(_ database: any Database) async throws {
        let people = [World.person(.protectedPupil), World.person(.protectedGuardian)]
        try await database.write { writer in
            try writer.run("UPDATE person SET ended_at = \(World.now) WHERE person.id \(anyOf: people)")
            try writer.run("UPDATE role_assignment SET ended_at = \(World.now) WHERE person_id \(anyOf: people)")
            try writer.run("UPDATE membership SET ended_at = \(World.now) WHERE person_id \(anyOf: people)")
            try writer.run("UPDATE guardianship SET ended_at = \(World.now) WHERE child_id \(anyOf: people)")
        }
    }
}
