package import Base
package import Storage
import Synchronization

/// A database that remembers how many statements each read ran.
package final class CountingDatabase: Database {
    private let database: any Database
    private let counts = Mutex<[Int]>([])

    init(_ database: any Database) { self.database = database }

    /// The statements of each read so far.
    package var reads: [Int] { counts.withLock { $0 } }

    package func read<Value: Sendable>(_ body: @escaping @Sendable (any Reader) throws -> Value) async throws -> Value {
        let (value, statements) = try await database.read { reader in (try body(reader), reader.statements) }
        counts.withLock { $0.append(statements) }
        return value
    }

    package func write<Value: Sendable>(_ body: @escaping @Sendable (any Writer) throws -> Value) async throws -> Value
    {
        try await database.write(body)
    }

    package func migrate(_ migrations: [Migration], at instant: Instant) async throws -> [String] {
        try await database.migrate(migrations, at: instant)
    }

    package func close() async { await database.close() }
}
