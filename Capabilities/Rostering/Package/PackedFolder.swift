import Archive
package import Foundation

/// A package that lies in a folder, made one zip file as a run keeps it.
package enum PackedFolder {
    /// The folder's own files by name, or nil when it is no package: there is no `manifest.csv`. Links, folders and hidden
    /// files are none of it.
    package static func files(of folder: URL) -> [URL]? {
        let keys: Set<URLResourceKey> = [.isRegularFileKey, .isSymbolicLinkKey]
        let found = try? FileManager.default.contentsOfDirectory(
            at: folder, includingPropertiesForKeys: Array(keys), options: .skipsHiddenFiles)
        let files = (found ?? []).filter { file in
            let values = try? file.resourceValues(forKeys: keys)
            return values?.isRegularFile == true && values?.isSymbolicLink != true
        }.sorted { $0.lastPathComponent < $1.lastPathComponent }
        return files.contains { $0.lastPathComponent == "manifest.csv" } ? files : nil
    }

    /// Runs `body` with the files as one zip file that is in memory alone, gone when `body` is over: a package may hold
    /// identity codes, and lies nowhere in the clear but where somebody put it.
    ///
    /// - Throws: `RunRefusal.tooLarge` when it is larger than a run keeps.
    package static func asFile<Value>(
        _ files: [URL], most: Int = RosterRuns.maximalBytes, _ body: (URL) async throws -> Value
    ) async throws -> Value {
        let archive = try MemoryFile()
        try await OwnThread.run { try write(files, to: archive, most: most) }
        // It lives as long as somebody holds it.
        defer { withExtendedLifetime(archive) {} }
        return try await body(archive.url)
    }

    private static func write(_ files: [URL], to archive: MemoryFile, most: Int) throws {
        do {
            try ZipWriting.write(files.map { ($0.lastPathComponent, $0.path) }, to: archive, most: most)
        } catch .tooLarge {
            throw RunRefusal.tooLarge
        } catch .unreadable {
            throw CocoaError(.fileReadUnknown)
        }
    }
}
