import Base
import Directory
import Foundation
import Storage
import Testing

@testable import Rostering

@Suite struct RosterImportOnEngine {
    @Test func `the first import fills the register and the second changes nothing`() async throws {
        try await Register.with { register in
            let town = RosterFixture.town()
            let first = try await register.take(town)
            #expect(first.state == .applied && first.provider == "jarvikaupunki" && first.problems.isEmpty)
            #expect(first.counts[.person] == ImportCounts(created: 4))
            #expect(first.counts[.guardianship] == ImportCounts(created: 2))
            let before = try await register.rowCounts()
            #expect(before == [1, 2, 2, 4, 7, 1, 4, 1, 2, 2, 3, 2, 21, 1, 1])
            let second = try await register.take(town)
            #expect(second.state == .unchanged)
            #expect(second.counts.values.allSatisfy { $0.touched == 0 })
            #expect(try await register.rowCounts() == before.dropLast() + [2])
        }
    }

    @Test func `what the files say stands in the rows`() async throws {
        try await Register.with { register in
            try await register.take(.town())
            #expect(try await register.text("SELECT oid FROM provider") == [RosterFixture.townOID])
            #expect(try await register.text("SELECT school_code FROM organisation WHERE kind = 'school'") == ["00204"])
            #expect(
                try await register.text("SELECT kind FROM school_group ORDER BY source_id") == ["homeroom", "teaching"])
            #expect(
                try await register.text("SELECT scope FROM guardianship ORDER BY source_id") == ["full", "limited"])
            #expect(try await register.count("guardianship WHERE granted_at IS NULL AND evidence = 'oneroster'") == 2)
            #expect(try await register.count("person WHERE birth_date = \(CivilDate("2013-05-04"))") == 1)
            #expect(
                try await register.text("SELECT value FROM person_identifier WHERE kind = 'teacher_code'") == ["KOR"])
        }
    }

    @Test func `a dry run tells the counts and touches nothing`() async throws {
        try await Register.with { register in
            let report = try await register.take(.town(), dryRun: true)
            #expect(report.state == .checked && report.exitCode == 0)
            #expect(report.counts[.person]?.created == 4 && report.counts[.provider]?.created == 1)
            #expect(try await register.rowCounts().allSatisfy { $0 == 0 })
        }
    }

    @Test func `one error refuses the whole package`() async throws {
        try await Register.with { register in
            var town = RosterFixture.town()
            town[.enrollments, "e1"]["userSourcedId"] = "nobody"
            let report = try await register.take(town)
            #expect(report.state == .refused && report.exitCode == 1)
            #expect(report.problems.map(\.code) == [.referenceMissing])
            #expect(try await register.rowCounts().allSatisfy { $0 == 0 })
        }
    }

    @Test func `a refused run is kept beside its provider`() async throws {
        try await Register.with { register in
            try await register.take(.town())
            var town = RosterFixture.town()
            town[.users, "timo"]["givenName"] = ""
            try await register.take(town)
            #expect(try await register.text("SELECT step FROM roster_run ORDER BY step") == ["applied", "refused"])
        }
    }

    @Test func `a second town comes in by its name alone`() async throws {
        try await Register.with { register in
            try await register.take(.town())
            var hill = RosterFixture.town()
            hill[.orgs, "town"].merge(
                ["name": "Mäkikunta", "identifier": "1.2.246.562.10.00000000028", "metadata.businessId": ""]) { $1 }
            #expect(try await register.take(hill).problems.map(\.code) == [.providerOther])
            #expect(try await register.take(hill, provider: "makikunta").state == .applied)
            #expect(try await register.count("provider") == 2)
            #expect(try await register.count("person") == 8)
            #expect(try await register.take(hill).state == .unchanged)
            #expect(try await register.take(hill, provider: "jarvikaupunki").state == .refused)
        }
    }

    @Test func `the sample package comes in as bulk and then as delta`() async throws {
        try await Register.with { register in
            let sample = try #require(Self.shared("standards/oneroster/csv-sample"))
            let bulk = try await register.take(sample.appending(path: "bulk"))
            #expect(bulk.state == .applied && bulk.errorCount == 0)
            #expect(bulk.counts[.person]?.created == 2 && bulk.counts[.guardianship]?.created == 0)
            #expect(bulk.problems.contains { $0.code == .agentNotGuardian })
            let delta = try await register.take(sample.appending(path: "delta"))
            #expect(delta.state == .unchanged && delta.errorCount == 0)
        }
    }

    /// A folder of the reference data beside the repository.
    static func shared(_ path: String) -> URL? {
        var folder = URL(filePath: #filePath)
        while folder.path != "/" {
            folder.deleteLastPathComponent()
            let manifest = folder.appending(path: "Package.swift").path
            guard FileManager.default.fileExists(atPath: manifest) else { continue }
            return folder.deletingLastPathComponent().appending(path: "shared/data/\(path)")
        }
        return nil
    }
}
