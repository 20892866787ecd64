package import Base
package import Storage
import Synchronization

/// A database that remembers the statements of each read.
package final class RecordingDatabase: Database {
    private let database: any Database
    private let recorded = Mutex<[[SQL]]>([])

    init(_ database: any Database) { self.database = database }

    /// The statements of each read so far.
    package var reads: [[SQL]] { recorded.withLock { $0 } }

    package func read<Value: Sendable>(
        _ body: @escaping @Sendable (any Reader) throws -> Value
    ) async throws -> Value {
        let (value, statements) = try await database.read { reader in
            let recording = RecordingReader(reader)
            return (try body(recording), recording.recorded)
        }
        recorded.withLock { $0.append(statements) }
        return value
    }

    package func write<Value: Sendable>(
        _ body: @escaping @Sendable (any Writer) throws -> Value
    ) async throws -> Value {
        try await database.write(body)
    }

    package func migrate(_ migrations: [Migration], at instant: Instant) async throws -> [String] {
        try await database.migrate(migrations, at: instant)
    }

    package func close() async { await database.close() }

    package func scratch() throws -> any Scratch { try database.scratch() }
}

private final class RecordingReader: Reader {
    private let reader: any Reader
    private(set) var recorded: [SQL] = []

    init(_ reader: any Reader) { self.reader = reader }

    var statements: Int { reader.statements }

    func forEach(_ sql: SQL, _ body: (inout Row) throws -> Void) throws {
        recorded.append(sql)
        try reader.forEach(sql, body)
    }
}
