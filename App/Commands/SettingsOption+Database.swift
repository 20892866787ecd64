import Base
import Storage

extension SettingsOption {
    /// What the configured database says; what is refused ends the command with status 1 and a sentence.
    func read<Value: Sendable>(_ body: @escaping @Sendable (any Reader) throws -> Value) async throws -> Value {
        let settings = try read()
        return try await Terminal.explained {
            try await settings.withDatabase { database in try await database.read(body) }
        }
    }

    /// Changes the configured database in one transaction of this moment.
    @discardableResult
    func write<Value: Sendable>(
        _ body: @escaping @Sendable (any Writer, Instant) throws -> Value
    ) async throws -> Value {
        let (settings, now) = (try read(), Instant.fromSystemClock())
        return try await Terminal.explained {
            try await settings.withDatabase { database in
                try await database.write { writer in try body(writer, now) }
            }
        }
    }
}
