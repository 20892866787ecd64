import Base
import Directory
import TestKit
import Testing

@testable import Rostering

@Suite struct PlacesOnEngine {
    @Test func `an import and its undoing keep the lists of each school whole`() async throws {
        try await Register.withTown { register, provider in
            #expect(try await PersonPlaces.missing(in: register.database) == [])
            let count = try await PersonPlaces.count(in: register.database)
            #expect(count > 0)
            var town = RosterFixture.town()
            town[.users, "timo"]["familyName"] = "Uusi"
            town[.users, "pekka"]["familyName"] = "Åsten"
            town.person("maija", "Maija", "Meri", role: "teacher")
            let report = try await register.force(town, at: Register.start.adding(days: 1))
            #expect(try await PersonPlaces.missing(in: register.database) == [])
            // Renamed, not there twice.
            #expect(try await PersonPlaces.count(in: register.database) == count + 1)
            let run = try #require(report.run)
            #expect(try await register.runs.undo(run, of: provider, by: .command) == [])
            #expect(try await PersonPlaces.missing(in: register.database) == [])
        }
    }
}
