import Base
import Directory
import Storage
import TestKit

@testable import Accounts

/// What a provider's records say of a person's ways in, the oldest first.
struct RecordedEvent: RowDecodable, Equatable {
    let kind: String
    let subject: String
    let proof: String

    init(_ kind: String, _ subject: String, _ proof: String) {
        (self.kind, self.subject, self.proof) = (kind, subject, proof)
    }

    init(row: inout Row) throws {
        kind = try row.next()
        subject = try row.next()
        proof = try row.next()
    }

    static func all(of person: ID<Person>, in provider: ID<Provider>, _ house: TestHouse) async throws
        -> [RecordedEvent]
    {
        try await house.database.read { reader in
            try reader.all(
                Query(
                    """
                    SELECT kind, subject, proof FROM sign_in_record
                    WHERE provider_id = \(provider) AND person_id = \(person)
                    ORDER BY id
                    """))
        }
    }

    static func count(in house: TestHouse) async throws -> Int {
        try await house.database.read { try $0.one(Query<Int>("SELECT COUNT(*) FROM sign_in_record")) }
    }
}
