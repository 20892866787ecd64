import Accounts
import Base
import Directory
import HTTPTypes
import Storage
import TestKit
import Testing
import Web

/// Merging two records and taking it back; "kept" is Aino Niemi, "gone" is Eetu Laine.
@Suite struct MergeOnEngine {
    private let kept = World.person(.pupil)
    private let gone = World.person(.classmate)

    private func link(_ rest: String) -> Link {
        PathPattern(stringLiteral: "/{provider}/office/register/people/{person}\(rest)")("lake", kept)
    }

    private func merge(_ house: TestHouse) async throws -> ID<PersonMerge> {
        let reply = try await house.post(link("/merge"), as: .office, ["with": gone.description])
        #expect(reply.status == .seeOther)
        let merges = try await house.database.read { try $0.all(PersonMerge.of([kept], in: World.lake)) }
        return try #require(merges.first).id
    }

    private func undo(_ merge: ID<PersonMerge>, _ house: TestHouse) async throws -> Reply {
        try await house.post(
            PathPattern("/{provider}/office/register/people/{person}/merge/{merge}/undoing")("lake", kept, merge),
            as: .office)
    }

    @Test func `everything of the one goes to the other, and the one ends`() async throws {
        try await TestHouse.open { house async throws in
            _ = try await merge(house)
            let state = try await RegisterState.of(gone, in: house.database)
            #expect(state.rows.allSatisfy { $0.value.isEmpty })
            #expect(state.isEnded)
            let page = try await house.get(link(""), as: .office)
            #expect(page.body.contains("Mika Laine"))
            #expect(page.body.contains("Sari Niemi"))
            // The account of the one that went now stands for the one that stayed.
            let desktop = try await house.get(ActingPath.account(), as: .classmate)
            #expect(desktop.body.contains("Aino Niemi"))
        }
    }

    @Test func `undoing restores every row as it was`() async throws {
        try await TestHouse.open { house async throws in
            let before = try await [kept, gone].asyncMap { try await RegisterState.of($0, in: house.database) }
            let merge = try await merge(house)
            #expect(try await undo(merge, house).status == .seeOther)
            let after = try await [kept, gone].asyncMap { try await RegisterState.of($0, in: house.database) }
            #expect(before == after)
            #expect(try await undo(merge, house).status == .notFound)
        }
    }

    @Test func `undoing is refused when what moved has been changed since`() async throws {
        try await TestHouse.open { house async throws in
            let merge = try await merge(house)
            let moved = try await house.database.read {
                try $0.all(PersonMerge.of([kept], in: World.lake)).first?.moved.memberships.first
            }
            let row = ID<Membership>(try #require(moved))
            let ending = PathPattern("/{provider}/office/register/people/{person}/memberships/{row}/ending")
            #expect(
                try await house.post(ending("lake", kept, row), as: .office, ["last": "2026-12-18"]).status == .seeOther
            )
            let refused = try await undo(merge, house)
            #expect(refused.status == .unprocessableContent)
            #expect(refused.body.contains("Ryhmät"))
            #expect(try await RegisterState.of(gone, in: house.database).isEnded)
        }
    }

    @Test func `each moved row is in the change feed, and the merge in both histories`() async throws {
        try await TestHouse.open { house async throws in
            let first = try await FeedRow.last(in: house.database)
            _ = try await merge(house)
            let rows = try await FeedRow.after(first, in: house.database)
            #expect(rows.filter { $0.id == gone.uuid }.map(\.operation) == ["end"])
            #expect(rows.filter { $0.entity == "membership" }.count == 3)
            #expect(rows.filter { $0.entity == "guardianship" }.count == 1)
            let history = try await house.get(link("/history"), as: .office)
            #expect(history.body.contains("Tietueet yhdistetty"))
            #expect(history.body.contains("Tuula Virta"))
        }
    }

    @Test func `who holds rights is merged by the administrator alone, and nobody merges the own record`() async throws
    {
        try await TestHouse.open { house async throws in
            for other in [World.person(.principal), World.person(.office)] {
                let reply = try await house.post(link("/merge"), as: .office, ["with": other.description])
                #expect(reply.status == .unprocessableContent)
            }
            let own = PathPattern("/{provider}/administrator/register/people/{person}/merge")
            let reply = try await house.post(
                own("lake", World.person(.administrator)), as: .administrator, ["with": gone.description])
            #expect(reply.status == .unprocessableContent)
        }
    }

    @Test func `a child and the guardian are not one`() async throws {
        try await TestHouse.open { house async throws in
            let reply = try await house.post(
                link("/merge"), as: .office, ["with": World.person(.guardian).description])
            #expect(reply.status == .unprocessableContent)
        }
    }

    @Test func `whoever has the same birth date and nearly the same name is suggested`() async throws {
        try await TestHouse.open { house async throws in
            try await Newcomers.addTwin(of: .pupil, named: "Ainoo", to: house.database)
            let page = try await house.get(link("/merge"), as: .office)
            #expect(page.rowTitles == ["Ainoo Niemi"])
        }
    }
}

@Suite struct LikenessTests {
    @Test(arguments: [
        ("Aino", "Niemi", "Aino", "Niemi", true), ("Aino", "Niemi", "Ainoo", "Niemi", true),
        ("Aino", "Niemi", "Aino", "Niemii", true), ("Aino", "Niemi", "Aino", "Niemelä", false),
        ("Aino", "Niemi", "Eetu", "Niemi", false),
        ("Aino", "Niemi", "Aino", "Laine", false), ("Eva", "Müller", "Eva", "Muller", true),
    ])
    func `names are alike when one is misspelt`(
        _ called: String, _ family: String, _ other: String, _ otherFamily: String, _ isAlike: Bool
    ) async throws {
        try await TestHouse.open { house async throws in
            try await Newcomers.addPair((called, family), (other, otherFamily), to: house.database)
            let first = try #require(
                try await house.database.read { try $0.first(Person.from(source: "pair-0", in: World.lake)) })
            let link = PathPattern("/{provider}/administrator/register/people/{person}/merge")("lake", first)
            let page = try await house.get(link, as: .administrator)
            #expect(page.rowTitles.contains("\(other) \(otherFamily)") == isAlike)
        }
    }
}
