import Accounts
import Attendance
import Base
import Directory
import HTTPTypes
import Storage
import TestKit
import Testing
import Web

/// What other rooms have about a person goes along with a merge, and returns; "kept" is Aino Niemi, "gone" is Eetu Laine.
@Suite struct FollowOnEngine {
    private let kept = World.person(.pupil)
    private let gone = World.person(.classmate)

    private func merge(_ gone: ID<Person>, into kept: ID<Person>, _ house: TestHouse) async throws -> ID<PersonMerge> {
        let link = PathPattern("/{provider}/administrator/register/people/{person}/merge")("lake", kept)
        let reply = try await house.post(link, as: .administrator, ["with": gone.description])
        #expect(reply.status == .seeOther)
        let merges = try await house.database.read { try $0.all(PersonMerge.of([kept], in: World.lake)) }
        return try #require(merges.first).id
    }

    private func undo(_ merge: ID<PersonMerge>, of kept: ID<Person>, _ house: TestHouse) async throws {
        let link = PathPattern("/{provider}/administrator/register/people/{person}/merge/{merge}/undoing")
        #expect(try await house.post(link("lake", kept, merge), as: .administrator).status == .seeOther)
    }

    private func rows(_ house: TestHouse) async throws -> [FollowedRows] {
        try await [kept, gone].asyncMap { try await FollowedRows.of($0, in: house.database) }
    }

    @Test func `entries, notices, ticks, leave, reactions and calendars follow`() async throws {
        try await TestHouse.open { house async throws in
            try await FollowedRows.add(to: house.database)
            let before = try await rows(house)
            _ = try await merge(gone, into: kept, house)
            let after = try await rows(house)
            for name in ["notice", "leave", "reaction", "calendar"] {
                #expect(after[1].rows[name] == [], "\(name)")
                let all = (before[0].rows[name] ?? []) + (before[1].rows[name] ?? [])
                #expect(after[0].rows[name] == all.sorted(), "\(name)")
            }
            #expect(after[0].rows["tick"]?.count == 2)
            #expect(after[1].rows["tick"]?.count == 1, "the kept record has its own tick there")
            // In the morning's lesson both were marked: one entry speaks, the other stays in the trail.
            #expect(after[1].rows["entry"] == [])
            #expect(after[0].rows["entry"]?.count == 2)
            #expect(after[0].rows["entry"]?.filter { $0.hasPrefix("-") }.count == 1)
        }
    }

    @Test func `undoing gives everything back as it was`() async throws {
        try await TestHouse.open { house async throws in
            try await FollowedRows.add(to: house.database)
            let before = try await rows(house)
            let merge = try await merge(gone, into: kept, house)
            let between = try await rows(house)
            try await undo(merge, of: kept, house)
            let after = try await rows(house)
            #expect(between != before && after == before)
        }
    }

    @Test func `the other way round the same`() async throws {
        try await TestHouse.open { house async throws in
            try await FollowedRows.add(to: house.database)
            let before = try await rows(house)
            let merge = try await merge(kept, into: gone, house)
            let after = try await rows(house)
            #expect(after[0].rows["entry"] == [] && after[0].rows["leave"] == [])
            try await undo(merge, of: gone, house)
            let back = try await rows(house)
            #expect(back == before)
        }
    }

    @Test func `a guardian's notices and applications follow the guardian`() async throws {
        let (sari, mika) = (World.person(.guardian), World.person(.otherGuardian))
        try await TestHouse.open { house async throws in
            try await FollowedRows.add(to: house.database)
            let before = try await [sari, mika].asyncMap { try await FollowedRows.of($0, in: house.database) }
            #expect(before[1].rows["notice by"]?.count == 1 && before[1].rows["leave by"]?.count == 1)
            #expect(before[1].rows["leave notice"]?.count == 1)
            let merge = try await merge(mika, into: sari, house)
            let after = try await [sari, mika].asyncMap { try await FollowedRows.of($0, in: house.database) }
            let left = after[1].rows.values.filter { !$0.isEmpty }
            #expect(left.isEmpty)
            #expect(after[0].rows["notice by"] == before[1].rows["notice by"])
            #expect(after[0].rows["leave notice"] == before[1].rows["leave notice"])
            try await undo(merge, of: sari, house)
            let back = try await [sari, mika].asyncMap { try await FollowedRows.of($0, in: house.database) }
            #expect(back == before)
        }
    }

    @Test func `lessons and substitutions follow a teacher, and return`() async throws {
        let (teacher, substitute) = (World.person(.teacher), World.person(.teacherElsewhere))
        try await TestHouse.open { house async throws in
            let before = try await [teacher, substitute].asyncMap { try await FollowedRows.of($0, in: house.database) }
            #expect(before[0].rows["lesson"]?.isEmpty == false && before[1].rows["substitution"]?.isEmpty == false)
            let merge = try await merge(substitute, into: teacher, house)
            let after = try await [teacher, substitute].asyncMap { try await FollowedRows.of($0, in: house.database) }
            #expect(after[0].rows["substitution"] == before[1].rows["substitution"])
            #expect(after[1].rows["substitution"] == [] && after[0].rows["lesson"] == before[0].rows["lesson"])
            try await undo(merge, of: teacher, house)
            let other = try await self.merge(teacher, into: substitute, house)
            let moved = try await [teacher, substitute].asyncMap { try await FollowedRows.of($0, in: house.database) }
            #expect(moved[1].rows["lesson"] == before[0].rows["lesson"] && moved[0].rows["lesson"] == [])
            try await undo(other, of: substitute, house)
            let back = try await [teacher, substitute].asyncMap { try await FollowedRows.of($0, in: house.database) }
            #expect(back == before)
        }
    }

    @Test func `the register of the morning has the kept pupil once, as it was saved`() async throws {
        let link = AttendancePath.register(.teacher)("lake", World.finnishLesson, World.now.day)
        try await TestHouse.open { house async throws in
            _ = try await merge(gone, into: kept, house)
            let page = try await house.get(link, as: .teacher)
            #expect(page.body.contains("name=\"mark-\(kept)\"") && !page.body.contains("mark-\(gone)"))
            let home = try await house.get(AttendancePath.pupil("lake"), as: .pupil)
            #expect(home.body.contains("Aiempi merkintä"))
        }
    }
}
