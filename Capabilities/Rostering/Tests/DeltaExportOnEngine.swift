import Base
import Directory
import Foundation
import Storage
import Testing

@testable import Rostering

@Suite struct DeltaExportOnEngine {
    @Test func `a delta holds what changed since the cursor, and what is over as tobedeleted`() async throws {
        try await Register.with { register in
            try await register.take(.town())
            let cursor = Int64(try await register.count("change_feed"))
            var town = RosterFixture.town()
            town[.users, "aino"]["agentSourcedIds"] = "leena"
            town[.users, "aino"]["metadata.guardianScope"] = ""
            town[.users, "aino"]["metadata.guardianTo"] = ""
            town[.classes, "7a"]["title"] = "7 A"
            town.remove(.enrollments, "e3")
            try await register.force(town, at: Register.start.adding(days: 1))
            let files = try await register.exported(since: cursor)
            let moment = Register.start.adding(days: 1).description
            #expect(files["manifest.csv"]?.contains("file.users,delta\r\n") == true)
            #expect(files["classes.csv"]?.contains("7a,active,\(moment),7 A,7,english,,homeroom") == true)
            #expect(files["enrollments.csv"]?.contains("e3,tobedeleted,\(moment),en7a,lake,timo,teacher") == true)
            // The guardianship ended; it stands on the child's row.
            #expect(files["users.csv"]?.contains("aino,active,\(moment),true,aino,") == true)
            #expect(files["users.csv"]?.contains(",leena,7,") == true)
            #expect(files["users.csv"]?.split(separator: "\r\n").count == 2)
            #expect(files["roles.csv"]?.split(separator: "\r\n").count == 1)
        }
    }

    @Test func `bulk and then deltas bring another register to the same state`() async throws {
        try await RosterExportOnEngine.inScratch { scratch in
            try await Register.with { register in
                try await register.take(.town())
                let bulk = scratch.appending(path: "bulk")
                let cursor = try await register.export(to: bulk).cursor
                var town = RosterFixture.town()
                town[.demographics, "aino"]["birthDate"] = ""
                town.remove(.users, "timo")
                town.remove(.roles, "r-timo")
                town.remove(.enrollments, "e3")
                town.person("uusi", "Uusi", "Oppilas", role: "student")
                town[.enrollments, "e4"] = town.enrollment(of: "uusi", in: "7a", as: "student")
                try await register.force(town, at: Register.start.adding(days: 1))
                try await register.export(to: scratch.appending(path: "delta"), since: cursor)
                let whole = try await register.exported()
                try await Register.with { other in
                    try await other.take(bulk)
                    let report = try await other.force(scratch.appending(path: "delta"))
                    #expect(report.state == .applied && report.errorCount == 0)
                    #expect(try await other.exported() == whole)
                }
            }
        }
    }

    @Test func `a mandate for a day changes no row, since it is on none`() async throws {
        try await Register.with { register in
            try await register.take(.town())
            let cursor = Int64(try await register.count("change_feed"))
            try await register.database.write { writer in
                let (id, now) = (ID<Guardianship>.new(at: Register.start), Register.start)
                let provider = try writer.one(Query<ID<Provider>>("SELECT id FROM provider"))
                try writer.run(
                    """
                    INSERT INTO guardianship (provider_id, id, guardian_id, child_id, scope, begins_on, ends_on, evidence,
                        source, source_id)
                    SELECT child.provider_id, \(id), guardian.id, child.id, 'full', \(now.day),
                        \(now.day.adding(days: 1)), \(Guardianship.mandate), \(Guardianship.mandate), \(id.description)
                    FROM person AS child
                    JOIN person AS guardian ON guardian.provider_id = child.provider_id AND guardian.source_id = 'leena'
                    WHERE child.provider_id = \(provider) AND child.source_id = 'aino'
                    """)
                try ChangeFeed.append(.create, of: "guardianship", id.uuid, in: provider, at: now, in: writer)
            }
            #expect(try await register.count("guardianship WHERE source = 'valtuudet'") == 1)
            let users = try await register.exported(since: cursor)["users.csv"]
            #expect(users?.split(separator: "\r\n").count == 1)
        }
    }

    @Test func `a delta after the last change is a package without rows`() async throws {
        try await Register.with { register in
            try await register.take(.town())
            let cursor = Int64(try await register.count("change_feed"))
            let files = try await register.exported(since: cursor)
            #expect(files.count == 9)
            let tables = files.filter { $0.key != "manifest.csv" }.values
            #expect(tables.allSatisfy { $0.split(separator: "\r\n").count == 1 })
            #expect(
                try await register.text("SELECT action FROM change_log WHERE action IN ('export', 'export_changes')")
                    == ["export_changes"])
        }
    }
}
