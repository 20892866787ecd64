import Base
import Foundation
import Storage
import StorageSQLite
import Testing

@Suite struct ScratchTests {
    private static let table = BulkTable("sample", ["name", "size"])

    private func with(_ body: (any Scratch, URL) throws -> Void) throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "scratch-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let scratch = try SQLiteScratch(in: folder)
        defer { scratch.close() }
        try scratch.define("CREATE TABLE sample (name TEXT PRIMARY KEY, size INTEGER) WITHOUT ROWID")
        try body(scratch, folder)
    }

    @Test func `its file has no name while it is in use, whatever ends the process`() throws {
        try with { scratch, folder in
            try scratch.load(Self.table, (0..<50_000).lazy.map { [Bound("row \($0)"), Bound($0)] })
            #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == [])
            let count = try scratch.one(Query<Int>("SELECT COUNT(*) FROM sample"))
            #expect(count == 50_000)
        }
    }

    @Test func `a row is taken unless its key is there`() throws {
        try with { scratch, _ in
            let taken = try [1, 2].map { try scratch.offer(Self.table, [Bound("a"), Bound($0)]) }
            #expect(taken == [true, false])
            let sizes = try scratch.all(Query<Int>("SELECT size FROM sample"))
            #expect(sizes == [1])
        }
    }

    @Test func `the same statement may run inside itself`() throws {
        try with { scratch, _ in
            try scratch.load(Self.table, (0..<3).map { [Bound("\($0)"), Bound($0)] })
            var pairs = 0
            let every: SQL = "SELECT name FROM sample ORDER BY name"
            try scratch.forEach(every) { _ in try scratch.forEach(every) { _ in pairs += 1 } }
            #expect(pairs == 9)
        }
    }

    @Test func `what fails says why, and afterwards it goes on`() throws {
        try with { scratch, _ in
            try scratch.load(Self.table, [[Bound("a"), Bound(1)]])
            #expect(throws: StorageFault.unique) { try scratch.load(Self.table, [[Bound("a"), Bound(1)]]) }
            #expect(throws: (any Error).self) { try scratch.run("SELECT nothing FROM nowhere") }
            try scratch.load(Self.table, [[Bound("b"), Bound(1)]])
            let count = try scratch.one(Query<Int>("SELECT COUNT(*) FROM sample"))
            #expect(count == 2)
            scratch.close()
            #expect(throws: StorageFault.unavailable) { try scratch.run("DELETE FROM sample") }
        }
    }

    @Test func `a folder that is not there is no room`() {
        #expect(throws: StorageFault.unavailable) { try SQLiteScratch(in: URL(filePath: "/nowhere/at/all")) }
    }
}
