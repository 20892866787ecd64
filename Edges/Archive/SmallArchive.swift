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
    private static let most = 100

    /// Whether the bytes begin as a zip file does (APPNOTE 4.3.7).
    package static func isOne(_ bytes: [UInt8]) -> Bool { bytes.starts(with: [0x50, 0x4B, 0x03, 0x04]) }

    /// Every file, folders and hidden ones left out.
    ///
    /// - Parameter limit: how many bytes the files may be together once they are unpacked.
    package static func files(in bytes: [UInt8], limit: Int) throws(Refusal) -> [File] {
        guard let archive = ZipArchive(bytes) else { throw .unreadable }
        guard archive.count <= most else { throw .tooLarge }
        var (files, left) = ([File](), UInt64(limit))
        for entry in archive.entries {
            guard !entry.name.isEmpty else { throw .unreadable }
            let parts = entry.name.split(separator: "/", omittingEmptySubsequences: false)
            guard let name = parts.last, !name.isEmpty,
                !parts.contains(where: { $0.hasPrefix(".") || $0 == "__MACOSX" })
            else { continue }
            guard entry.size <= left else { throw .tooLarge }
            left -= entry.size
            guard !entry.isEncrypted, let bytes = self.bytes(of: entry, in: archive) else { throw .unreadable }
            files.append(File(name: String(name), bytes: bytes))
        }
        return files
    }

    /// The whole file; nil when it is damaged or of another length than it said.
    private static func bytes(of entry: ZipArchive.Entry, in archive: ZipArchive) -> [UInt8]? {
        guard let file = archive.open(at: entry.index, size: entry.size) else { return nil }
        // One byte more than it should have, so that what comes after the last is asked for.
        var (bytes, length) = ([UInt8](repeating: 0, count: Int(entry.size) + 1), 0)
        let isComplete = bytes.withUnsafeMutableBytes { buffer in
            while true {
                let count = file.read(into: UnsafeMutableRawBufferPointer(rebasing: buffer[length...]))
                guard count > 0 else { return count == 0 }
                length += count
            }
        }
        return isComplete ? Array(bytes.prefix(length)) : nil
    }
}
