import Foundation
package import Storage
import StoragePostgres

/// A private PostgreSQL in a temporary folder, reached by a unix socket there and by nothing else.
package final class TestPostgresServer: Sendable {
    private let binaries: PostgresBinaries
    private let folder: String
    private let administrator: PostgresDatabase

    /// The server that the suites of this process share; it may lose data when it is killed.
    static func shared() async throws -> TestPostgresServer { try await sharedStart.value }

    private static let sharedStart = Task { try await TestPostgresServer(isDurable: false) }

    /// A started server. A durable one keeps what it answered through `stopImmediately`.
    package init(isDurable: Bool) async throws {
        binaries = try PostgresBinaries()
        // Short, since the path of a socket has room for 107 bytes.
        let name = "digione-pg-\(getpid())-\(UInt32.random(in: 0 ... .max))"
        folder = FileManager.default.temporaryDirectory.path + "/" + name
        try FileManager.default.createDirectory(
            atPath: folder, withIntermediateDirectories: false, attributes: [.posixPermissions: 0o700])
        binaries.own(folder)
        administrator = PostgresDatabase(
            try TestPostgresServer.address(of: "postgres", in: folder),
            limits: PostgresLimits(connections: 1, statementSeconds: 120, waitSeconds: 300))
        try Leftovers.watch(folder)
        try await initialise(isDurable: isDurable)
        try await start()
    }

    /// How to reach one of its databases.
    package func address(of database: String) throws -> PostgresAddress {
        try TestPostgresServer.address(of: database, in: folder)
    }

    /// Creates a database, empty or a copy of `template`, to which nobody may be connected.
    package func create(_ database: String, from template: String = "template0") async throws {
        try await administrator.outsideTransaction("CREATE DATABASE \(database) TEMPLATE \(template)")
    }

    /// Drops a database and whoever is connected to it.
    package func drop(_ database: String) async throws {
        try await administrator.outsideTransaction("DROP DATABASE \(database) WITH (FORCE)")
    }

    package func start() async throws {
        let arguments = ["start", "-w", "-t", "60", "-D", "\(folder)/data", "-l", "\(folder)/server.log"]
        try await binaries.run("pg_ctl", arguments, output: "\(folder)/log")
    }

    /// As if the power went: no checkpoint, no farewell to the clients.
    package func stopImmediately() async throws {
        let arguments = ["stop", "-w", "-m", "immediate", "-D", "\(folder)/data"]
        try await binaries.run("pg_ctl", arguments, output: "\(folder)/log")
    }

    /// Stops it for good and removes its folder.
    package func remove() async throws {
        await administrator.close()
        try await stopImmediately()
        try FileManager.default.removeItem(atPath: folder)
    }

    private static func address(of database: String, in folder: String) throws -> PostgresAddress {
        try PostgresAddress("postgres:///\(database)?host=\(folder)&user=postgres")
    }

    private func initialise(isDurable: Bool) async throws {
        // A Finnish default collation shows a comparison that is not bytewise.
        let collation = binaries.version >= 15 ? ["--locale-provider=icu", "--icu-locale=fi"] : []
        try await binaries.run(
            "initdb",
            ["-D", "\(folder)/data", "-U", "postgres", "-A", "trust", "-E", "UTF8", "--locale=C", "--no-sync"]
                + collation,
            output: "\(folder)/log")
        let relaxed = "fsync = off\nsynchronous_commit = off\nfull_page_writes = off\n"
        let settings = """
            listen_addresses = ''
            unix_socket_directories = '\(folder)'
            max_connections = 200
            shared_buffers = 64MB
            autovacuum = off
            \(isDurable ? "" : relaxed)
            """
        let file = try FileHandle(forWritingTo: URL(filePath: "\(folder)/data/postgresql.conf"))
        try file.seekToEnd()
        try file.write(contentsOf: Data(settings.utf8))
        try file.close()
    }
}
