import Foundation

/// The checkout that these tests were built from.
enum Repository {
    static let root = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../..").standardizedFileURL

    /// Every file below `folder` whose name ends with `suffix`, by path from the root.
    static func files(_ suffix: String, under folder: String = "") -> [SourceFile] {
        let paths = FileManager.default.enumerator(atPath: root.appending(path: folder).path) ?? .init()
        return paths.compactMap { $0 as? String }
            .filter { path in path.hasSuffix(suffix) && !path.split(separator: "/").contains { $0.hasPrefix(".") } }
            .map { folder.isEmpty ? $0 : "\(folder)/\($0)" }
            .sorted()
            .map(SourceFile.init)
    }

    static func text(_ path: String) throws -> String {
        try String(contentsOf: root.appending(path: path), encoding: .utf8)
    }

    /// The Swift sources of what is shipped: neither tests nor what only tests use.
    static func shippedSources() throws -> [SourceFile] {
        let manifest = try Manifest.read()
        return files(".swift").filter { file in
            guard let target = manifest.target(of: file.path) else { return false }
            return target.kind != .tests && !file.path.hasPrefix("Checks/")
        }
    }
}

/// One file of the checkout.
struct SourceFile: Sendable, CustomStringConvertible {
    /// From the root, with `/`.
    let path: String

    var name: String { String(path.split(separator: "/").last ?? "") }
    var folder: String { path.split(separator: "/").dropLast().joined(separator: "/") }
    var description: String { path }

    func text() throws -> String { try Repository.text(path) }
}
