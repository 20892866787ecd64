import Base
import Foundation
import Storage

/// Where the key of the seal comes from.
struct SealKey: Sendable {
    /// 32 bytes in base64 from the configuration, or nil.
    let configured: Secret<[UInt8]>?
    /// Where a key of chance is kept when none is configured: beside the data, readable by its owner alone.
    let file: URL

    /// The seal; at the first start without a configured key the file is made.
    ///
    /// Nodes that share a database MUST share the key: what one has closed the others open.
    func seal() throws -> Seal {
        if let configured { return try Seal(key: configured.reveal()) }
        if let kept = try? Data(contentsOf: file) { return try Seal(key: SealKey.bytes(kept)) }
        try FileManager.default.createDirectory(
            at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
        var generator = SystemRandomNumberGenerator()
        let key = (0..<Seal.keyBytes).map { _ in UInt8.random(in: 0...255, using: &generator) }
        let text = Data(key).base64EncodedString() + "\n"
        try create(Data(text.utf8))
        return try Seal(key: SealKey.bytes(Data(contentsOf: file)))
    }

    static func bytes(_ text: Data) -> [UInt8] {
        Array(Data(base64Encoded: String(decoding: text, as: UTF8.self).trimmed) ?? Data())
    }

    /// Two processes that start at once keep one file: whoever links second finds the first one's.
    private func create(_ content: Data) throws {
        let draft = file.appendingPathExtension(UUID().uuidString)
        guard
            FileManager.default.createFile(
                atPath: draft.path, contents: content, attributes: [.posixPermissions: 0o600])
        else { throw CocoaError(.fileWriteUnknown) }
        defer { try? FileManager.default.removeItem(at: draft) }
        guard link(draft.path, file.path) == 0 || errno == EEXIST else { throw CocoaError(.fileWriteUnknown) }
    }
}
