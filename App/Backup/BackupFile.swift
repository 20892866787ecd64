import Base
import Crypto
import Foundation

/// What a backup says of itself, before its contents.
struct BackupManifest: Codable, Equatable, Sendable {
    /// Which engine can take it back.
    enum Engine: String, Codable, Sendable { case sqlite, postgres }

    let engine: Engine
    let madeAt: String
    let migrations: [LedgerRow]
    let rows: [String: Int64]
}

/// A backup in one file: a line that names the format, the manifest as one line of JSON, the contents, and at the end
/// the SHA-256 of everything before it. Files are copied piece by piece and can be read by their owner alone.
struct BackupFile: Sendable {
    let path: String
    let manifest: BackupManifest
    private let start: UInt64
    private let end: UInt64

    private static let title = Data("DIGIONE-BACKUP 1\n".utf8)
    private static let piece = 1_000_000

    /// Writes `contents` behind the manifest; the file is there when it is whole.
    static func write(_ manifest: BackupManifest, contents: String, to path: String) throws {
        let draft = path + ".part"
        let output = try create(draft)
        let input = try FileHandle(forReadingFrom: URL(filePath: contents))
        defer { try? input.close() }
        var hash = SHA256()
        let encoder = JSONEncoder()
        encoder.outputFormatting = .sortedKeys
        for head in [title, try encoder.encode(manifest) + Data("\n".utf8)] {
            hash.update(data: head)
            try output.write(contentsOf: head)
        }
        while let piece = try input.read(upToCount: BackupFile.piece), !piece.isEmpty {
            hash.update(data: piece)
            try output.write(contentsOf: piece)
        }
        try output.write(contentsOf: Data(hash.finalize()))
        try output.synchronize()
        try output.close()
        guard rename(draft, path) == 0 else { throw Fault(.broken, log: "the backup cannot be given its name") }
    }

    /// A new file for its owner alone.
    static func create(_ path: String) throws -> FileHandle {
        let file = Foundation.open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o600)
        guard file >= 0 else { throw Fault(.broken, log: "the file cannot be written there") }
        return FileHandle(fileDescriptor: file, closeOnDealloc: true)
    }

    /// Reads the manifest and the whole file; throws a `Fault` when it is no backup or not as it was written.
    init(_ path: String) throws {
        guard let input = FileHandle(forReadingAtPath: path) else {
            throw Fault(.invalid, log: "the backup cannot be read")
        }
        defer { try? input.close() }
        let head = try input.read(upToCount: BackupFile.piece) ?? Data()
        guard head.starts(with: BackupFile.title),
            let newline = head.dropFirst(BackupFile.title.count).firstIndex(of: UInt8(ascii: "\n")),
            let manifest = try? JSONDecoder().decode(
                BackupManifest.self, from: head[BackupFile.title.count..<newline])
        else { throw Fault(.invalid, log: "this is no backup of DigiOne") }
        let size = try input.seekToEnd()
        (self.path, self.manifest, start) = (path, manifest, UInt64(newline + 1))
        let digest = UInt64(SHA256.byteCount)
        guard size >= start + digest else { throw Fault(.invalid, log: "the backup is cut off") }
        end = size - digest
        try verify(input)
    }

    private func verify(_ input: FileHandle) throws {
        var hash = SHA256()
        try pieces(of: input, from: 0, to: end) { hash.update(data: $0) }
        try input.seek(toOffset: end)
        guard try input.readToEnd() == Data(hash.finalize()) else {
            throw Fault(.invalid, log: "the backup is not as it was written")
        }
    }

    /// Writes the contents to a new file.
    func extract(to place: String) throws {
        let input = try FileHandle(forReadingFrom: URL(filePath: path))
        let output = try BackupFile.create(place)
        try pieces(of: input, from: start, to: end) { try output.write(contentsOf: $0) }
        try output.synchronize()
        try output.close()
        try input.close()
    }

    private func pieces(of input: FileHandle, from: UInt64, to: UInt64, _ body: (Data) throws -> Void) throws {
        try input.seek(toOffset: from)
        var rest = to - from
        while rest > 0 {
            guard let piece = try input.read(upToCount: Int(min(rest, UInt64(BackupFile.piece)))), !piece.isEmpty else {
                throw Fault(.invalid, log: "the backup is cut off")
            }
            try body(piece)
            rest -= UInt64(piece.count)
        }
    }
}
