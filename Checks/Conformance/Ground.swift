import Base
import Foundation
import Storage
import TestKit

/// The tables that the promises are tried on.
enum Ground {
    static let migrations = [
        Migration(
            room: "Conformance", number: 1, name: "0001_thing",
            text: """
                -- Two tables that refer to each other; a comment; with a semicolon
                CREATE TABLE thing (
                    id UUID NOT NULL PRIMARY KEY,
                    name TEXT NOT NULL UNIQUE,
                    amount INTEGER NOT NULL CHECK (amount >= 0)
                );
                CREATE TABLE part (
                    thing_id UUID NOT NULL REFERENCES thing (id),
                    number INTEGER NOT NULL,
                    PRIMARY KEY (thing_id, number)
                );
                """),
        Migration(
            room: "Conformance", number: 2, name: "0002_sample",
            text: """
                CREATE TABLE sample (
                    number BIGINT NOT NULL PRIMARY KEY,
                    key UUID,
                    moment TIMESTAMPTZ,
                    day DATE,
                    flag BOOLEAN,
                    small INTEGER,
                    large BIGINT,
                    words TEXT,
                    bytes BYTEA,
                    document JSONB
                );
                """),
    ]

    static func with<Value>(
        isolation: isolated (any Actor)? = #isolation, _ body: (any Database) async throws -> Value
    ) async throws -> Value {
        try await TestDatabase.with(migrations, body)
    }
}

/// One row of the table `thing`.
struct Thing: Sendable {
    var id = UUID()
    var name: String
    var amount = 1

    var insertion: SQL { "INSERT INTO thing (id, name, amount) VALUES (\(id), \(name), \(amount))" }

    static var count: Query<Int> { Query("SELECT COUNT(*) FROM thing") }
    static var names: Query<String> { Query("SELECT name FROM thing ORDER BY name") }
}

/// The fault that `body` ends in, nil when it succeeds.
func fault(
    isolation: isolated (any Actor)? = #isolation, of body: () async throws -> Void
) async -> StorageFault? {
    do {
        try await body()
        return nil
    } catch let fault as StorageFault {
        return fault
    } catch {
        return .statement(code: "not a storage fault: \(error)")
    }
}

/// An error that only a test throws.
struct Stop: Error {}
