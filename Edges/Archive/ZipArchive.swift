import CLibzip

/// A zip file open for reading, through libzip; the one place where that is spoken to about reading.
package final class ZipArchive {
    /// What the archive says of one of its files; nothing is unpacked yet.
    package struct Entry: Hashable, Sendable {
        /// With its folders; empty when the archive is damaged there.
        package let name: String
        package let size: UInt64
        package let packedSize: UInt64
        package let isEncrypted: Bool
        /// It stands for something elsewhere.
        package let isLink: Bool
        package let index: UInt64
    }

    private let handle: OpaquePointer
    /// The bytes of an archive in memory, which libzip reads where they lie.
    private let memory: UnsafeMutableRawBufferPointer?

    /// nil when the file is not a zip archive.
    package init?(path: String) {
        var code: Int32 = 0
        guard let handle = zip_open(path, ZIP_RDONLY, &code) else { return nil }
        (self.handle, memory) = (handle, nil)
    }

    /// nil when the bytes are not a zip archive.
    package init?(_ bytes: [UInt8]) {
        let memory = UnsafeMutableRawBufferPointer.allocate(byteCount: max(1, bytes.count), alignment: 1)
        memory.copyBytes(from: bytes)
        var problem = zip_error_t()
        let source = zip_source_buffer_create(memory.baseAddress, UInt64(bytes.count), 0, &problem)
        guard let source, let handle = zip_open_from_source(source, ZIP_RDONLY, &problem) else {
            zip_source_free(source)
            memory.deallocate()
            return nil
        }
        (self.handle, self.memory) = (handle, memory)
    }

    deinit {
        zip_discard(handle)
        memory?.deallocate()
    }

    /// How many entries it has.
    package var count: Int { Int(max(0, zip_get_num_entries(handle, 0))) }

    /// Its files and folders, in its order.
    package var entries: [Entry] { (0..<UInt64(count)).map(entry) }

    /// The file, to be read from its beginning; nil when it cannot be opened.
    package func open(at index: UInt64, size: UInt64) -> ZipFile? {
        zip_fopen_index(handle, index, 0).map { ZipFile($0, size: size, of: self) }
    }

    private func entry(at index: UInt64) -> Entry {
        var status = zip_stat_t()
        zip_stat_init(&status)
        guard zip_stat_index(handle, index, 0, &status) == 0, let name = status.name else {
            return Entry(name: "", size: 0, packedSize: 0, isEncrypted: false, isLink: false, index: index)
        }
        return Entry(
            name: String(cString: name), size: status.size, packedSize: status.comp_size,
            isEncrypted: Int32(status.encryption_method) != ZIP_EM_NONE, isLink: isLink(index), index: index)
    }

    /// Whether Unix wrote the entry as a link: the file's mode stands in the upper half of the external attributes
    /// (APPNOTE 4.4.15, host system 3 by 4.4.2).
    private func isLink(_ index: UInt64) -> Bool {
        var (system, attributes) = (UInt8(0), UInt32(0))
        guard zip_file_get_external_attributes(handle, index, 0, &system, &attributes) == 0, system == 3 else {
            return false
        }
        return attributes >> 16 & 0xF000 == 0xA000
    }
}

/// A file of an archive while it is unpacked.
package final class ZipFile {
    private let handle: OpaquePointer
    private let size: UInt64
    private var length: UInt64 = 0
    /// The archive is closed after its last file.
    private let archive: ZipArchive

    fileprivate init(_ handle: OpaquePointer, size: UInt64, of archive: ZipArchive) {
        (self.handle, self.size, self.archive) = (handle, size, archive)
    }

    deinit { zip_fclose(handle) }

    /// Puts the next bytes into `room` and says how many; 0 at the end. -1 when the file is damaged or of another length
    /// than it said: libzip compares the checksum when it is asked for what comes after the last byte.
    package func read(into room: UnsafeMutableRawBufferPointer) -> Int {
        let count = zip_fread(handle, room.baseAddress, UInt64(room.count))
        guard count > 0 else { return count == 0 && length == size ? 0 : -1 }
        length += UInt64(count)
        return length <= size ? Int(count) : -1
    }
}
