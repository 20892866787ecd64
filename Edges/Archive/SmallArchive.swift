import CLibzip

/// The files of a small zip file in memory.
package enum SmallArchive {
    /// One file, by its name without folders.
    package struct File: Sendable {
        package let name: String
        package let bytes: [UInt8]
    }

    /// Why nothing is read.
    package enum Refusal: Error {
        /// It is no zip file, it is damaged, or it is locked by a password.
        case unreadable
        /// It holds more than the caller takes.
        case tooLarge
    }

    /// The most entries that an archive may have.
    private static let most: Int64 = 100

    /// Whether the bytes begin as a zip file does (APPNOTE 4.3.7).
    package static func isOne(_ bytes: [UInt8]) -> Bool { bytes.starts(with: [0x50, 0x4B, 0x03, 0x04]) }

    /// Every file, folders and hidden ones left out.
    ///
    /// - Parameter limit: how many bytes the files may be together once they are unpacked.
    package static func files(in bytes: [UInt8], limit: Int) throws(Refusal) -> [File] {
        let found: Result<[File], Refusal> = bytes.withUnsafeBytes { buffer in
            var problem = zip_error_t()
            guard let source = zip_source_buffer_create(buffer.baseAddress, UInt64(buffer.count), 0, &problem) else {
                return .failure(.unreadable)
            }
            guard let handle = zip_open_from_source(source, ZIP_RDONLY, &problem) else {
                zip_source_free(source)
                return .failure(.unreadable)
            }
            defer { zip_discard(handle) }
            return read(handle, limit)
        }
        return try found.get()
    }

    private static func read(_ handle: OpaquePointer, _ limit: Int) -> Result<[File], Refusal> {
        let count = zip_get_num_entries(handle, 0)
        guard count <= most else { return .failure(.tooLarge) }
        var (files, left) = ([File](), UInt64(limit))
        for index in 0..<UInt64(max(0, count)) {
            var status = zip_stat_t()
            zip_stat_init(&status)
            guard zip_stat_index(handle, index, 0, &status) == 0, let path = status.name else {
                return .failure(.unreadable)
            }
            let parts = String(cString: path).split(separator: "/", omittingEmptySubsequences: false)
            guard let name = parts.last, !name.isEmpty,
                !parts.contains(where: { $0.hasPrefix(".") || $0 == "__MACOSX" })
            else { continue }
            guard status.size <= left else { return .failure(.tooLarge) }
            left -= status.size
            guard Int32(status.encryption_method) == ZIP_EM_NONE,
                let bytes = bytes(of: index, size: Int(status.size), in: handle)
            else { return .failure(.unreadable) }
            files.append(File(name: String(name), bytes: bytes))
        }
        return .success(files)
    }

    /// The whole file; nil when it is damaged or longer than it said.
    private static func bytes(of index: UInt64, size: Int, in handle: OpaquePointer) -> [UInt8]? {
        guard let file = zip_fopen_index(handle, index, 0) else { return nil }
        defer { zip_fclose(file) }
        var (bytes, length) = ([UInt8](repeating: 0, count: size), 0)
        let isComplete = bytes.withUnsafeMutableBytes { buffer in
            while length < buffer.count {
                let count = zip_fread(file, buffer.baseAddress?.advanced(by: length), UInt64(buffer.count - length))
                guard count > 0 else { return false }
                length += Int(count)
            }
            // libzip compares the checksum when it is asked for what comes after the last byte.
            var extra: UInt8 = 0
            return zip_fread(file, &extra, 1) == 0
        }
        return isComplete ? bytes : nil
    }
}
