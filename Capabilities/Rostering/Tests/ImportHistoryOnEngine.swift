import Audit
import Base
import Directory
import Foundation
import Storage
import Testing

@testable import Rostering

/// What a run leaves in the histories of organisations, groups and people.
@Suite struct ImportHistoryOnEngine {
    private static let later = Register.start.adding(days: 1)

    private static func changed() -> RosterFixture {
        var town = RosterFixture.town()
        town[.orgs, "lake"]["name"] = "Järven uusi koulu"
        town[.users, "timo"].merge(["familyName": "Uusi", "email": "timo@example.fi"]) { $1 }
        return town
    }

    @Test func `each organisation and group has its beginning, and people have none`() async throws {
        try await Register.withTown { register, _ in
            let entries = try await register.history()
            let kinds = Set(entries.map(\.entity))
            #expect(kinds == ["organisation", "school_group"])
            #expect(entries.allSatisfy { $0.action == "import-create" && $0.before.isEmpty })
            #expect(entries.contains { $0.after["name"] == "Järven koulu" && $0.after["parent"] != nil })
        }
    }

    @Test func `a change is there with who, before and after, and its undoing the other way round`() async throws {
        try await Register.withTown { register, provider in
            let old = try await register.history().count
            let report = try await register.force(Self.changed(), at: Self.later)
            let new = try await register.history().dropFirst(old)
            let school = try #require(new.first { $0.entity == "organisation" })
            #expect(school.action == "import-update")
            #expect(school.maker == "command")
            #expect(school.before == ["name": "Järven koulu"])
            #expect(school.after == ["name": "Järven uusi koulu"])
            let person = try #require(new.first { $0.entity == "person" })
            #expect(person.after == ["family_name": "Uusi"])
            #expect(!new.contains { ($0.before.merging($0.after) { $1 }).values.contains { $0.contains("@") } })
            #expect(try await register.runs.undo(try #require(report.run), of: provider, by: .schedule) == [])
            let undone = try await register.history().dropFirst(old + new.count)
            #expect(undone.count == new.count)
            let back = try #require(undone.first { $0.entity == "organisation" })
            #expect(back.action == "import-undo")
            #expect(back.maker == "schedule")
            #expect(back.before == ["name": "Järven uusi koulu"])
            #expect(back.after == ["name": "Järven koulu"])
        }
    }

    @Test func `an import without changes writes no history`() async throws {
        try await Register.withTown { register, _ in
            let old = try await register.history().count
            #expect(try await register.take(.town(), at: Self.later).state == .unchanged)
            #expect(try await register.history().count == old)
        }
    }
}

private struct Entry: RowDecodable {
    let action: String
    let maker: String
    let entity: String
    let before: [String: String]
    let after: [String: String]

    init(row: inout Row) throws {
        action = try row.next()
        maker = try row.next()
        entity = try row.next()
        before = try row.next(JSONDocument?.self)?.decoded() ?? [:]
        after = try row.next(JSONDocument?.self)?.decoded() ?? [:]
    }
}

extension Register {
    fileprivate func history() async throws -> [Entry] {
        try await database.read { reader in
            try reader.all(
                Query<Entry>(
                    """
                    SELECT change_log.action, change_log.changed_by, change_log.entity, change_detail.before_value,
                        change_detail.after_value
                    FROM change_log
                    LEFT JOIN change_detail ON change_detail.provider_id = change_log.provider_id
                        AND change_detail.change_id = change_log.id
                    WHERE EXISTS (SELECT 1 FROM roster_run JOIN change_subject
                        ON change_subject.provider_id = roster_run.provider_id
                        AND change_subject.subject_id = roster_run.id
                        WHERE change_subject.change_id = change_log.id)
                    ORDER BY change_log.changed_at, change_log.action, change_log.entity, change_log.entity_id
                    """))
        }
    }
}
