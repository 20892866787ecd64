import Accounts
import Base
import Directory
import Foundation
import HTTPTypes
import Storage
import TestKit
import Testing
import Web

/// Two records that may be of one person: found as they are written, listed, and said to be two people.
@Suite struct DuplicatesOnEngine {
    private func link(_ rest: String = "", role: Role = .administrator) -> Link {
        PathPattern(stringLiteral: "/{provider}/\(role.rawValue)/register/duplicates\(rest)")("lake")
    }

    @Test(arguments: [
        (SecondRecord(), SecondRecord(), "nameAndBirth"),
        (SecondRecord(birth: nil), SecondRecord(), "name"),
        (SecondRecord(birth: nil, mail: "k@post.example"), SecondRecord(mail: "k@post.example"), "nameAndContact"),
        (SecondRecord(), SecondRecord(called: "Kertu"), "likeNameAndBirth"),
        (
            SecondRecord(identifier: "1"), SecondRecord(called: "Olga", family: "Muu", birth: nil, identifier: "1"),
            "identity"
        ),
    ])
    func `two records are a pair on the strongest ground`(
        _ one: SecondRecord, _ other: SecondRecord, _ ground: String
    ) async throws {
        try await TestHouse.open { house async throws in
            let before = try await SecondRecord.pairs(in: house.database)
            try await one.add(to: house.database)
            try await other.add(to: house.database)
            let pairs = try await SecondRecord.pairs(in: house.database).filter { !before.contains($0) }
            #expect(pairs.count == 1)
            #expect(pairs.first?.hasSuffix(" \(ground)") == true)
            let page = try await house.get(link(), as: .administrator)
            #expect(page.rowTitles.contains("\(one.called) \(one.family)"))
        }
    }

    @Test(arguments: [
        (SecondRecord(), SecondRecord(birth: "2015-03-02")), (SecondRecord(), SecondRecord(called: "Olga")),
        (SecondRecord(birth: nil, mail: "a@post.example"), SecondRecord(called: "Olga", mail: "a@post.example")),
    ])
    func `two people are no pair`(_ one: SecondRecord, _ other: SecondRecord) async throws {
        try await TestHouse.open { house async throws in
            let before = try await SecondRecord.pairs(in: house.database)
            try await one.add(to: house.database)
            try await other.add(to: house.database)
            #expect(try await SecondRecord.pairs(in: house.database) == before)
        }
    }

    @Test func `a name that many have says nothing`() async throws {
        try await TestHouse.open { house async throws in
            let before = try await SecondRecord.pairs(in: house.database)
            try await house.database.write { writer in
                for _ in 0..<60 { _ = try SecondRecord(birth: nil).add(writer) }
                try writer.run("DELETE FROM likely_pair")
                let people = try writer.all(
                    Query<ID<Person>>("SELECT id FROM person WHERE provider_id = \(World.lake)"))
                try NameIndex.refresh(people, in: World.lake, writer)
            }
            #expect(try await SecondRecord.pairs(in: house.database) == before)
        }
    }

