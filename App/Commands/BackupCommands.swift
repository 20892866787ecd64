import ArgumentParser
import Base
import Foundation
import Storage

struct BackupCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "backup", abstract: "Copy the whole database into one file, while it is in use.")

    @OptionGroup var source: SettingsOption

    @Option(help: "The file to make; only its owner can read it.")
    var out: String

    func run() async throws {
        let settings = try source.read()
        let manifest = try await Terminal.explained {
            try await Backup(settings: settings, now: .fromSystemClock()).make(to: out)
        }
        print("\(out): \(manifest.total) rows in \(manifest.rows.count) tables")
    }
}

struct RestoreCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "restore", abstract: "Put a backup in the place of the database that the settings name.",
        discussion: "It refuses while a server or another command uses the database, and when the file was changed.")

    @OptionGroup var source: SettingsOption

    @Argument(help: "The file that `digione backup` made.")
    var file: String

    @Flag(help: "Replace a database that is there; an SQLite file is kept under another name.")
    var replace = false

    func run() async throws {
        let settings = try source.read()
        let (manifest, kept) = try await Terminal.explained {
            try await Restore(settings: settings, migrations: try House.migrations(), now: .fromSystemClock())
                .run(file, replaces: replace)
        }
        print("Restored as of \(manifest.madeAt): \(manifest.total) rows in \(manifest.rows.count) tables")
        if let kept { print("What was there before: \(kept)") }
    }
}

extension BackupManifest {
    var total: Int64 { rows.values.reduce(0, +) }
}
