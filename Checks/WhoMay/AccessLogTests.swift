import Accounts
import App
import Base
import Directory
import Foundation
import HTTPTypes
import Storage
import Testing
import TestKit
import Web

@Suite struct AccessLogOnEngine {
    @Test func `every page that shows another person writes a row, with the relation`() async throws {
        let person = World.person(.pupil)
        let pages: [(Who, Link, String, String)] = [
            (.guardian, ActingPath.family(), "desktop", "guardian"),
            (.guardian, ActingPath.child("lake", person), "desktop", "guardian"),
            (.teacher, ActingPath.group(.teacher)("lake", World.homeroom7A), "group", "teacher"),
            (.assistant, ActingPath.group(.assistant)("lake", World.homeroom7A), "group", "assistant"),
            (.classmate, ActingPath.group(.pupil)("lake", World.homeroom7A), "group", "pupil"),
            (.principal, ActingPath.group(.principal)("lake", World.homeroom7A), "group", "principal"),
            (.office, ActingPath.group(.office)("lake", World.homeroom7A), "group", "office"),
            (.administrator, ActingPath.group(.administrator)("lake", World.homeroom7A), "group", "administrator"),
            (.teacher, ActingPath.person(.teacher)("lake", person), "person", "teacher"),
            (.principal, ActingPath.person(.principal)("lake", person), "person", "principal"),
            (.office, ActingPath.person(.office)("lake", person), "person", "office"),
            (.administrator, ActingPath.person(.administrator)("lake", person), "person", "administrator"),
        ]
        for (who, link, purpose, relation) in pages {
            try await TestHouse.open { house async throws in
                #expect(try await house.get(link, as: who).status == .ok)
                try await house.house.flush()
                let rows = try await Entry.all(of: person, in: house.database)
                #expect(rows == [Entry(purpose: purpose, relation: relation, looks: 1)], "\(who) \(link)")
            }
        }
    }

    @Test(arguments: WhoMayTable.lines.filter { $0.method == "GET" })
    func `whoever's name a page shows is in the log`(_ line: WhoMayLine) async throws {
        try await TestHouse.open { house async throws in
            for who in line.allowed {
                let page = try await house.get(line.link, as: who)
                try await house.house.flush()
                let seen = try await Entry.people(seenBy: who, in: house.database)
                for shown in Who.allCases where shown != who && shown != .signedOut {
                    guard page.body.contains(World.name(shown).full) else { continue }
                    #expect(seen.contains(World.person(shown)), "\(who) sees \(shown)")
                }
            }
        }
    }

    @Test func `every purpose in the log has a word of its own`() async throws {
        try await TestHouse.open { house async throws in
            for line in WhoMayTable.lines where line.method == "GET" {
                for who in line.allowed { _ = try await house.get(line.link, as: who) }
            }
            try await house.house.flush()
            for who in Who.allCases where who != .signedOut {
                let log = try await house.get(ActingPath.accessLog(), as: who)
                #expect(log.status == .ok)
                #expect(!log.body.contains("muu tarkoitus"), "\(who)")
            }
        }
    }

    @Test func `staff that a page shows are in the log too`() async throws {
        try await TestHouse.open { house async throws in
            _ = try await house.get(ActingPath.school(.principal)("lake", World.lakeSchool), as: .principal)
            _ = try await house.get(ActingPath.desktop(.pupil)("lake"), as: .pupil)
            try await house.house.flush()
            let rows = try await Entry.all(of: World.person(.teacher), in: house.database)
            #expect(Set(rows.map(\.relation)) == ["principal", "pupil"])
        }
    }

    @Test func `looks in one quarter of an hour are one row with a count`() async throws {
        try await TestHouse.open { house async throws in
            for _ in 0..<5 {
                _ = try await house.get(ActingPath.group(.teacher)("lake", World.homeroom7A), as: .teacher)
            }
            try await house.house.flush()
            _ = try await house.get(ActingPath.group(.teacher)("lake", World.homeroom7A), as: .teacher)
            try await house.house.flush()
            #expect(
                try await Entry.all(of: World.person(.pupil), in: house.database)
                    == [Entry(purpose: "group", relation: "teacher", looks: 6)])
        }
    }

    @Test func `a page that is kept is a look each time`() async throws {
        try await TestHouse.open { house async throws in
            for _ in 0..<5 { _ = try await house.get(ActingPath.family(), as: .guardian) }
            try await house.house.flush()
            #expect(
                try await Entry.all(of: World.person(.pupil), in: house.database)
                    == [Entry(purpose: "desktop", relation: "guardian", looks: 5)])
        }
    }

    @Test func `looking at one's own record is not logged, nor is a refused page`() async throws {
        try await TestHouse.open { house async throws in
            _ = try await house.get(ActingPath.group(.pupil)("lake", World.homeroom7A), as: .pupil)
            _ = try await house.get(ActingPath.person(.teacher)("lake", World.person(.pupil)), as: .teacherElsewhere)
            try await house.house.flush()
            #expect(try await Entry.all(of: World.person(.pupil), in: house.database).isEmpty)
        }
    }
}

private struct Entry: RowDecodable, Equatable {
    let purpose: String
    let relation: String
    let looks: Int

    init(purpose: String, relation: String, looks: Int) {
        (self.purpose, self.relation, self.looks) = (purpose, relation, looks)
    }

    init(row: inout Row) throws {
        purpose = try row.next()
        relation = try row.next()
        looks = try row.next()
    }

    static func all(of person: ID<Person>, in database: any Database) async throws -> [Entry] {
        try await database.read { reader in
            try reader.all(
                Query(
                    """
                    SELECT access_log.purpose, access_log.relation, access_log.looks FROM access_log
                    WHERE access_log.provider_id = \(World.lake) AND access_log.person_id = \(person)
                    ORDER BY access_log.relation
                    """))
        }
    }

    static func people(seenBy who: Who, in database: any Database) async throws -> [ID<Person>] {
        try await database.read { reader in
            try reader.all(
                Query(
                    """
                    SELECT access_log.person_id FROM session
                    JOIN access_log ON access_log.account_id = session.account_id
                    WHERE session.id = \(World.session(who)) AND access_log.provider_id = \(World.lake)
                    """))
        }
    }
}
