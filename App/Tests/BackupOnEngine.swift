import Base
import Foundation
import Storage
import TestKit
import Testing

@testable import App

@Suite struct BackupOnEngine {
    private let now = Instant.fromSystemClock()

    /// A place with the world in it, and a folder for what the test makes.
    private func with(_ body: (TestDatabase, Settings, String) async throws -> Void) async throws {
        let folder = FileManager.default.temporaryDirectory.path + "/digione-backup-\(UUID())"
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: folder) }
        try await TestDatabase.withPlace(World.template()) { place in
            let settings = try Settings([
                "DIGIONE_DATABASE": place.text, "DIGIONE_DATA": folder, "DIGIONE_WORD_LIST": "/dev/null",
                "DIGIONE_POSTGRES_CONNECTIONS": "2",
            ])
            try await body(place, settings, folder)
        }
    }

    @discardableResult private func restore(
        _ settings: Settings, _ file: String, replaces: Bool, known: [Migration]? = nil
    ) async throws -> String? {
        let restore = Restore(
            settings: settings, migrations: try known ?? House.migrations(), now: .fromSystemClock())
        return try await restore.run(file, replaces: replaces).kept
    }

    private func marks(inFile path: String) async throws -> [String] {
        let settings = try Settings(["DIGIONE_DATABASE": "sqlite:\(path)", "DIGIONE_WORD_LIST": "/dev/null"])
        let database = try settings.openDatabase(settings.logger())
        let marks = try await database.read { try BackupTrial.marks(in: $0) }
        await database.close()
        return marks.sorted()
    }

    private func fault(of body: () async throws -> Void) async -> Fault.Kind? {
        do {
            try await body()
            return nil
        } catch let fault as Fault {
            return fault.kind
        } catch {
            return .broken
        }
    }

    @Test func `what was there at the backup is there after the restore, and nothing else`() async throws {
        try await with { place, settings, folder in
            let file = folder + "/backup"
            var database = try place.open()
            let before = try await database.read { try BackupTrial.people(in: $0) }
            try await database.write { try BackupTrial.mark("before", in: $0) }
            let manifest = try await Backup(settings: settings, now: now).make(to: file)
            try await database.write { try BackupTrial.mark("after", in: $0) }
            // In use: another name for a server that runs.
            #expect(await fault { try await restore(settings, file, replaces: true) } == .conflict)
            await database.close()
            // Full: nobody said that what is there may go.
            #expect(await fault { try await restore(settings, file, replaces: false) } == .conflict)
            let kept = try await restore(settings, file, replaces: true)
            if let kept { #expect(try await marks(inFile: kept) == ["after", "before"]) }
            database = try place.open()
            let (people, marks) = try await database.read { reader in
                (try BackupTrial.people(in: reader), try BackupTrial.marks(in: reader))
            }
            #expect(people == before && marks == ["before"])
            #expect(manifest.rows["person"].map(Int.init) == before.count)
            let applied = try await database.migrate(House.migrations(), at: now)
            #expect(applied == [])
            await database.close()
            let mode = try FileManager.default.attributesOfItem(atPath: file)[.posixPermissions] as? Int
            #expect(mode == 0o600)
            let left = try FileManager.default.contentsOfDirectory(atPath: folder)
            #expect(left == ["backup"])
        }
    }

    @Test func `a backup beside writers holds one moment`() async throws {
        try await with { place, settings, folder in
            let database = try place.open()
            let writing = Task {
                var count = 0
                while !Task.isCancelled {
                    let name = "row \(count)"
                    try await database.write { try BackupTrial.mark(name, in: $0) }
                    count += 1
                }
                return count
            }
            for number in 1...3 {
                let file = "\(folder)/backup-\(number)"
                _ = try await Backup(settings: settings, now: now).make(to: file)
            }
            writing.cancel()
            let written = try await writing.value
            #expect(written > 0)
            await database.close()
            // Restoring counts the rows of every table and compares them with what was counted at the backup.
            for number in 1...3 { try await restore(settings, "\(folder)/backup-\(number)", replaces: true) }
        }
    }

    @Test func `a backup that was changed, cut off or made by another version is refused and nothing is touched`()
        async throws
    {
        try await with { place, settings, folder in
            let file = folder + "/backup"
            _ = try await Backup(settings: settings, now: now).make(to: file)
            let whole = try Data(contentsOf: URL(filePath: file))
            var changed = whole
            changed[whole.count / 2] ^= 1
            for (name, data) in [("changed", changed), ("short", whole.dropLast(100)), ("empty", Data())] {
                try data.write(to: URL(filePath: "\(folder)/\(name)"))
                #expect(await fault { try await restore(settings, "\(folder)/\(name)", replaces: true) } == .invalid)
            }
            let fewer = Array(try House.migrations().dropLast())
            #expect(await fault { try await restore(settings, file, replaces: true, known: fewer) } == .conflict)
            #expect(await fault { _ = try await Backup(settings: settings, now: now).make(to: file) } == .conflict)
            let database = try place.open()
            #expect(try await database.read { try BackupTrial.people(in: $0).count } > 10)
            await database.close()
        }
    }
}
