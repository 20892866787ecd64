import Base
import Foundation
import Storage

/// PostgreSQL's own programs, which Debian has in `postgresql-client`; a password goes by the environment, since
/// everybody on the machine sees arguments.
struct PostgresTools: Sendable {
    private let address: String
    private let password: String?

    init(_ address: PostgresAddress) throws {
        guard var parts = URLComponents(string: address.connection.reveal()) else {
            throw Fault(.broken, log: "the address of the database cannot be read")
        }
        let items = parts.queryItems ?? []
        password = items.first { $0.name == "password" }?.value ?? parts.password
        parts.password = nil
        parts.queryItems = items.filter { $0.name != "password" }
        self.address = parts.string ?? ""
    }

    /// Runs one of them to its end; its complaints go to the terminal.
    func run(_ program: String, _ arguments: [String], connects: Bool = true) throws {
        var environment = ProcessInfo.processInfo.environment
        environment["PGPASSWORD"] = connects ? password : nil
        let place = try PostgresTools.place(of: program)
        let status = try Program.run([place] + arguments + (connects ? ["--dbname=\(address)"] : []), environment)
        guard status == 0 else { throw Fault(.broken, log: "\(program) ended with status \(status)") }
    }

    /// The newest that is installed: an older one refuses a newer server.
    private static func place(of program: String) throws -> String {
        let root = "/usr/lib/postgresql"
        let versions = ((try? FileManager.default.contentsOfDirectory(atPath: root)) ?? []).compactMap { Int($0) }
        let path = (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":").map(String.init)
        let folders = versions.sorted(by: >).map { "\(root)/\($0)/bin" } + path
        let places = folders.map { "\($0)/\(program)" }
        guard let place = places.first(where: FileManager.default.isExecutableFile) else {
            throw Fault(.missing, log: "\(program) is not installed; Debian has it in postgresql-client")
        }
        return place
    }
}

/// A program that this one waits for.
enum Program {
    /// Its exit status, or 128 and the signal that ended it.
    static func run(_ arguments: [String], _ environment: [String: String]) throws -> Int32 {
        let words = arguments.map { strdup($0) } + [nil]
        let variables = environment.map { strdup("\($0)=\($1)") } + [nil]
        defer { for text in words + variables { free(text) } }
        var id = pid_t()
        guard posix_spawn(&id, arguments[0], nil, nil, words, variables) == 0 else {
            throw Fault(.broken, log: "a program could not be started")
        }
        var status: Int32 = 0
        while waitpid(id, &status, 0) == -1 && errno == EINTR {}
        return status & 0x7F == 0 ? status >> 8 & 0xFF : 128 + (status & 0x7F)
    }
}
