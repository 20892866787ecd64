import Archive
import Foundation

/// Where the files of a package lie. Folders and archives are flat (OneRoster CSV binding 1.2.1).
enum PackageSource {
    case folder(URL)
    case archive(ZipArchive)

    /// What a package may hold at most; far above any municipality, far below what would hurt.
    enum Limit {
        static let files = 1000
        static let bytesPerFile: UInt64 = 1 << 30
        static let bytesTogether: UInt64 = 4 << 30
        /// Text shrinks 5 to 20 times; more than this is a bomb, once it is big enough to matter.
        static let ratio: UInt64 = 200
        static let ratioFloor: UInt64 = 16 << 20
    }

    /// nil, with the problem in `log`, when there is neither a folder nor an archive that can be opened.
    ///
    /// - Parameter name: what the package is called, where that is not the name of its file.
    init?(_ url: URL, named name: String? = nil, log: ProblemLog) {
        let name = name ?? url.lastPathComponent
        var isFolder: ObjCBool = false
        guard FileManager.default.fileExists(atPath: url.path, isDirectory: &isFolder) else {
            log.add(.packageMissing, name)
            return nil
        }
        if isFolder.boolValue {
            self = .folder(url)
        } else if let archive = ZipArchive(path: url.path) {
            self = .archive(archive)
        } else {
            log.add(.packageUnreadable, name)
            return nil
        }
    }

    /// The files that may be read, by name; what may not is told to `log`.
    func entries(log: ProblemLog) -> [String: PackageEntry] {
        let all: [PackageEntry]
        switch self {
        case .folder(let url): all = Self.list(url)
        case .archive(let archive): all = archive.packageEntries
        }
        return PackageRules.accepted(all, log: log)
    }

    /// An accepted file, to be read from its beginning; what cannot be read shows when it is.
    func file(_ entry: PackageEntry) -> ByteFile {
        switch self {
        case .folder(let url): Self.file(at: url.appending(path: entry.name).path)
        case .archive(let archive): ByteFile { archive.stream(of: entry) }
        }
    }

    private static func file(at path: String) -> ByteFile {
        ByteFile {
            guard let file = fopen(path, "rb") else { return nil }
            return ByteStream(
                fill: { room in
                    let count = fread(room.baseAddress, 1, room.count, file)
                    return count == 0 && ferror(file) != 0 ? -1 : count
                },
                close: { fclose(file) })
        }
    }

    private static func list(_ folder: URL) -> [PackageEntry] {
        let keys: Set<URLResourceKey> = [.isDirectoryKey, .isRegularFileKey, .isSymbolicLinkKey, .fileSizeKey]
        let files = try? FileManager.default.contentsOfDirectory(
            at: folder, includingPropertiesForKeys: Array(keys), options: .skipsHiddenFiles)
        return (files ?? []).map { file in
            let values = try? file.resourceValues(forKeys: keys)
            let isFolder = values?.isDirectory ?? false
            return PackageEntry(
                name: file.lastPathComponent + (isFolder ? "/" : ""), size: UInt64(values?.fileSize ?? 0),
                packedSize: nil, isEncrypted: false,
                // A pipe or a device is as little a file of the package as a link.
                isLink: values?.isSymbolicLink ?? false || !isFolder && values?.isRegularFile != true, index: 0)
        }.sorted { $0.name < $1.name }
    }
}

/// One file of a package before it is read.
struct PackageEntry: Hashable, Sendable {
    let name: String
    let size: UInt64
    /// Its size inside the archive; nil in a folder.
    let packedSize: UInt64?
    let isEncrypted: Bool
    /// It stands for something elsewhere.
    let isLink: Bool
    /// Its place in the archive.
    let index: UInt64
}
