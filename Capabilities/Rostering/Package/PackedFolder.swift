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

    /// Writes the files into a new archive. Waits for the disk, and compresses: for a thread of its own.
    package static func write(_ files: [URL], to archive: URL) throws {
        do {
            try ZipWriting.write(files.map { ($0.lastPathComponent, $0.path) }, to: archive.path)
        } catch {
            throw CocoaError(.fileWriteUnknown)
        }
    }

    /// `write` on a thread of its own.
    package static func pack(_ files: [URL], to archive: URL) async throws {
        try await OwnThread.run { try write(files, to: archive) }
    }
}
