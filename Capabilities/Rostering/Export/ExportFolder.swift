import Foundation

/// Where a package is written: beside its place under another name, until it is complete.
struct ExportFolder: Sendable {
    /// Where the files are written.
    let draft: URL
    private let place: URL

    init(_ place: URL) throws {
        self.place = place.standardizedFileURL
        let path = self.place.path(percentEncoded: false)
        var isFolder: ObjCBool = false
        if FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) {
            let isEmpty = try isFolder.boolValue && FileManager.default.contentsOfDirectory(atPath: path).isEmpty
            guard isEmpty else { throw ExportRefusal.folderTaken(path) }
        }
        let name = ".\(self.place.lastPathComponent).\(UUID().uuidString)"
        draft = self.place.deletingLastPathComponent().appending(path: name)
        // The files hold everybody's data: nobody but their owner reads them.
        try FileManager.default.createDirectory(
            at: draft, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    }

    /// Puts the folder in its place, with the cursor in a file beside it: in it would be a file that no package has.
    func finish(cursor: Int64) throws {
        // An empty folder may stand there.
        try? FileManager.default.removeItem(at: place)
        try FileManager.default.moveItem(at: draft, to: place)
        try Data("\(cursor)\n".utf8).write(to: place.appendingPathExtension("cursor"), options: .atomic)
    }

    func discard() { try? FileManager.default.removeItem(at: draft) }
}
