import Base
import Directory
import Foundation
import Storage

/// The package of a run, kept in the database piece by piece, so that no node has it on its disk.
struct RunPackage: Sendable {
    let database: any Database
    let run: ID<RosterRun>
    let provider: ID<Provider>

    /// How much stands in one row, and in one write.
    static let chunkBytes = 1 << 20

    /// Writes what comes, in rows of the same size; returns how many bytes there were.
    func keep(_ chunks: some AsyncSequence<[UInt8], any Error>, most: Int) async throws -> Int {
        var waiting: [UInt8] = []
        var (number, total) = (Int32(0), 0)
        for try await chunk in chunks {
            waiting.append(contentsOf: chunk)
            total += chunk.count
            guard total <= most else { throw RunRefusal.tooLarge }
            while waiting.count >= Self.chunkBytes {
                try await keep(Array(waiting.prefix(Self.chunkBytes)), as: number)
                waiting.removeFirst(Self.chunkBytes)
                number += 1
            }
        }
        if !waiting.isEmpty { try await keep(waiting, as: number) }
        return total
    }

    private func keep(_ bytes: [UInt8], as number: Int32) async throws {
        try await database.write { [run, provider] writer in
            _ = try writer.run(RunPackage.insert(bytes, as: number, of: run, provider: provider))
        }
    }

    /// Runs `body` with the package as a file that only this process can read, gone when `body` is over.
    func asFile<Value>(_ body: (URL) async throws -> Value) async throws -> Value {
        let file = FileManager.default.temporaryDirectory.appending(path: "digione-\(UUID().uuidString).zip")
        let owner = [FileAttributeKey.posixPermissions: 0o600]
        guard FileManager.default.createFile(atPath: file.path, contents: nil, attributes: owner) else {
            throw CocoaError(.fileWriteUnknown)
        }
        defer { try? FileManager.default.removeItem(at: file) }
        let handle = try FileHandle(forWritingTo: file)
        var number = Int32(0)
        while let bytes = try await chunk(number) {
            try handle.write(contentsOf: Data(bytes))
            number += 1
        }
        try handle.close()
        guard number > 0 else { throw RunRefusal.packageGone }
        return try await body(file)
    }

    private func chunk(_ number: Int32) async throws -> [UInt8]? {
        try await database.read { [run, provider] reader in
            try reader.first(RunPackage.chunk(number, of: run, provider: provider))
        }
    }
}
