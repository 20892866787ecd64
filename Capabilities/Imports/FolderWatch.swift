package import Base
import Crypto
import Directory
package import Foundation
import Rostering
package import Storage
import Synchronization

/// Looks into a folder for packages: `FOLDER/PROVIDER-SLUG/NAME.zip`. A new one becomes a run, which is applied unless
/// somebody must confirm it. The same content is imported once, whatever its file is called.
package final class FolderWatch: Sendable {
    /// By what a file is known to be the same as a moment ago.
    private struct Stamp: Hashable {
        let bytes: Int
        let changedAt: Date
    }

    private struct Sight {
        let stamp: Stamp
        var isDone: Bool
    }

    private let folder: URL
    private let database: any Database
    private let desk: ImportDesk
    private let now: @Sendable () -> Instant
    private let complain: @Sendable (String) -> Void
    private let seen = Mutex<[String: Sight]>([:])

    /// - Parameter complain: gets a sentence without names about a file that cannot be taken.
    package init(
        _ folder: URL, database: any Database, desk: ImportDesk, now: @escaping @Sendable () -> Instant,
        complain: @escaping @Sendable (String) -> Void
    ) {
        (self.folder, self.database, self.desk) = (folder, database, desk)
        (self.now, self.complain) = (now, complain)
    }

    /// Looks once. A file is taken when it was the same at two looks, so that one that is being written is left alone.
    package func look() async throws {
        var present: Set<String> = []
        for provider in try await database.read({ try $0.all(WatchedProvider.all) }) {
            for file in packages(of: provider.slug) {
                present.insert(file.path)
                guard let stamp = stamp(of: file), isDue(file, stamp) else { continue }
                await take(file, stamp, for: provider)
            }
        }
        seen.withLock { seen in seen = seen.filter { present.contains($0.key) } }
    }

    /// Zip files by name; hidden ones are being written by whoever puts them there.
    private func packages(of slug: String) -> [URL] {
        let place = folder.appending(path: slug)
        let files = try? FileManager.default.contentsOfDirectory(
            at: place, includingPropertiesForKeys: nil, options: .skipsHiddenFiles)
        return (files ?? []).filter { $0.pathExtension.lowercased() == "zip" }.sorted { $0.path < $1.path }
    }

    /// nil for what is no file of its own: a link could lead anywhere.
    private func stamp(of file: URL) -> Stamp? {
        guard let attributes = try? FileManager.default.attributesOfItem(atPath: file.path),
            attributes[.type] as? FileAttributeType == .typeRegular, let bytes = attributes[.size] as? Int,
            let changedAt = attributes[.modificationDate] as? Date, bytes > 0
        else { return nil }
        return Stamp(bytes: bytes, changedAt: changedAt)
    }

    private func isDue(_ file: URL, _ stamp: Stamp) -> Bool {
        seen.withLock { seen in
            if let sight = seen[file.path], sight.stamp == stamp { return !sight.isDone }
            seen[file.path] = Sight(stamp: stamp, isDone: false)
            return false
        }
    }

    private func take(_ file: URL, _ stamp: Stamp, for provider: WatchedProvider) async {
        do {
            try await receive(file, stamp, for: provider)
            seen.withLock { $0[file.path]?.isDone = true }
        } catch is RunRefusal {
            complain("a package in the watched folder is too large")
            seen.withLock { $0[file.path]?.isDone = true }
        } catch {
            complain("a package in the watched folder could not be read; it is tried again: \(type(of: error))")
        }
    }

    private func receive(_ file: URL, _ stamp: Stamp, for provider: WatchedProvider) async throws {
        var hash = SHA256()
        for try await piece in FilePieces(file: file) { hash.update(data: piece) }
        let package = WatchedPackage(
            provider: provider.id,
            digest: hash.finalize().map { String($0 >> 4, radix: 16) + String($0 & 15, radix: 16) }.joined())
        let (name, found) = (file.lastPathComponent, now())
        guard try await database.write({ try $0.run(package.claim(named: name, at: found)) }) == 1 else { return }
        do {
            let run = try await desk.runs.receive(FilePieces(file: file), named: name, for: provider.id, by: .schedule)
            // What was written to meanwhile is another package.
            guard self.stamp(of: file) == stamp else { throw CocoaError(.fileReadUnknown) }
            try await database.write { _ = try $0.run(package.settle(run)) }
            desk.begin(.scheduled, on: run, of: provider.id, by: .schedule)
        } catch {
            try await database.write { _ = try $0.run(package.release) }
            throw error
        }
    }
}

/// The content of a file in pieces.
struct FilePieces: AsyncSequence {
    let file: URL

    struct AsyncIterator: AsyncIteratorProtocol {
        let file: URL
        private var handle: FileHandle?

        init(file: URL) { self.file = file }

        mutating func next() async throws -> [UInt8]? {
            if handle == nil { handle = try FileHandle(forReadingFrom: file) }
            guard let data = try handle?.read(upToCount: 1 << 20), !data.isEmpty else {
                try handle?.close()
                return nil
            }
            return Array(data)
        }
    }

    func makeAsyncIterator() -> AsyncIterator { AsyncIterator(file: file) }
}
