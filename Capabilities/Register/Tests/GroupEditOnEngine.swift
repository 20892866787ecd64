import Accounts
import Base
import Directory
import Foundation
import HTTPTypes
import Storage
import TestKit
import Testing
import Web

/// Groups found by any part of a name, corrected, ended by hand and brought back.
@Suite struct GroupEditOnEngine {
    private func link(_ rest: String = "", role: Role = .office) -> Link {
        PathPattern(stringLiteral: "/{provider}/\(role.rawValue)/register/groups\(rest)")("lake")
    }

    private let own = "/\(World.homeroom7A)"

    @Test(arguments: [
        ("b", ["3B", "8B"], ["8B"]), ("mat", ["7A matematiikka"], ["7A matematiikka"]),
        ("tiikka 7", ["7A matematiikka"], ["7A matematiikka"]),
        ("7a", ["7A", "7A matematiikka"], ["7A", "7A matematiikka"]),
        ("kieli", [], []), ("", ["3B", "6A", "7A", "7A matematiikka", "8B"], ["6A", "7A", "7A matematiikka", "8B"]),
    ])
    func `any part of a name finds groups of all schools that one governs`(
        _ text: String, _ all: [String], _ own: [String]
    ) async throws {
        try await TestHouse.open { house async throws in
            let whole = try await house.get(link(role: .administrator).with(["q": text]), as: .administrator)
            #expect(whole.rowTitles == all)
            #expect(try await house.get(link().with(["q": text]), as: .office).rowTitles == own)
        }
    }

    @Test func `a list goes on behind a group`() async throws {
        try await TestHouse.open { house async throws in
            let rest = link(role: .administrator).with(["after": World.homeroom7A.description])
            #expect(try await house.get(rest, as: .administrator).rowTitles == ["7A matematiikka", "8B"])
        }
    }

    @Test func `a corrected group is found by its new name, and its history says what was before`() async throws {
        try await TestHouse.open { house async throws in
            let first = try await FeedRow.last(in: house.database)
            let fields: KeyValuePairs = ["title": "Ähtärin luokka", "terms": World.year.description]
            #expect(try await house.post(link("\(own)/correction"), as: .office, fields).status == .seeOther)
            #expect(try await house.get(link().with(["q": "aht"]), as: .office).rowTitles == ["Ähtärin luokka"])
            #expect(try await house.get(link().with(["q": "7a"]), as: .office).rowTitles == ["7A matematiikka"])
            #expect(try await FeedRow.after(first, in: house.database).map(\.operation) == ["update"])
            let history = try await house.get(link("\(own)/history"), as: .office).body
            for text in ["Tuula Virta", "7A", "Ähtärin luokka"] { #expect(history.contains(text)) }
            #expect(try await house.post(link("\(own)/correction"), as: .office, fields).status == .seeOther)
            #expect(try await FeedRow.after(first, in: house.database).count == 1)
        }
    }

    @Test func `a name that is missing comes back as an error, with the terms that were chosen`() async throws {
        try await TestHouse.open { house async throws in
            let reply = try await house.post(link("\(own)/correction"), as: .office, ["title": " "])
            #expect(reply.status == .unprocessableContent)
            #expect(reply.body.contains("id=\"errors\""))
            #expect(!reply.body.contains(" checked"))
        }
    }

    @Test func `the terms decide when a group is open`() async throws {
        try await TestHouse.open { house async throws in
            let group = ActingPath.group(.pupil)("lake", World.homeroom7A)
            let page = try await house.get(link("\(own)/correction"), as: .office).body
            let last = try #require(
                page.split(separator: "value=\"").map { $0.prefix { $0 != "\"" } }
                    .first { $0.count == 26 && $0 != World.year.description })
            let fields: KeyValuePairs = ["title": "7A", "terms": String(last)]
            #expect(try await house.post(link("\(own)/correction"), as: .office, fields).status == .seeOther)
            #expect(try await house.get(group, as: .pupil).status == .notFound)
            #expect(try await house.post(link("\(own)/correction"), as: .office, ["title": "7A"]).status == .seeOther)
            #expect(try await house.get(group, as: .pupil).status == .ok)
        }
    }

    @Test func `a group ended by hand takes its members with it, and brings back those alone`() async throws {
        try await TestHouse.open { house async throws in
            let group = ActingPath.group(.pupil)("lake", World.homeroom7A)
            let before = try await Membership.open(in: house.database)
            _ = try await house.database.write { writer in
                try writer.run(
                    """
                    UPDATE membership SET ended_at = \(World.now.adding(days: -1))
                    WHERE provider_id = \(World.lake) AND id = \(World.ainosMembership)
                    """)
            }
            let first = try await FeedRow.last(in: house.database)
            #expect(try await house.get(group, as: .classmate).status == .ok)
            #expect(try await house.post(link("\(own)/ending"), as: .office).status == .seeOther)
            #expect(try await house.get(group, as: .classmate).status == .notFound)
            #expect(try await house.get(link().with(["q": "7a"]), as: .office).rowTitles == ["7A matematiikka"])
            let over = try await house.get(link().with(["ended": "yes"]), as: .office)
            #expect(over.rowTitles == ["7A"])
            #expect(over.body.contains(">Päättynyt<") && !over.body.contains("Säilyvä tietue"))
            let member = PathPattern("/{provider}/office/register/people/{person}/history")(
                "lake", World.person(.classmate))
            let told = try await house.get(member, as: .office).body
            #expect(told.contains("Ryhmä päätetty") && told.contains("Jäseniä"))
            for other in ["Leena Salo", "Venla Aaltola"] { #expect(!told.contains(other)) }
            #expect(try await house.get(link("\(own)/members"), as: .office).status == .notFound)
            #expect(try await Membership.open(in: house.database) == 0)
            let feed = try await FeedRow.after(first, in: house.database)
            #expect(feed.count == before && Set(feed.map(\.operation)) == ["end"])

            #expect(try await house.get(link(own), as: .office).body.contains("Palauta ryhmä"))
            #expect(try await house.post(link("\(own)/ending/undoing"), as: .office).status == .seeOther)
            #expect(try await house.get(group, as: .classmate).status == .ok)
            #expect(try await house.get(group, as: .pupil).status == .notFound)
            #expect(try await Membership.open(in: house.database) == before - 1)
            let history = try await house.get(link("\(own)/history"), as: .office).body
            for text in ["Ryhmä päätetty", "Ryhmä palautettu"] { #expect(history.contains(text)) }
            #expect(try await house.post(link("\(own)/ending/undoing"), as: .office).status == .notFound)
        }
    }

    @Test func `what an import ended comes back by an import alone`() async throws {
        try await TestHouse.open { house async throws in
            _ = try await house.database.write { writer in
                try writer.run(
                    """
                    UPDATE school_group SET ended_at = \(World.now)
                    WHERE provider_id = \(World.lake) AND id = \(World.homeroom7A)
                    """)
            }
            #expect(try await !house.get(link(own), as: .office).body.contains("Palauta ryhmä"))
            #expect(try await house.post(link("\(own)/ending/undoing"), as: .office).status == .notFound)
        }
    }
}

extension Membership {
    /// How many memberships of 7A have not ended.
    fileprivate static func open(in database: any Database) async throws -> Int {
        try await database.read { reader in
            try reader.one(
                Query<Int>(
                    """
                    SELECT COUNT(*) FROM membership
                    WHERE provider_id = \(World.lake) AND group_id = \(World.homeroom7A) AND ended_at IS NULL
                    """))
        }
    }
}
