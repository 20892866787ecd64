import Accounts
import Base
import Directory
import HTTPTypes
import Storage
import TestKit
import Testing
import Web

/// The lists of each school's people stay whole, whatever the office writes.
@Suite struct RegisterPlacesOnEngine {
    private func post(_ rest: String, _ fields: KeyValuePairs<String, String>, _ house: TestHouse) async throws {
        let link = PathPattern(stringLiteral: "/{provider}/administrator/register/people/{person}\(rest)")
        let reply = try await house.post(link("lake", World.person(.pupil)), as: .administrator, fields)
        #expect(reply.status == .seeOther)
        #expect(try await PersonPlaces.missing(in: house.database) == [])
    }

    @Test func `roles, guardianships, names and merges are in the lists at once`() async throws {
        try await TestHouse.open { house async throws in
            #expect(try await PersonPlaces.missing(in: house.database) == [])
            try await post("/roles", ["role": "pupil", "unit": World.hillSchool.description], house)
            try await post(
                "/guardianships",
                ["with": World.person(.otherGuardian).description, "scope": "full", "evidence": "Ote"], house)
            let hill: KeyValuePairs = ["school": World.hillSchool.description, "role": "guardian"]
            let list = try await house.get(ActingPath.register(.administrator)("lake").with(hill), as: .administrator)
            #expect(list.rowTitles.contains(World.name(.otherGuardian).full))
            try await post("/correction", ["given": "Aino", "called": "Aino", "family": "Åberg"], house)
            try await post("/merge", ["with": World.person(.classmate).description], house)
            let merges = try await house.database.read {
                try $0.all(PersonMerge.of([World.person(.pupil)], in: World.lake))
            }
            try await post("/merge/\(try #require(merges.first).id)/undoing", [:], house)
        }
    }

    @Test func `people who were there before are in the lists as if they came after`() async throws {
        try await TestHouse.open { house async throws in
            let count = try await PersonPlaces.count(in: house.database)
            let people = try await house.database.write { writer in
                let people = try writer.all(
                    Query<ID<Person>>("SELECT person.id FROM person WHERE person.provider_id = \(World.lake)"))
                try PersonPlaces.refresh(people, in: World.lake, writer)
                return people.count
            }
            #expect(people > 0)
            #expect(try await PersonPlaces.count(in: house.database) == count)
        }
    }
}
