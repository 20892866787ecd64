import CLibzip
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
        var code: Int32 = 0
        guard let handle = zip_open(archive.path, ZIP_CREATE | ZIP_EXCL, &code) else {
            throw CocoaError(.fileWriteUnknown)
        }
        for file in files {
            guard let source = zip_source_file(handle, file.path, 0, -1) else { throw failure(handle) }
            let name = file.lastPathComponent
            guard zip_file_add(handle, name, source, UInt32(ZIP_FL_ENC_UTF_8)) >= 0 else {
                zip_source_free(source)
                throw failure(handle)
            }
        }
        guard zip_close(handle) == 0 else { throw failure(handle) }
    }

    /// `write` on a thread of its own.
    package static func pack(_ files: [URL], to archive: URL) async throws {
        try await OwnThread.run { try write(files, to: archive) }
    }

    private static func failure(_ handle: OpaquePointer) -> CocoaError {
        zip_discard(handle)
        return CocoaError(.fileReadUnknown)
    }
}
