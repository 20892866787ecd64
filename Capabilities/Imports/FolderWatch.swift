package import Base
import Directory
package import Foundation
import Rostering
package import Storage
import Synchronization

/// Looks into a folder for packages: `FOLDER/PROVIDER-SLUG/NAME.zip`, or a folder NAME with a `manifest.csv`. A new one
/// becomes a run, which is applied unless somebody must confirm it. The same content is imported once, whatever it is
/// called.
package final class FolderWatch: Sendable {
    private struct Sight {
        let stamp: WatchedFiles.Stamp
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
            for place in places(of: provider.slug) {
                present.insert(place.path)
                guard let files = WatchedFiles(at: place), let stamp = files.stamp, isDue(place, stamp) else {
                    continue
                }
                await take(files, stamp, for: provider)
            }
        }
        seen.withLock { seen in seen = seen.filter { present.contains($0.key) } }
    }

    /// What lies there by name; what is hidden is being written by whoever puts it there.
    private func places(of slug: String) -> [URL] {
        let found = try? FileManager.default.contentsOfDirectory(
            at: folder.appending(path: slug), includingPropertiesForKeys: nil, options: .skipsHiddenFiles)
        return (found ?? []).sorted { $0.path < $1.path }
    }

    private func isDue(_ place: URL, _ stamp: WatchedFiles.Stamp) -> Bool {
        seen.withLock { seen in
            if let sight = seen[place.path], sight.stamp == stamp { return !sight.isDone }
            seen[place.path] = Sight(stamp: stamp, isDone: false)
            return false
        }
    }

    private func take(_ files: WatchedFiles, _ stamp: WatchedFiles.Stamp, for provider: WatchedProvider) async {
        do {
            try await receive(files, stamp, for: provider)
            seen.withLock { $0[files.place.path]?.isDone = true }
        } catch is RunRefusal {
            complain("a package in the watched folder is too large")
            seen.withLock { $0[files.place.path]?.isDone = true }
        } catch {
            complain("a package in the watched folder could not be read; it is tried again: \(type(of: error))")
        }
    }

    private func receive(
        _ files: WatchedFiles, _ stamp: WatchedFiles.Stamp, for provider: WatchedProvider
    ) async throws {
        let package = WatchedPackage(provider: provider.id, digest: try await files.digest())
        let (name, found) = (files.name, now())
        guard try await database.write({ try $0.run(package.claim(named: name, at: found)) }) == 1 else { return }
        do {
            let run = try await files.asArchive { archive in
                try await desk.runs.receive(FilePieces(file: archive), named: name, for: provider.id, by: .schedule)
            }
            // What was written to meanwhile is another package.
            guard files.stamp == stamp else { throw CocoaError(.fileReadUnknown) }
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
