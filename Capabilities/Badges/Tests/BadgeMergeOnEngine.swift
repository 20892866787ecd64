import Accounts
import Base
import Directory
import HTTPTypes
import Storage
import TestKit
import Testing
import Web

@testable import Badges

/// A child's card goes along when two records of the child become one; "kept" is Aino Niemi, "gone" Eetu Laine.
@Suite struct BadgeMergeOnEngine {
    private let kept = World.person(.pupil)
    private let gone = World.person(.classmate)

    private func merge(_ house: TestHouse) async throws -> ID<PersonMerge> {
        let link = PathPattern("/{provider}/administrator/register/people/{person}/merge")("lake", kept)
        let reply = try await house.post(link, as: .administrator, ["with": gone.description])
        #expect(reply.status == .seeOther)
        let merges = try await house.database.read { try $0.all(PersonMerge.of([kept], in: World.lake)) }
        return try #require(merges.first).id
    }

    private func undo(_ merge: ID<PersonMerge>, _ house: TestHouse) async throws {
        let link = PathPattern("/{provider}/administrator/register/people/{person}/merge/{merge}/undoing")
        #expect(try await house.post(link("lake", kept, merge), as: .administrator).status == .seeOther)
    }

    /// Whose cards in force and picture codes there are.
    private func holders(_ house: TestHouse) async throws -> (cards: [ID<Person>], codes: [ID<Person>]) {
        try await house.database.read { reader in
            (try reader.all(BadgeTrial.cardHolders), try reader.all(BadgeTrial.codeHolders))
        }
    }

    @Test func `the card in a child's hand opens the door under the other record, and after undoing under its own`()
        async throws
    {
        try await TestHouse.open { house async throws in
            var trial = BadgeTrial(house)
            let card = try await trial.card(of: .classmate).number
            try await trial.open()
            try await trial.bind()
            let merge = try await merge(house)
            let merged = try await holders(house)
            #expect(merged.cards == [kept] && merged.codes == [kept])
            #expect(try await trial.show(card).body.contains("Aino"))
            try await undo(merge, house)
            let undone = try await holders(house)
            #expect(undone.cards == [gone] && undone.codes == [gone])
            #expect(try await trial.show(card).body.contains("Eetu"))
        }
    }

    @Test func `a child has one card: the kept record's own stays, the other returns when it is undone`() async throws {
        try await TestHouse.open { house async throws in
            var trial = BadgeTrial(house)
            let (own, other) = (try await trial.card().number, try await trial.card(of: .classmate).number)
            try await trial.open()
            try await trial.bind()
            let merge = try await merge(house)
            #expect(try await holders(house).cards == [kept])
            #expect(try await trial.show(own).body.contains("Aino"))
            #expect(try await trial.show(other).status == .unprocessableContent)
            try await undo(merge, house)
            #expect(try await Set(holders(house).cards) == [kept, gone])
            #expect(try await trial.show(other).body.contains("Eetu"))
        }
    }

    @Test func `a card that was taken away meanwhile does not come back`() async throws {
        try await TestHouse.open { house async throws in
            let trial = BadgeTrial(house)
            let merge = try await merge(house)
            let ending = BadgePath.ending(.teacher)("lake", trial.group, kept)
            #expect(try await house.post(ending, as: .teacher).status == .seeOther)
            try await undo(merge, house)
            #expect(try await holders(house).cards == [])
        }
    }
}
