import Base
import Crypto
import Foundation
import HTTPTypes
import Hummingbird
import NIOCore

/// The files that pages need, in memory, under a prefix that changes with any of them.
package struct AssetStore: Sendable {
    /// `/assets/{hash of all}`.
    package let prefix: String
    private let files: [String: File]
    private let hash: String

    private struct File: Sendable {
        let bytes: ByteBuffer
        let type: String
    }

    /// Reads the bundle; the style sheets are joined into `digione.css` in the order of their names.
    package init() throws {
        let root = Bundle.module.bundleURL.appending(path: "Assets")
        var contents: [String: Data] = [:]
        for path in try FileManager.default.subpathsOfDirectory(atPath: root.path) where path.contains(".") {
            contents[path] = try Data(contentsOf: root.appending(path: path))
        }
        let sheets = contents.keys.filter { $0.hasPrefix("css/") }.sorted()
        contents["digione.css"] = sheets.reduce(into: Data()) { $0.append((contents[$1] ?? Data()) + Data("\n".utf8)) }
        for sheet in sheets { contents[sheet] = nil }
        var hasher = SHA256()
        for name in contents.keys.sorted() {
            hasher.update(data: Data(name.utf8))
            hasher.update(data: contents[name] ?? Data())
        }
        hash = hasher.finalize().prefix(8).map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
        prefix = "/assets/\(hash)"
        files = contents.reduce(into: [:]) {
            $0[$1.key] = File(bytes: ByteBuffer(bytes: $1.value), type: AssetStore.type(of: $1.key))
        }
    }

    package static let path: PathPattern = "/assets/{hash}/**"

    /// Adds the route that serves the files.
    package func mount(on site: Site<some SiteViewer>) {
        site.plain(AssetStore.path, may: .anyone) { request, context in
            let name = context.parameters.getCatchAll().joined(separator: "/")
            guard let file = files[name] else { throw Fault.missing }
            let isCurrent = context.parameters.get("hash") == hash
            return Response(
                status: .ok,
                headers: [
                    .contentType: file.type,
                    // An old page may ask for an old hash: it gets today's file, but must not keep it.
                    .cacheControl: isCurrent ? "public, max-age=31536000, immutable" : "no-store",
                ], body: ResponseBody(byteBuffer: file.bytes))
        }
    }

    private static func type(of name: String) -> String {
        switch name.split(separator: ".").last {
        case "css": "text/css; charset=utf-8"
        case "js": "text/javascript; charset=utf-8"
        case "svg": "image/svg+xml"
        case "png": "image/png"
        case "webmanifest": "application/manifest+json"
        default: "application/octet-stream"
        }
    }
}
