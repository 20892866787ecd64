import Base
import Directory
import Foundation
import Storage

extension Register {
    /// What merging two records does to the tables.
    func merge(_ gone: String, into kept: String) async throws {
        try await database.write { writer in
            func person(_ source: String) throws -> (ID<Provider>, ID<Person>) {
                try writer.one(
                    Query("SELECT provider_id, id FROM person WHERE source_id = \(source)") { row in
                        (try row.next(), try row.next())
                    })
            }
            let (provider, kept) = try person(kept)
            let gone = try person(gone).1
            for table: SQL in ["role_assignment", "membership", "person_identifier"] {
                try writer.run(
                    "UPDATE \(table) SET person_id = \(kept) WHERE provider_id = \(provider) AND person_id = \(gone)")
            }
            try writer.run(
                "UPDATE person SET ended_at = \(Register.start) WHERE provider_id = \(provider) AND id = \(gone)")
            try writer.run(
                """
                INSERT INTO person_merge (provider_id, id, kept_id, merged_id, merged_at, account_id, sequence, moved)
                VALUES (\(provider), \(ID<PersonMerge>.new(at: Register.start)), \(kept), \(gone), \(Register.start),
                    \(UUID()), \(Int64(0)), \(try JSONDocument(encoding: PersonMerge.Moved())))
                """)
        }
    }

    /// The sourcedIds of those who have the membership.
    func names(of membership: String) async throws -> [String?] {
        try await text(
            """
            SELECT person.source_id FROM membership
            JOIN person ON person.provider_id = membership.provider_id AND person.id = membership.person_id
            WHERE membership.source_id = \(membership)
            """)
    }
}
