import Foundation
import GRDB
import Storage

extension SQLiteDatabase {
    /// A whole database in one new file, as it was at one moment, while this one is in use. Returns how many rows each
    /// table of the copy has.
    package func snapshot(to path: String) async throws -> [String: Int64] {
        try await copy(to: path)
        return try SQLiteDatabase.inspect(path)
    }

    /// Reads a file that nobody uses from end to end; throws `StorageFault.malformed` when it is damaged. Returns how
    /// many rows each table has.
    package static func inspect(_ path: String) throws -> [String: Int64] {
        do {
            let queue = try DatabaseQueue(path: path)
            // One file without a log beside it; whoever opens it next turns the log on again.
            try queue.writeWithoutTransaction { try $0.execute(sql: "PRAGMA journal_mode = DELETE") }
            let rows = try queue.read { database in
                guard try String.fetchOne(database, sql: "PRAGMA integrity_check") == "ok",
                    try GRDB.Row.fetchOne(database, sql: "PRAGMA foreign_key_check") == nil
                else { throw StorageFault.malformed("the database file is damaged") }
                return try counts(in: database)
            }
            try queue.close()
            return rows
        } catch is DatabaseError {
            throw StorageFault.malformed("the file is no database that can be read")
        }
    }

    /// Brings what the log beside a file holds into the file; nobody may use it meanwhile.
    package static func settle(_ path: String) throws {
        let queue = try DatabaseQueue(path: path)
        try queue.writeWithoutTransaction { try $0.execute(sql: "PRAGMA journal_mode = DELETE") }
        try queue.close()
    }

    private static func counts(in database: GRDB.Database) throws -> [String: Int64] {
        let tables = try String.fetchAll(
            database, sql: "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'")
        return try tables.reduce(into: [:]) { counts, table in
            counts[table] = try Int64.fetchOne(database, sql: "SELECT COUNT(*) FROM \(table.quotedDatabaseIdentifier)")
        }
    }
}
