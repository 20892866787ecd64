import CLibzip

/// A zip file open for reading, through libzip.
final class ZipArchive {
    private let handle: OpaquePointer

    /// nil when the file is not a zip archive.
    init?(path: String) {
        var code: Int32 = 0
        guard let handle = zip_open(path, ZIP_RDONLY, &code) else { return nil }
        self.handle = handle
    }

    deinit { zip_discard(handle) }

    /// What the archive says of itself; nothing is unpacked.
    var entries: [PackageEntry] {
        (0..<UInt64(max(0, zip_get_num_entries(handle, 0)))).map(entry)
    }

    /// A file as it is unpacked. It fails when it is damaged or of another length than it said; libzip compares the
    /// checksum when it is asked for what comes after the last byte.
    func stream(of entry: PackageEntry) -> ByteStream? {
        guard let file = zip_fopen_index(handle, entry.index, 0) else { return nil }
        var length: UInt64 = 0
        return ByteStream(
            // The archive is closed after its last file.
            fill: { [self] room in
                let count = withExtendedLifetime(self) { zip_fread(file, room.baseAddress, UInt64(room.count)) }
                guard count > 0 else { return count == 0 && length == entry.size ? 0 : -1 }
                length += UInt64(count)
                return length <= entry.size ? Int(count) : -1
            },
            close: { zip_fclose(file) })
    }

    private func entry(at index: UInt64) -> PackageEntry {
        var status = zip_stat_t()
        zip_stat_init(&status)
        guard zip_stat_index(handle, index, 0, &status) == 0, let name = status.name else {
            return PackageEntry(
                name: "", size: 0, packedSize: 0, isEncrypted: false, isLink: false, index: index)
        }
        return PackageEntry(
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
