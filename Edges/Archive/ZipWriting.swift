import CLibzip

/// Makes zip files, through libzip.
package enum ZipWriting {
    /// Why there is no archive.
    package enum Failure: Error {
        /// A file cannot be read, or there is no memory.
        case unreadable
        /// The archive would be larger than the caller takes.
        case tooLarge
    }

    /// Writes files, by the names they get, into a new archive that is in memory alone. Waits for the disk, and
    /// compresses: for a thread of its own.
    ///
    /// - Parameter most: how many bytes the archive may have.
    package static func write(
        _ files: [(name: String, path: String)], to archive: MemoryFile, most: Int
    ) throws(Failure) {
        let sink = MemorySink(archive, most: most)
        defer { withExtendedLifetime(sink) {} }
        guard let source = sink.source() else { throw .unreadable }
        guard let handle = zip_open_from_source(source, ZIP_TRUNCATE, nil) else {
            zip_source_free(source)
            throw .unreadable
        }
        for file in files {
            guard let content = zip_source_file(handle, file.path, 0, -1) else { throw discard(handle) }
            guard zip_file_add(handle, file.name, content, UInt32(ZIP_FL_ENC_UTF_8)) >= 0 else {
                zip_source_free(content)
                throw discard(handle)
            }
        }
        guard zip_close(handle) == 0 else {
            zip_discard(handle)
            throw sink.isFull ? .tooLarge : .unreadable
        }
    }

    private static func discard(_ handle: OpaquePointer) -> Failure {
        zip_discard(handle)
        return .unreadable
    }
}
