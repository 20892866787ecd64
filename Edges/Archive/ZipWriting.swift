import CLibzip

/// Makes zip files, through libzip.
package enum ZipWriting {
    /// Why there is no archive: it was there already, a file cannot be read, or the disk is full.
    package struct Failure: Error {}

    /// Writes files, by the names they get, into a new archive. Waits for the disk, and compresses: for a thread of its own.
    package static func write(_ files: [(name: String, path: String)], to archive: String) throws(Failure) {
        var code: Int32 = 0
        guard let handle = zip_open(archive, ZIP_CREATE | ZIP_EXCL, &code) else { throw Failure() }
        for file in files {
            guard let source = zip_source_file(handle, file.path, 0, -1) else { throw discard(handle) }
            guard zip_file_add(handle, file.name, source, UInt32(ZIP_FL_ENC_UTF_8)) >= 0 else {
                zip_source_free(source)
                throw discard(handle)
            }
        }
        guard zip_close(handle) == 0 else { throw discard(handle) }
    }

    private static func discard(_ handle: OpaquePointer) -> Failure {
        zip_discard(handle)
        return Failure()
    }
}
