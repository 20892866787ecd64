import Base
import Foundation
import Storage
import StoragePostgres
import StorageSQLite

/// Puts a backup in the place of the database, when nobody uses it and everything in it is as it was written.
struct Restore: Sendable {
    let settings: Settings
    let migrations: [Migration]
    let now: Instant

    /// - Parameter replaces: whether a database that holds something may give way.
    /// - Returns: what the backup holds, and where the file is kept that stood there before, if there was one.
    func run(_ path: String, replaces: Bool) async throws -> (manifest: BackupManifest, kept: String?) {
        let backup = try BackupFile(path)
        let ledger = Ledger(applied: backup.manifest.migrations, known: migrations)
        guard ledger.unknown.isEmpty, ledger.changed.isEmpty else {
            throw Fault(.conflict, log: "the backup was made by another version of DigiOne, which must restore it")
        }
        switch (settings.database, backup.manifest.engine) {
        case (.sqlite(let place), .sqlite):
            return (backup.manifest, try intoFile(backup, place, replaces))
        case (.postgres(let address), .postgres):
            try await intoServer(backup, address, replaces)
            return (backup.manifest, nil)
        case (.sqlite, .postgres): throw Fault(.conflict, log: "the backup is of PostgreSQL, the settings name SQLite")
        case (.postgres, .sqlite): throw Fault(.conflict, log: "the backup is of SQLite, the settings name PostgreSQL")
        }
    }

    private static let inUse = Fault(.conflict, log: "the database is in use; stop the server and other commands first")
    private static let isFull = Fault(.conflict, log: "there is a database already; --replace puts the backup there")
    private static let differs = Fault(.broken, log: "what was restored is not what the backup says")

    // MARK: SQLite

    private func intoFile(_ backup: BackupFile, _ place: String, _ replaces: Bool) throws -> String? {
        let files = FileManager.default
        try files.createDirectory(
            at: URL(filePath: place).deletingLastPathComponent(), withIntermediateDirectories: true,
            attributes: [.posixPermissions: 0o700])
        guard let lock = try? FileLock(path: place, isShared: false) else { throw Restore.inUse }
        defer { lock.release() }
        let isThere = files.fileExists(atPath: place)
        if isThere && !replaces { throw Restore.isFull }
        let draft = place + ".restoring"
        defer { try? files.removeItem(atPath: draft) }
        try backup.extract(to: draft)
        guard try SQLiteDatabase.inspect(draft) == backup.manifest.rows else { throw Restore.differs }
        let kept = isThere ? try setAside(place) : nil
        guard rename(draft, place) == 0 else { throw Fault(.broken, log: "the file cannot be given its name") }
        return kept
    }

    /// The old file under a second name, so that a file stands at its place at every moment.
    private func setAside(_ place: String) throws -> String {
        let kept = "\(place).before-\(now.description.filter { $0.isNumber })"
        // A server that was killed left its last changes in the log beside the file.
        try? SQLiteDatabase.settle(place)
        guard link(place, kept) == 0 else { throw Fault(.broken, log: "the old file cannot be kept") }
        if FileManager.default.fileExists(atPath: place + "-wal") {
            try FileManager.default.moveItem(atPath: place + "-wal", toPath: kept + "-wal")
        }
        try? FileManager.default.removeItem(atPath: place + "-shm")
        return kept
    }

    // MARK: PostgreSQL

    private func intoServer(_ backup: BackupFile, _ address: PostgresAddress, _ replaces: Bool) async throws {
        let database = PostgresDatabase(address, limits: PostgresLimits(connections: 1), isShared: false)
        do {
            guard try await becomesAlone(database) else { throw Restore.inUse }
            let isEmpty = try await database.rows().isEmpty
            guard replaces || isEmpty else { throw Restore.isFull }
            try load(backup, address)
            guard try await database.rows() == backup.manifest.rows else { throw Restore.differs }
            await database.close()
        } catch {
            await database.close()
            throw error
        }
    }

    /// PostgreSQL ends a session a moment after its client has gone, so a server that has just stopped is waited for.
    private func becomesAlone(_ database: PostgresDatabase) async throws -> Bool {
        for _ in 0..<20 {
            if try await database.isAlone() { return true }
            try await Task.sleep(for: .milliseconds(100))
        }
        return false
    }

    /// The backup as one script, run in one transaction: it takes effect as a whole or not at all.
    private func load(_ backup: BackupFile, _ address: PostgresAddress) throws {
        let folder = FileManager.default.temporaryDirectory.path + "/digione-restore-\(UUID())"
        try FileManager.default.createDirectory(
            atPath: folder, withIntermediateDirectories: false, attributes: [.posixPermissions: 0o700])
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let (dump, script, clear) = ("\(folder)/dump", "\(folder)/script.sql", "\(folder)/clear.sql")
        try backup.extract(to: dump)
        try Data(PostgresTools.dropEverything.utf8).write(to: URL(filePath: clear))
        let tools = try PostgresTools(address)
        try tools.run("pg_restore", ["--no-owner", "--no-privileges", "--file=\(script)", dump], connects: false)
        try tools.run(
            "psql",
            [
                "--no-psqlrc", "--quiet", "--output=/dev/null", "--set=ON_ERROR_STOP=1", "--set=VERBOSITY=terse",
                "--single-transaction", "--file=\(clear)", "--file=\(script)",
            ])
    }
}
