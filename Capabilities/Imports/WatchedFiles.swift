import Crypto
import Foundation
import Rostering

/// A package as it lies in the watched folder: a zip file, or a folder with the files of one.
struct WatchedFiles: Sendable {
    let place: URL
    /// The files by name; of a zip file itself alone.
    private let files: [URL]
    private let isFolder: Bool

    /// By what a package is known to be the same as a moment ago.
    struct Stamp: Hashable, Sendable {
        fileprivate struct File: Hashable {
            let name: String
            let bytes: Int
            let changedAt: Date
        }

        fileprivate let files: [File]
    }

    /// nil for what is no package of its own: another ending, a folder without a manifest, a link, which could lead
    /// anywhere.
    init?(at place: URL) {
        self.place = place
        switch Self.attributes(of: place)?[.type] as? FileAttributeType {
        case .typeRegular where place.pathExtension.lowercased() == "zip": (files, isFolder) = ([place], false)
        case .typeDirectory:
            guard let found = PackedFolder.files(of: place) else { return nil }
            (files, isFolder) = (found, true)
        default: return nil
        }
    }

    /// What the run is called.
    var name: String { place.lastPathComponent }

    /// How the files are now, looked at anew; nil when one is gone, or a zip file has nothing in it yet.
    var stamp: Stamp? {
        let now = isFolder ? PackedFolder.files(of: place) : files
        guard let now else { return nil }
        let stamps = now.compactMap { file -> Stamp.File? in
            guard let attributes = Self.attributes(of: file), attributes[.type] as? FileAttributeType == .typeRegular,
                let bytes = attributes[.size] as? Int, let changedAt = attributes[.modificationDate] as? Date,
                bytes > 0 || isFolder
            else { return nil }
            return Stamp.File(name: file.lastPathComponent, bytes: bytes, changedAt: changedAt)
        }
        return stamps.count == now.count ? Stamp(files: stamps) : nil
    }

    /// SHA-256 of the content: of the zip file, or of every file's name and content.
    func digest() async throws -> String {
        var hash = SHA256()
        for file in files {
            if isFolder { hash.update(data: Data("\(file.lastPathComponent)\u{0}".utf8)) }
            var bytes = 0
            for try await piece in FilePieces(file: file) {
                hash.update(data: piece)
                bytes += piece.count
            }
            if isFolder { hash.update(data: Data("\u{0}\(bytes)\u{0}".utf8)) }
        }
        return hash.finalize().map { String($0 >> 4, radix: 16) + String($0 & 15, radix: 16) }.joined()
    }

    /// Calls `body` with the package as one zip file; that of a folder is made for the while, in memory.
    func asArchive<Value>(_ body: (URL) async throws -> Value) async throws -> Value {
        isFolder ? try await PackedFolder.asFile(files, body) : try await body(place)
    }

    /// Of the place itself: what a link leads to is not asked.
    private static func attributes(of file: URL) -> [FileAttributeKey: Any]? {
        try? FileManager.default.attributesOfItem(atPath: file.path)
    }
}
