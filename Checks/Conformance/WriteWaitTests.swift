import Base
import Foundation
import Storage
import StorageSQLite
import Testing

/// Other writes beside a long one, as an import is.
@Suite struct WriteWaitTests {
    private static func with(_ body: (_ path: String) async throws -> Void) async throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "wait-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        try await body(folder.appending(path: "test.db").path)
    }

    private static let tables = [
        Migration(
            room: "Wait", number: 1, name: "0001_mark",
            text: "CREATE TABLE mark (id BIGINT NOT NULL PRIMARY KEY, provider_id UUID);")
    ]

    @Test(arguments: [true, false])
    func `a write waits behind a long one, and is refused in good time when that takes too long`(
        _ isOwnProcess: Bool
    ) async throws {
        try await Self.with { path in
            let database = try SQLiteDatabase(path: path, readers: 1, writeWaitSeconds: 1)
            _ = try await database.migrate(Self.tables, at: Instant(milliseconds: 0))
            // A second pool on the file is to SQLite what another process is.
            let other = isOwnProcess ? database : try SQLiteDatabase(path: path, readers: 1, writeWaitSeconds: 1)
            let long = Task {
                try await other.write { writer in
                    try writer.run("INSERT INTO mark (id) VALUES (\(1))")
                    Thread.sleep(forTimeInterval: 3)
                }
            }
            try await Task.sleep(for: .milliseconds(300))
            let begun = ContinuousClock.now
            await #expect(throws: StorageFault.busy) {
                try await database.write { _ = try $0.run("INSERT INTO mark (id) VALUES (\(2))") }
            }
            #expect(ContinuousClock.now - begun < .seconds(2.5))
            try await long.value
            try await database.write { _ = try $0.run("INSERT INTO mark (id) VALUES (\(3))") }
            let ids = try await database.read { try $0.all(Query<Int>("SELECT id FROM mark ORDER BY id")) }
            #expect(ids == [1, 3])
            await other.close()
            await database.close()
        }
    }
}
