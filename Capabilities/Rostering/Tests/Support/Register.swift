import Audit
import Base
import Directory
import Foundation
import Storage
import TestKit

@testable import Rostering

/// A real database with the import's face and what tests ask of it.
struct Register {
    let database: any Database
    static let start = Instant(milliseconds: 1_788_000_000_000)

    static func with(_ body: (Register) async throws -> Void) async throws {
        let migrations = try Audit.migrations() + Directory.migrations() + Rostering.migrations()
        try await TestDatabase.with(migrations) { database in try await body(Register(database: database)) }
    }

    @discardableResult func take(
        _ package: RosterFixture, provider: String? = nil, dryRun: Bool = false, confirmation: String? = nil,
        at now: Instant = start
    ) async throws -> ImportReport {
        try await package.inFolder {
            try await take($0, provider: provider, dryRun: dryRun, confirmation: confirmation, at: now)
        }
    }

    @discardableResult func take(
        _ folder: URL, provider: String? = nil, dryRun: Bool = false, confirmation: String? = nil,
        at now: Instant = start
    ) async throws -> ImportReport {
        try await RosterImport(database: database, seal: World.seal(), now: { now }).run(
            folder, provider: provider, goal: dryRun ? .preview : .apply(confirmation: confirmation), actor: .command,
            progress: { _ in })
    }

    @discardableResult func force(_ folder: URL, at now: Instant = start) async throws -> ImportReport {
        let first = try await take(folder, at: now)
        guard first.state == .held else { return first }
        return try await take(folder, confirmation: first.code, at: now)
    }

    /// Imports and confirms what has to be confirmed, for tests that are about something else.
    @discardableResult func force(_ package: RosterFixture, at now: Instant = start) async throws -> ImportReport {
        let first = try await take(package, at: now)
        guard first.state == .held else { return first }
        return try await take(package, confirmation: first.code, at: now)
    }

    /// As the office does it.
    func protect(_ source: String, _ isProtected: Bool, at now: Instant = start) async throws {
        try await database.write { writer in
            let (provider, person) = try writer.one(
                Query("SELECT provider_id, id FROM person WHERE source_id = \(source)") { row in
                    (try row.next(UUID.self), try row.next(UUID.self))
                })
            try writer.run("UPDATE person SET protected = \(isProtected) WHERE id = \(person)")
            try Change(isProtected ? "protect" : "unprotect", of: "person", person, in: provider, by: nil)
                .write(at: now, in: writer)
        }
    }

    func count(_ sql: SQL) async throws -> Int {
        try await database.read { try $0.one(Query<Int>("SELECT COUNT(*) FROM \(sql)")) }
    }

    func text(_ sql: SQL) async throws -> [String?] {
        try await database.read { try $0.all(Query<String?>(sql)) }
    }

    /// Everything but the clock and the ids, to see that nothing was left behind.
    func rowCounts() async throws -> [Int] {
        var counts: [Int] = []
        let tables: [SQL] = [
            "provider", "organisation", "academic_session", "person", "person_identifier", "contact", "role_assignment",
            "course", "school_group", "group_session", "membership", "guardianship", "change_feed", "change_counter",
            "roster_run",
        ]
        for table in tables { counts.append(try await count(table)) }
        return counts
    }
}
