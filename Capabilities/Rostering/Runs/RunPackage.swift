import Archive
import Base
import Directory
import Foundation
import Storage

/// The package of a run, kept in the database piece by piece and closed by the seal: it may hold identity codes.
struct RunPackage: Sendable {
    let database: any Database
    let seal: Seal
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
        let closed = try seal.close(bytes, for: Self.place)
        try await database.write { [run, provider] writer in
            _ = try writer.run(RunPackage.insert(closed, as: number, of: run, provider: provider))
        }
    }

    /// Runs `body` with the package as a file that is in memory alone, gone when `body` is over.
    func asFile<Value>(_ body: (URL) async throws -> Value) async throws -> Value {
        let file = try MemoryFile()
        var number = Int32(0)
        while let bytes = try await chunk(number) {
            try file.append(bytes)
            number += 1
        }
        guard number > 0 else { throw RunRefusal.packageGone }
        // It lives as long as somebody holds it.
        defer { withExtendedLifetime(file) {} }
        return try await body(file.url)
    }

    private func chunk(_ number: Int32) async throws -> [UInt8]? {
        let kept = try await database.read { [run, provider] reader in
            try reader.first(RunPackage.chunk(number, of: run, provider: provider))
        }
        guard let kept else { return nil }
        return kept.isSealed ? try seal.open(kept.bytes, for: Self.place) : kept.bytes
    }

    private static let place = "roster_run_chunk.content"
}
