import Base
import Directory
import Foundation
import Storage
import Testing

@testable import Rostering

@Suite struct PreviewOnEngine {
    @Test func `a preview shows what is created, changed field by field, and ended, with names and schools`()
        async throws
    {
        try await Register.withTown { register, provider in
            var town = RosterFixture.town()
            town[.users, "timo"]["familyName"] = "Uusi"
            town.person("maija", "Maija", "Meri", role: "teacher")
            town.remove(.enrollments, "e3")
            let run = try await register.receive(town, for: provider)
            let previewed = try await register.runs.preview(run, of: provider, by: .command)
            let changes = try await register.changes(of: run, provider)
            #expect(
                changes.map { "\($0.entity.rawValue) \($0.operation.rawValue) \($0.title)" } == [
                    "person create Maija Meri", "person update Timo Uusi",
                    "role_assignment create Maija Meri, Järven koulu",
                    "membership end Timo Uusi, Englanti 7A",
                ])
            #expect(changes[1].fields == [.init(field: "family_name", before: "Korhonen", after: "Uusi")])
            #expect(changes[3].fields == [.init(field: "role", before: "teacher", after: nil)])
            #expect(changes.allSatisfy { $0.school == "lake" })
            #expect(previewed.preview?.schools.map(\.name) == ["Järven koulu"])
            #expect(previewed.preview?.schools[0].counts["person"] == ImportCounts(created: 1, changed: 1))
            #expect(try await register.changes(of: run, provider, entity: .person, operation: .create).count == 1)
            #expect(try await register.changes(of: run, provider, school: "elsewhere").isEmpty)
        }
    }

    @Test(arguments: [true, false])
    func `of a protected person a preview says that there is one, and nothing else`(_ isNew: Bool) async throws {
        var before = RosterFixture.town()
        if !isNew { before[.users, "aino"]["metadata.protected"] = "true" }
        try await Register.withTown(before) { register, provider in
            var town = RosterFixture.town()
            town[.users, "aino"]["metadata.protected"] = isNew ? "true" : "false"
            town[.users, "aino"]["familyName"] = "Salattu"
            town.remove(.enrollments, "e1")
            let run = try await register.receive(town, for: provider)
            let previewed = try await register.runs.preview(run, of: provider, by: .command)
            #expect(previewed.preview?.protectedPersons == 1)
            #expect(previewed.preview?.schools == [])
            #expect(try await register.count("roster_run_change") == 0)
            #expect(previewed.counts[.membership] == ImportCounts(ended: 1, unchanged: 2))
        }
    }

    @Test func `who became protected after the preview is not in it any more`() async throws {
        try await Register.withTown { register, provider in
            var town = RosterFixture.town()
            town[.users, "timo"]["familyName"] = "Uusi"
            let run = try await register.receive(town, for: provider)
            _ = try await register.runs.preview(run, of: provider, by: .command)
            #expect(try await register.changes(of: run, provider).count == 1)
            try await register.database.write {
                _ = try $0.run("UPDATE person SET protected = TRUE WHERE source_id = 'timo'")
            }
            #expect(try await register.changes(of: run, provider).isEmpty)
        }
    }

    @Test func `the code is of the difference: another one has another code, the same one the same`() async throws {
        try await Register.withTown { register, provider in
            func code(_ family: String, given: String = "Timo") async throws -> String? {
                var town = RosterFixture.town()
                town[.users, "timo"].merge(["familyName": family, "givenName": given]) { $1 }
                town.person("maija", "Maija", "Meri", role: "teacher")
                return try await register.take(town, dryRun: true).code
            }
            let first = try await code("Uusi")
            #expect(try await code("Uusi") == first && first?.count == 16)
            #expect(try await code("Uus", given: "Timoi") != first)
            #expect(try await code("Uusi ") == first)
            try await register.database.write {
                _ = try $0.run("UPDATE person SET family_name = 'Muu' WHERE source_id = 'timo'")
            }
            #expect(try await code("Uusi") != first)
        }
    }
}
