import Foundation

/// The checkout that these tests were built from.
enum Repository {
    static let root = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../..").standardizedFileURL

    /// Where the house stands; beside it lie documents, and what was built.
    private static let tiers = ["Base", "Edges", "Kernel", "Capabilities", "App", "Checks"]

    /// Every file of the house whose name ends with `suffix`, by path from the root.
    static func files(_ suffix: String) -> [SourceFile] { tiers.flatMap { files(suffix, under: $0) } }

    /// Every file below `folder` whose name ends with `suffix`.
    static func files(_ suffix: String, under folder: String) -> [SourceFile] {
        let paths = FileManager.default.enumerator(atPath: root.appending(path: folder).path) ?? .init()
        return paths.compactMap { $0 as? String }
            .filter { path in path.hasSuffix(suffix) && !path.split(separator: "/").contains { $0.hasPrefix(".") } }
            .sorted()
            .map { SourceFile(path: "\(folder)/\($0)") }
    }

    static func text(_ path: String) throws -> String {
        try String(contentsOf: root.appending(path: path), encoding: .utf8)
    }

    /// Every Swift source of the house, taken apart once for all tests.
    static let sources = Result { try files(".swift").map { (file: $0, swift: SwiftText(try $0.text())) } }

    /// The Swift sources of what is shipped: neither tests nor what only tests use.
    static func shipped() throws -> [(file: SourceFile, swift: SwiftText)] {
        let manifest = try Manifest.read()
        return try sources.get().filter { source in
            guard let target = manifest.target(of: source.file.path) else { return false }
            return target.kind != .tests && !source.file.path.hasPrefix("Checks/")
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
