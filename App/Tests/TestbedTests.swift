import Accounts
import Base
import Foundation
import Testing
import Web

@testable import App

/// A testbed stands on data of its own, on this machine, and nowhere else.
@Suite struct TestbedTests {
    /// A word list and an empty data folder.
    private func with<Value>(
        _ environment: [String: String] = [:], _ body: (Settings, URL) async throws -> Value
    ) async throws -> Value {
        let folder = FileManager.default.temporaryDirectory.appending(path: "digione-testbed-\(UUID())")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let words = folder.appending(path: "words")
        try "password\n".write(to: words, atomically: true, encoding: .utf8)
        let set = ["DIGIONE_WORD_LIST": words.path, "DIGIONE_DATA": folder.appending(path: "data").path]
        return try await body(Settings(set.merging(environment) { $1 }), folder)
    }

    private func refusals(
        _ environment: [String: String] = [:], _ folder: TestbedRules.Folder = .fresh, isDemo: Bool = false
    ) async throws -> [String] {
        try await with(environment) { settings, _ in TestbedRules.refusals(settings, folder, isDemo: isDemo) }
    }

    @Test func `on a folder of its own and loopback it starts`() async throws {
        #expect(try await refusals().isEmpty)
        #expect(try await refusals([:], .testbed).isEmpty)
        #expect(try await refusals(["DIGIONE_HOST": "::1", "DIGIONE_PORT": "8443"]).isEmpty)
    }

    @Test(arguments: [
        ["DIGIONE_PUBLIC_ADDRESS": "https://digione.example"],
        ["DIGIONE_TRUSTED_PROXIES": "10.0.0.5"],
        ["DIGIONE_SEAL_KEY": Data(repeating: 7, count: 32).base64EncodedString()],
        ["DIGIONE_METRICS_TOKEN": "a-token-of-twenty-letters"],
        ["DIGIONE_IMPORT_FOLDER": "/tmp"],
        ["DIGIONE_DATABASE": "postgres:///digione?host=/tmp"],
        ["DIGIONE_DATABASE": "sqlite:/var/lib/digione/digione.sqlite"],
        ["DIGIONE_PORT": "0"],
    ])
    func `a configuration for real people is refused`(_ environment: [String: String]) async throws {
        let name = try #require(environment.keys.first)
        #expect(try await refusals(environment).contains { $0.hasPrefix(name) })
    }

    @Test func `beyond loopback it is refused`() async throws {
        let environment = [
            "DIGIONE_HOST": "0.0.0.0", "DIGIONE_TRUSTED_PROXIES": "10.0.0.5",
            "DIGIONE_PUBLIC_ADDRESS": "https://digione.example",
        ]
        #expect(try await refusals(environment).contains { $0.hasPrefix("DIGIONE_HOST") })
    }

    @Test func `own certificates are refused`() async throws {
        try await with { _, folder in
            let files = TestCertificates(folder: folder.appending(path: "tls"))
            try files.prepare(at: .fromSystemClock())
            let environment = [
                "DIGIONE_TLS_CERTIFICATE": files.certificate.path, "DIGIONE_TLS_KEY": files.key.path,
                "DIGIONE_PUBLIC_ADDRESS": "https://digione.example",
            ]
            #expect(try await refusals(environment).contains { $0.hasPrefix("DIGIONE_TLS_CERTIFICATE") })
        }
    }

    @Test func `a folder with other data, and a demo beside it, are refused`() async throws {
        #expect(try await refusals([:], .other).contains { $0.hasPrefix("DIGIONE_DATA") })
        #expect(try await refusals(isDemo: true).contains { $0.contains("--demo") })
    }

    @Test func `a folder is fresh, a testbed's or another's`() async throws {
        try await with { settings, folder in
            #expect(TestbedRules.Folder.of(settings.data) == .fresh)
            try FileManager.default.createDirectory(at: settings.data, withIntermediateDirectories: true)
            #expect(TestbedRules.Folder.of(settings.data) == .fresh)
            #expect(TestbedRules.Folder.of(folder) == .other)
            #expect(TestbedRules.refusalToServe(settings) == nil)
        }
    }

    @Test func `it is made once, whole, and served by nothing else`() async throws {
        try await with { settings, folder in
            let services = TestbedClients(redirectURIs: ["http://localhost:8400/back"], logoutURIs: [])
            let hasher = try PasswordHasher()
            let first = try await Testbed.prepared(in: settings.data, services, hasher: hasher, at: .fromSystemClock())
            let again = try await Testbed.prepared(in: settings.data, services, hasher: hasher, at: .fromSystemClock())
            #expect(first.initialAccessToken == again.initialAccessToken)
            #expect(first.clients.map(\.client) == again.clients.map(\.client))
            #expect(
                Set(first.clients.map(\.authentication)) == [
                    "client_secret_basic", "client_secret_post", "private_key_jwt", "none",
                ])
            #expect(first.people.contains { $0.signInName == "pupil@jarvikaupunki" })
            #expect(
                first.people.contains { $0.part == "classTeacher" } && first.people.contains { $0.part == "office" })
            #expect(TestbedRules.refusalToServe(settings)?.contains("--testbed") == true)
            let left = try FileManager.default.contentsOfDirectory(atPath: folder.path)
            #expect(Set(left) == ["data", "words"])
            let mode = try FileManager.default.attributesOfItem(atPath: Testbed.file(in: settings.data).path)
            #expect(mode[.posixPermissions] as? Int == 0o600)
        }
    }

    @Test func `the certificate is made once, fits its key, and the key of the CA is nowhere`() async throws {
        try await with { _, folder in
            let files = TestCertificates(folder: folder.appending(path: "tls"))
            let now = Instant.fromSystemClock()
            try files.prepare(at: now)
            _ = try Certificates(chain: files.certificate, key: files.key)
            let end = try Certificates.end(of: files.certificate)
            // A certificate knows whole seconds.
            #expect(end > now.adding(days: 364) && end <= now.adding(days: 365).adding(seconds: 1))
            let before = try Data(contentsOf: files.authority)
            try files.prepare(at: now)
            #expect(try Data(contentsOf: files.authority) == before)
            let names = try FileManager.default.contentsOfDirectory(atPath: files.folder.path)
            #expect(Set(names) == ["ca.pem", "server.pem", "server.key"])
            try FileManager.default.removeItem(at: files.key)
            #expect(throws: Fault.self) { try files.prepare(at: now) }
        }
    }
}
