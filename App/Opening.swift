import Accounts
import Base
import Foundation
import Logging
import Storage
import StoragePostgres
import StorageSQLite

extension Settings {
    /// Opens the database that is configured, making the data folder if the database is a file in it.
    func openDatabase(_ logger: Logger) throws -> any Database {
        switch database {
        case .sqlite(let path):
            // The file holds everybody's data: nobody but its owner reads it.
            umask(0o077)
            try FileManager.default.createDirectory(
                at: URL(filePath: path).deletingLastPathComponent(), withIntermediateDirectories: true)
            return try SQLiteDatabase(path: path)
        case .postgres(let address):
            return PostgresDatabase(
                address, limits: PostgresLimits(connections: postgresConnections),
                scratch: { [data] in
                    try FileManager.default.createDirectory(at: data, withIntermediateDirectories: true)
                    return try SQLiteScratch(in: data)
                },
                log: { line in logger.warning("\(line)") })
        }
    }

    /// A logger that writes JSON lines from the configured level on.
    func logger() -> Logger {
        Logger(label: "digione") { JSONLog(label: $0, level: logLevel) }
    }

    /// Opens the database, brings its schema up to date, runs `body`, and closes it.
    func withDatabase<Value>(_ body: (any Database) async throws -> Value) async throws -> Value {
        let database = try openDatabase(logger())
        do {
            _ = try await database.migrate(House.migrations(), at: .fromSystemClock())
            let value = try await body(database)
            await database.close()
            return value
        } catch {
            await database.close()
            throw error
        }
    }
}
