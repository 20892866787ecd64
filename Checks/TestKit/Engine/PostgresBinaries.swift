import Foundation

/// Where PostgreSQL's programs are, and as whom they run: `initdb` and `postgres` refuse to be root.
struct PostgresBinaries: Sendable {
    let folder: String
    let version: Int
    private let prefix: [String]

    init() throws {
        let (folder, version) = try PostgresBinaries.found()
        (self.folder, self.version) = (folder, version)
        guard geteuid() == 0 else {
            prefix = []
            return
        }
        guard getpwnam("postgres") != nil else {
            throw TestEngineFailure(description: "as root the tests need a user named postgres")
        }
        prefix = ["runuser", "-u", "postgres", "--"]
    }

    /// Makes the folder the property of whoever runs the server.
    func own(_ path: String) {
        guard !prefix.isEmpty, let user = getpwnam("postgres") else { return }
        chown(path, user.pointee.pw_uid, user.pointee.pw_gid)
    }

    func run(_ program: String, _ arguments: [String], output: String) async throws {
        let code = try await ChildProcess(prefix + ["\(folder)/\(program)"] + arguments, output: output).end()
        guard code == 0 else {
            let words = (try? String(contentsOfFile: output, encoding: .utf8))?.suffix(1000) ?? ""
            throw TestEngineFailure(description: "\(program) ended with \(code): \(words)")
        }
    }

    /// Debian keeps them outside PATH, one folder per version; the highest wins.
    private static func found() throws -> (String, Int) {
        let root = "/usr/lib/postgresql"
        let versions = ((try? FileManager.default.contentsOfDirectory(atPath: root)) ?? []).compactMap { Int($0) }
        let debian = versions.sorted(by: >).map { ("\(root)/\($0)/bin", $0) }
        let path = (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":").map { (String($0), 14) }
        let all = debian + path
        guard let first = all.first(where: { FileManager.default.isExecutableFile(atPath: "\($0.0)/initdb") }) else {
            throw TestEngineFailure(description: "PostgreSQL is not installed: apt-get install postgresql")
        }
        return first
    }
}
