package import Base
import Crypto
package import Foundation

/// One frozen step of the schema: `Migrations/0001_name.sql` of a room.
package struct Migration: Hashable, Sendable {
    package let room: String
    package let number: Int32
    package let name: String
    package let text: String

    package init(room: String, number: Int32, name: String, text: String) {
        (self.room, self.number, self.name, self.text) = (room, number, name, text)
    }

    /// The migrations in a bundle's `Migrations` folder, by number.
    package static func all(of room: String, in bundle: Bundle) throws -> [Migration] {
        let folder = bundle.bundleURL.appending(path: "Migrations")
        return try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)
            .filter { $0.pathExtension == "sql" }
            .map { file in
                let name = file.deletingPathExtension().lastPathComponent
                guard let number = Int32(name.prefix(4)) else {
                    throw StorageFault.migration("\(room) \(name) has no number")
                }
                return Migration(
                    room: room, number: number, name: name, text: try String(contentsOf: file, encoding: .utf8))
            }
            .sorted { $0.number < $1.number }
    }

    /// SHA-256 of the text in hexadecimal.
    package var checksum: String {
        SHA256.hash(data: Data(text.utf8)).map { byte in
            let digits = String(byte, radix: 16)
            return digits.count == 1 ? "0" + digits : digits
        }.joined()
    }

    /// The statements, without comments; a statement ends with `;` at the end of a line.
    package var statements: [String] {
        text.split(separator: "\n", omittingEmptySubsequences: false)
            .map { line in line.firstRange(of: "--").map { line[..<$0.lowerBound] } ?? line }
            .map { line in line.lastIndex { !$0.isWhitespace }.map { line[...$0] } ?? "" }
            .joined(separator: "\n")
            .components(separatedBy: ";\n").map(\.trimmed)
            .map { $0.hasSuffix(";") ? String($0.dropLast()) : $0 }
            .filter { !$0.isEmpty }
    }
}

/// The rule of migrating, the same on both engines; the driver calls it inside one locked transaction.
package enum Migrator {
    package static let ledger = """
        CREATE TABLE IF NOT EXISTS migration_ledger (
            room TEXT NOT NULL,
            number INTEGER NOT NULL,
            name TEXT NOT NULL,
            checksum TEXT NOT NULL,
            applied_at TIMESTAMPTZ NOT NULL,
            PRIMARY KEY (room, number)
        )
        """

    /// Applies what the ledger lacks; throws `StorageFault.migration` when a shipped text was changed.
    package static func apply(_ migrations: [Migration], in writer: any SchemaWriter, at instant: Instant) throws
        -> [String]
    {
        try writer.define(ledger)
        let applied = Dictionary(
            uniqueKeysWithValues: try writer.all(
                Query("SELECT room, number, checksum FROM migration_ledger") { row in
                    (Key(room: try row.next(), number: try row.next()), try row.next(String.self))
                }))
        var names: [String] = []
        for migration in migrations {
            let name = "\(migration.room)/\(migration.name)"
            if let checksum = applied[Key(room: migration.room, number: migration.number)] {
                guard checksum == migration.checksum else {
                    throw StorageFault.migration("\(name) was changed after it was applied")
                }
                continue
            }
            for statement in migration.statements { try writer.define(statement) }
            try writer.run(
                """
                INSERT INTO migration_ledger (room, number, name, checksum, applied_at)
                VALUES (\(migration.room), \(migration.number), \(migration.name), \(migration.checksum), \(instant))
                """)
            names.append(name)
        }
        return names
    }

    private struct Key: Hashable {
        let room: String
        let number: Int32
    }
}
