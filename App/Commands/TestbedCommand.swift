import Accounts
import ArgumentParser
import Base
import Foundation
import Storage

struct TestbedCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "testbed", abstract: "What outside testers of sign-in need; `serve --testbed` runs it.",
        subcommands: [TestbedCACommand.self])
}

struct TestbedCACommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "ca", abstract: "Make a certificate for this machine and a test CA that vouches for it.",
        discussion: "What is there already stays. The CA's key is kept nowhere; it is good for loopback, for a year.")

    @Option(help: ArgumentHelp("The folder for ca.pem, server.pem and server.key.", valueName: "dir"))
    var out: String

    func run() async throws {
        let files = TestCertificates(folder: URL(filePath: out))
        try await Terminal.explained { try files.prepare(at: .fromSystemClock()) }
        print(files.authority.path)
    }
}

/// The options of `serve --testbed`.
struct TestbedOptions: ParsableArguments {
    @Option(
        name: .customLong("redirect-uri"),
        help: "With --testbed: an address at which its services are answered, on one host; may be repeated.")
    var redirectURIs: [String] = []

    @Option(
        name: .customLong("logout-redirect-uri"), help: "With --testbed: an address to go back to after signing out.")
    var logoutURIs: [String] = []

    @Option(help: ArgumentHelp("With --testbed: the folder that `testbed ca` filled.", valueName: "dir"))
    var ca: String?

    var isUsed: Bool { !redirectURIs.isEmpty || !logoutURIs.isEmpty || ca != nil }

    private static let redirect = "http://localhost:8400/back"
    private static let logout = "http://localhost:8400/left"

    /// Prepares or finds the testbed of `settings`, tells what it has, and returns the settings to serve it with.
    func settings(from settings: Settings, isDemo: Bool) async throws -> Settings {
        let refusals = TestbedRules.refusals(settings, .of(settings.data), isDemo: isDemo)
        guard refusals.isEmpty else { throw Terminal.fail(refusals.joined(separator: "\n")) }
        let services = TestbedClients(
            redirectURIs: redirectURIs.isEmpty ? [Self.redirect] : redirectURIs,
            logoutURIs: logoutURIs.isEmpty ? [Self.logout] : logoutURIs)
        let now = Instant.fromSystemClock()
        let serving = try await Terminal.explained {
            let files = TestCertificates(
                folder: ca.map { URL(filePath: $0) } ?? settings.data.appending(path: "tls"))
            var testbed = try await Testbed.prepared(in: settings.data, services, hasher: PasswordHasher(), at: now)
            try files.prepare(at: now)
            if isUsed {
                let known = testbed.clients
                testbed.clients = try await settings.withDatabase { database in
                    try await database.write { writer in try services.move(known, at: now, in: writer) }
                }
            }
            let serving = settings.serving(files)
            (testbed.issuer, testbed.authority) = (serving.publicAddress ?? "", files.authority.path)
            try testbed.write(to: settings.data)
            // Not `print`: whoever reads it from a pipe waits for it while the server runs.
            FileHandle.standardOutput.write(Data((testbed.lines(settings.data).joined(separator: "\n") + "\n").utf8))
            return serving
        }
        return serving
    }
}

extension Settings {
    /// The same for a testbed: by https on this machine, where services may be asked back by plain http.
    func serving(_ files: TestCertificates) -> Settings {
        var settings = self
        settings.publicAddress = "https://localhost:\(port)"
        settings.tls = TLSFiles(certificate: files.certificate, key: files.key)
        settings.allowsLoopbackOutbound = true
        settings.isTestbed = true
        return settings
    }
}
