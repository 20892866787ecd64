import Base
import Directory
import Foundation
import Storage
import TestKit
import Testing

@testable import Rostering

@Suite struct UndoOnEngine {
    private static let later = Register.start.adding(days: 1)

    /// Every kind of change at once: created, changed in all parts, ended, in force again.
    private static func changed() -> RosterFixture {
        var town = RosterFixture.town()
        town[.users, "timo"].merge(["familyName": "Uusi", "email": "timo@example.fi", "metadata.teacherCode": "UUS"]) {
            $1
        }
        town[.users, "aino"].merge(["userIds": "{ldap:av02}", "email": "", "metadata.guardianScope": ",information"]) {
            $1
        }
        town.person("maija", "Maija", "Meri", role: "teacher")
        town[.enrollments, "e4"] = town.enrollment(of: "maija", in: "7a", as: "teacher")
        town[.classes, "7a"]["termSourcedIds"] = "autumn,year"
        town[.orgs, "lake"]["name"] = "Järven uusi koulu"
        town.remove(.enrollments, "e3")
        town.remove(.roles, "r-pekka")
        return town
    }

    @Test func `undoing restores what was in force, with identifiers, contacts and sessions, and tells the feed`()
        async throws
    {
        try await Register.withTown { register, provider in
            try await register.database.write {
                _ = try $0.run("UPDATE guardianship SET granted_at = \(Register.start)")
            }
            let before = try await register.inForce(provider)
            let report = try await register.force(Self.changed(), at: Self.later)
            #expect(try await register.inForce(provider) != before)
            let run = try #require(report.run)
            #expect(try await register.runs.undo(run, of: provider, by: .command) == [])
            #expect(try await register.inForce(provider) == before)
            #expect(try await register.run(run, of: provider).step == .undone)
            #expect(try await register.count("guardianship WHERE granted_at IS NOT NULL") == 2)
            #expect(try await register.count("roster_run_before") == 0)
            let last = try await register.database.read {
                try $0.one(Query<Int64>("SELECT last_sequence FROM change_counter"))
            }
            #expect(try await register.count("change_feed") == Int(last))
            let touched = report.counts.values.reduce(0) { $0 + $1.touched }
            #expect(Int(last) == 21 + 2 * touched)
            #expect(try await register.take(.town(), at: Self.later).state == .unchanged)
            await #expect(throws: RunRefusal.wrongStep(.undone)) {
                try await register.runs.undo(run, of: provider, by: .command)
            }
        }
    }

    @Test func `a row that was ended before a run is ended again, since when it was`() async throws {
        try await Register.withTown { register, provider in
            var without = RosterFixture.town()
            without.remove(.enrollments, "e3")
            try await register.force(without, at: Self.later)
            let report = try await register.take(.town(), at: Self.later.adding(days: 1))
            #expect(try await register.count("membership WHERE ended_at IS NULL") == 3)
            #expect(try await register.runs.undo(try #require(report.run), of: provider, by: .command) == [])
            #expect(try await register.count("membership WHERE ended_at = \(Self.later)") == 1)
        }
    }

    @Test func `the first import can be undone, and the same package comes in again with the same ids`() async throws {
        try await Register.withTown { register, provider in
            let ids = try await register.text("SELECT source_id FROM person ORDER BY id")
            let run = try #require(
                try await register.database.read { try $0.all(RosterRun.list(of: provider, limit: 1)) }.first)
            #expect(try await register.runs.undo(run.id, of: provider, by: .command) == [])
            #expect(try await register.count("person WHERE ended_at IS NULL") == 0)
            #expect(try await register.force(.town(), at: Self.later).counts[.person] == ImportCounts(changed: 4))
            #expect(try await register.text("SELECT source_id FROM person ORDER BY id") == ids)
        }
    }

    @Test func `a later run or edit on the same rows stands in the way and is named`() async throws {
        try await Register.withTown { register, provider in
            let run = try #require(try await register.force(Self.changed(), at: Self.later).run)
            let timo = try await register.database.read {
                try $0.one(Query<ID<Person>>("SELECT id FROM person WHERE source_id = 'timo'"))
            }
            try await register.database.write { writer in
                try writer.run("UPDATE person SET called_name = 'Tiiti' WHERE source_id = 'timo'")
                try ChangeFeed.append(
                    .update, of: "person", timo.uuid, in: provider, at: Self.later, in: writer)
            }
            let before = try await register.inForce(provider)
            let conflicts = try await register.runs.undo(run, of: provider, by: .command)
            #expect(conflicts == [UndoConflict(entity: .person, id: timo.uuid, name: "Tiiti Uusi")])
            #expect(try await register.inForce(provider) == before)
            #expect(try await register.run(run, of: provider).step == .applied)
            try await register.database.write {
                _ = try $0.run("UPDATE person SET protected = TRUE WHERE source_id = 'timo'")
            }
            #expect(try await register.runs.undo(run, of: provider, by: .command).map(\.name) == [nil])
        }
    }

    @Test func `what was hung on a created row later stands in the way, and what was ended over a revived one`()
        async throws
    {
        try await Register.withTown { register, provider in
            let first = try #require(try await register.force(Self.changed(), at: Self.later).run)
            var more = Self.changed()
            more[.enrollments, "e5"] = more.enrollment(of: "maija", in: "en7a", as: "teacher")
            let second = try #require(try await register.force(more, at: Self.later).run)
            let conflicts = try await register.runs.undo(first, of: provider, by: .command)
            #expect(conflicts.map(\.name) == ["Maija Meri, Englanti 7A"])
            #expect(try await register.runs.undo(second, of: provider, by: .command) == [])
            // e5 was touched again by the undo, but it is over: nothing hangs on Maija any more.
            var gone = Self.changed()
            gone.remove(.classes, "en7a")
            gone.remove(.enrollments, "e2")
            try await register.force(gone, at: Self.later)
            let ended = try await register.runs.undo(first, of: provider, by: .command)
            #expect(ended.map(\.name) == ["Englanti 7A"])
        }
    }

    @Test func `after thirty days a run stays as it is`() async throws {
        try await Register.withTown { register, provider in
            let run = try #require(try await register.force(Self.changed(), at: Self.later).run)
            let late = RosterRuns(
                database: register.database, seal: try World.seal(), now: { Self.later.adding(days: 31) })
            await #expect(throws: RunRefusal.tooLate) { try await late.undo(run, of: provider, by: .command) }
            try await late.removeOld()
            #expect(try await register.count("roster_run_before") == 0)
            #expect(try await register.count("roster_run") == 3)
        }
    }

    @Test func `a package that nobody applies is gone after two weeks`() async throws {
        try await Register.withTown { register, provider in
            let run = try await register.receive(.town(), for: provider)
            let late = RosterRuns(
                database: register.database, seal: try World.seal(), now: { Self.later.adding(days: 16) })
            try await late.removeOld()
            #expect(try await register.run(run, of: provider).step == .expired)
            #expect(try await register.count("roster_run_chunk") == 0)
            await #expect(throws: RunRefusal.wrongStep(.expired)) {
                try await late.preview(run, of: provider, by: .command)
            }
        }
    }
}

extension Register {
    /// Every row in force by sourcedId, as texts.
    func inForce(_ provider: ID<Provider>) async throws -> [String] {
        let present = try await database.read { try PresentState(of: provider, in: $0) }
        func lines<Row: StoredRow>(_ rows: PresentState.Rows<Row>) -> [String] {
            rows.values.filter { !$0.isEnded }.map { row in
                let json = (try? JSONDocument(encoding: row.row))?.text ?? "no document"
                return "\(Row.entity) \(row.id) \(row.sourceID) \(json)"
            }
        }
        return
            (lines(present.organisations) + lines(present.sessions) + lines(present.people) + lines(present.courses)
            + lines(present.groups) + lines(present.roles) + lines(present.memberships) + lines(present.guardianships))
            .sorted()
    }
}
