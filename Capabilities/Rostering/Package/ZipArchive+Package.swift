import Archive

extension ZipArchive {
    /// What the archive says of itself; nothing is unpacked.
    var packageEntries: [PackageEntry] {
        entries.map { entry in
            PackageEntry(
                name: entry.name, size: entry.size, packedSize: entry.packedSize, isEncrypted: entry.isEncrypted,
                isLink: entry.isLink, index: entry.index)
        }
    }

    /// A file as it is unpacked. It fails when it is damaged or of another length than it said.
    func stream(of entry: PackageEntry) -> ByteStream? {
        open(at: entry.index, size: entry.size).map { file in ByteStream { file.read(into: $0) } }
    }
}
