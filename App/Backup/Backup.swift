import Base
import Foundation
import Storage
import StoragePostgres
import StorageSQLite

/// One whole copy of the database while it is in use, as it was at one moment.
struct Backup: Sendable {
    let settings: Settings
    let now: Instant

    /// Writes it to a new file and returns what it holds.
    func make(to path: String) async throws -> BackupManifest {
        guard !FileManager.default.fileExists(atPath: path) else {
            throw Fault(.conflict, log: "there is a file of that name already")
        }
        if case .sqlite(let file) = settings.database, !FileManager.default.fileExists(atPath: file) {
            throw Fault(.missing, log: "there is no database yet")
        }
        let contents = path + ".contents"
        // Whoever makes the file decides who may read it, and what the copy writes into is this file.
        try BackupFile.create(contents).close()
        defer { try? FileManager.default.removeItem(atPath: contents) }
        let database = try settings.openDatabase(settings.logger())
        do {
            let manifest = try await copy(database, to: contents)
            await database.close()
            try BackupFile.write(manifest, contents: contents, to: path)
            return manifest
        } catch {
            await database.close()
            throw error
        }
    }

    private func copy(_ database: any Database, to contents: String) async throws -> BackupManifest {
        let migrations = try await database.read { try Checkup.ledger(in: $0) }
        switch (database, settings.database) {
        case (let database as SQLiteDatabase, _):
            let rows = try await database.snapshot(to: contents)
            return manifest(.sqlite, migrations, rows)
        case (let database as PostgresDatabase, .postgres(let address)):
            let tools = try PostgresTools(address)
            let rows = try await database.snapshot { snapshot, rows in
                try tools.run(
                    "pg_dump",
                    [
                        "--format=custom", "--no-owner", "--no-privileges", "--snapshot=\(snapshot)",
                        "--file=\(contents)",
                    ])
                return rows
            }
            return manifest(.postgres, migrations, rows)
        default: throw Fault(.broken, log: "this engine has no backup")
        }
    }

    private func manifest(
        _ engine: BackupManifest.Engine, _ migrations: [LedgerRow], _ rows: [String: Int64]
    ) -> BackupManifest {
        BackupManifest(engine: engine, madeAt: now.description, migrations: migrations, rows: rows)
    }
}
