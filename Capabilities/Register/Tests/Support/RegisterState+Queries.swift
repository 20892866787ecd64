import Base
import Directory
import Foundation
import Storage
import TestKit

/// What hangs on a person, as ids by table.
struct RegisterState: Equatable, Sendable {
    var rows: [String: Set<UUID>] = [:]
    var isEnded = false

    static func of(_ person: ID<Person>, in database: any Database) async throws -> RegisterState {
        try await database.read { reader in
            var state = RegisterState()
            let lake = World.lake
            let queries: [(String, SQL)] = [
                ("role", "SELECT id FROM role_assignment WHERE provider_id = \(lake) AND person_id = \(person)"),
                ("membership", "SELECT id FROM membership WHERE provider_id = \(lake) AND person_id = \(person)"),
                ("child", "SELECT id FROM guardianship WHERE provider_id = \(lake) AND child_id = \(person)"),
                ("guardian", "SELECT id FROM guardianship WHERE provider_id = \(lake) AND guardian_id = \(person)"),
                (
                    "identifier",
                    "SELECT id FROM person_identifier WHERE provider_id = \(lake) AND person_id = \(person)"
                ),
                (
                    "account",
                    "SELECT account_id FROM account_person WHERE provider_id = \(lake) AND person_id = \(person)"
                ),
            ]
            for (name, sql) in queries { state.rows[name] = Set(try reader.all(Query<UUID>(sql))) }
            state.isEnded = try reader.one(
                Query<Bool>("SELECT ended_at IS NOT NULL FROM person WHERE provider_id = \(lake) AND id = \(person)"))
            return state
        }
    }
}

/// One row of the change feed.
struct FeedRow: RowDecodable {
    let entity: String
    let id: UUID
    let operation: String

    init(row: inout Row) throws {
        entity = try row.next()
        id = try row.next()
        operation = try row.next()
    }

    static func last(in database: any Database) async throws -> Int64 {
        try await database.read {
            try $0.one(Query<Int64>("SELECT last_sequence FROM change_counter WHERE provider_id = \(World.lake)"))
        }
    }

    static func after(_ sequence: Int64, in database: any Database) async throws -> [FeedRow] {
        try await database.read {
            try $0.all(
                Query(
                    """
                    SELECT entity, entity_id, operation FROM change_feed
                    WHERE provider_id = \(World.lake) AND sequence > \(sequence) ORDER BY sequence
                    """))
        }
    }
}

extension Sequence {
    func asyncMap<Value>(_ body: (Element) async throws -> Value) async rethrows -> [Value] {
        var values: [Value] = []
        for element in self { values.append(try await body(element)) }
        return values
    }
}