    @Test func `a corrected name ends a pair, and a merge takes it from the list`() async throws {
        try await TestHouse.open { house async throws in
            let first = try await SecondRecord().add(to: house.database)
            let second = try await SecondRecord().add(to: house.database)
            let third = try await SecondRecord().add(to: house.database)
            let correction = PathPattern("/{provider}/administrator/register/people/{person}/correction")
            let fields: KeyValuePairs = ["given": "Olga", "called": "Olga", "family": "Toinen", "birth": "2012-01-01"]
            #expect(try await house.post(correction("lake", third), as: .administrator, fields).status == .seeOther)
            #expect(try await house.get(link(), as: .administrator).rowTitles.filter { $0.hasPrefix("Ke") }.count == 2)
            let merge = PathPattern("/{provider}/administrator/register/people/{person}/merge")("lake", first)
            #expect(
                try await house.post(merge, as: .administrator, ["with": second.description]).status == .seeOther)
            #expect(try await house.get(link(), as: .administrator).rowTitles.filter { $0.hasPrefix("Ke") } == [])
        }
    }

    @Test func `that they are two people is said once and stays, with who and when, until it is taken back`()
        async throws
    {
        try await TestHouse.open { house async throws in
            let first = try await SecondRecord().add(to: house.database)
            let second = try await SecondRecord().add(to: house.database)
            let fields: KeyValuePairs = ["first": second.description, "second": first.description]
            #expect(try await house.post(link("/distinct"), as: .administrator, fields).status == .seeOther)
            #expect(try await house.post(link("/distinct"), as: .administrator, fields).status == .seeOther)
            try await house.database.write { try NameIndex.refresh([first, second], in: World.lake, $0) }
            #expect(try await !house.get(link(), as: .administrator).rowTitles.contains("Kerttu Kaksonen"))
            let said = try await house.get(link("/distinct"), as: .administrator)
            #expect(said.rowTitles == ["Kerttu Kaksonen", "Kerttu Kaksonen"])
            let name = World.name(.administrator).full
            #expect(said.body.contains("Eri ihmiset: \(name), tänään"))
            let merge = PathPattern("/{provider}/administrator/register/people/{person}/merge")("lake", first)
            let compared = try await house.get(merge.with(["with": second.description]), as: .administrator)
            #expect(compared.body.contains("Eri ihmiset: \(name)"))
            #expect(try await !house.get(merge, as: .administrator).rowTitles.contains("Kerttu Kaksonen"))
            for person in [first, second] {
                let history = PathPattern("/{provider}/administrator/register/people/{person}/history")
                let page = try await house.get(history("lake", person), as: .administrator)
                #expect(page.body.components(separatedBy: "Todettu eri ihmisiksi").count == 2)
            }
            #expect(try await house.post(link("/distinct/ending"), as: .administrator, fields).status == .seeOther)
            #expect(try await house.get(link(), as: .administrator).rowTitles.contains("Kerttu Kaksonen"))
        }
    }

    @Test func `an office sees and judges the pairs whose both sides it reaches`() async throws {
        try await TestHouse.open { house async throws in
            let near = try await SecondRecord(school: World.lakeSchool).add(to: house.database)
            let far = try await SecondRecord(school: World.hillSchool).add(to: house.database)
            let office = link(role: .office)
            #expect(try await !house.get(office, as: .office).body.contains("Kaksonen"))
            let fields: KeyValuePairs = ["first": near.description, "second": far.description]
            #expect(try await house.post(link("/distinct", role: .office), as: .office, fields).status == .notFound)
            try await SecondRecord(school: World.lakeSchool).add(to: house.database)
            #expect(try await house.get(office, as: .office).rowTitles == ["Kerttu Kaksonen", "Kerttu Kaksonen"])
        }
    }

    @Test func `a protected person is in the list of those who reach the record now, and contact details tell nothing`()
        async throws
    {
        try await TestHouse.open { house async throws in
            let mail = "sama@post.example"
            try await SecondRecord(family: "Suojattu", birth: nil, mail: mail, isProtected: true).add(
                to: house.database)
            for _ in 0..<4 {
                try await SecondRecord(family: "Suojattu", birth: nil, mail: mail).add(to: house.database)
            }
            let grounds = try await SecondRecord.pairs(in: house.database).filter { $0.hasPrefix("Kerttu") }
            // Three records are of a rare name; with five it is common, and the contact detail is said of open ones alone.
            #expect(grounds.filter { $0.hasSuffix("nameAndContact") }.count == 6)
            #expect(try await house.get(link(), as: .administrator).body.contains("Suojattu"))
            #expect(try await !house.get(link(role: .office), as: .office).body.contains("Suojattu"))
        }
    }

    @Test func `a guardian and the child of the same name are no pair, nor a child and a stranger with children`()
        async throws
    {
        try await TestHouse.open { house async throws in
            let child = try await SecondRecord(family: "Toisinto").add(to: house.database)
            let parent = try await SecondRecord(family: "Toisinto", birth: nil).add(to: house.database)
            #expect(try await house.get(link(), as: .administrator).rowTitles.contains("Kerttu Toisinto"))
            let guardianships = PathPattern("/{provider}/administrator/register/people/{person}/guardianships")
            let fields: KeyValuePairs = ["with": parent.description, "scope": "full", "evidence": "Ote"]
            let other = guardianships("lake", World.person(.otherPupil))
            #expect(try await house.post(other, as: .administrator, fields).status == .seeOther)
            #expect(try await !house.get(link(), as: .administrator).rowTitles.contains("Kerttu Toisinto"))
            #expect(try await house.post(guardianships("lake", child), as: .administrator, fields).status == .seeOther)
            #expect(try await !house.get(link(), as: .administrator).rowTitles.contains("Kerttu Toisinto"))
        }
    }

    @Test func `two guardians of one name are a pair when their homes have somebody in common`() async throws {
        try await TestHouse.open { house async throws in
            let guardianships = PathPattern("/{provider}/administrator/register/people/{person}/guardianships")
            func add(_ guardian: ID<Person>, of child: ID<Person>) async throws {
                let fields: KeyValuePairs = ["with": guardian.description, "scope": "full", "evidence": "Ote"]
                let reply = try await house.post(guardianships("lake", child), as: .administrator, fields)
                #expect(reply.status == .seeOther)
            }
            var (homes, children): ([ID<Person>], [ID<Person>]) = ([], [])
            for called in ["Olli", "Ulla"] {
                let child = try await SecondRecord(called: called, family: "Lapsonen").add(to: house.database)
                let guardian = try await SecondRecord(family: "Toisinto", birth: nil).add(to: house.database)
                try await add(guardian, of: child)
                homes.append(guardian)
                children.append(child)
            }
            #expect(try await !house.get(link(), as: .administrator).rowTitles.contains("Kerttu Toisinto"))
            let second = try await SecondRecord(called: "Aarne", family: "Puoliso", birth: nil).add(to: house.database)
            for child in children { try await add(second, of: child) }
            #expect(
                try await house.get(link(), as: .administrator).rowTitles.filter { $0 == "Kerttu Toisinto" }.count == 2)
        }
    }

    @Test func `pages follow each other without a gap`() async throws {
        try await TestHouse.open { house async throws in
            for index in 0..<45 {
                let day = String(format: "2014-%02d-%02d", index / 28 + 1, index % 28 + 1)
                let name = "Pari\(UnicodeScalar(UInt8(97 + index / 26)))\(UnicodeScalar(UInt8(97 + index % 26)))"
                for _ in 0..<2 { try await SecondRecord(family: name, birth: day).add(to: house.database) }
            }
            var (next, seen): (String?, [String]) = (link().description, [])
            while let path = next {
                let page = try await house.visit(.get, path, as: Who.administrator.token)
                seen += page.rowTitles.filter { $0.contains("Pari") }
                next = page.way("ground=")
            }
            #expect(seen.count == 90)
            #expect(Set(seen).count == 45)
        }
    }

    @Test func `those who are here before the list are in it`() async throws {
        let migrations = try Directory.migrations()
        try await TestDatabase.with(migrations.filter { $0.number < 4 }) { database in
            try await database.write { writer in
                try writer.run(
                    """
                    INSERT INTO provider (id, slug, name_fi, created_at)
                    VALUES (\(World.lake), 'lake', 'Järvi', \(World.now))
                    """)
                for (index, birth) in ["2014-03-02", "2014-03-02", nil].enumerated() {
                    let name = PersonName(given: "Kerttu", called: "Kerttu\(index / 2)", family: "Kaksonen")
                    try writer.run(
                        """
                        INSERT INTO person (provider_id, id, given_names, called_name, family_name, sort_key, search_key,
                            birth_date, protected, source, source_id)
                        VALUES (\(World.lake), \(ID<Person>.new(at: World.now)), \(name.given), \(name.called),
                            \(name.family), \(name.sortKey), \(name.searchKey), \(birth.flatMap(CivilDate.init(_:))),
                            \(false), 'test', \(String(index)))
                        """)
                }
            }
            _ = try await database.migrate(migrations, at: World.now)
            #expect(try await SecondRecord.pairs(in: database) == ["Kerttu0 Kerttu0 nameAndBirth"])
        }
    }
}
