import Foundation
import Logging
import Testing

@testable import App

@Suite struct SettingsTests {
    /// A word list and, if there is any, a file of settings in a folder of their own.
    private func with<Value>(
        _ file: String? = nil, _ environment: [String: String] = [:],
        _ body: (Result<Settings, SettingsProblems>) throws -> Value
    ) throws -> Value {
        let folder = FileManager.default.temporaryDirectory.appending(path: "digione-settings-\(UUID())")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let words = folder.appending(path: "words")
        try "password\n".write(to: words, atomically: true, encoding: .utf8)
        let place = folder.appending(path: "settings").path
        if let file { try file.write(toFile: place, atomically: true, encoding: .utf8) }
        let set = ["DIGIONE_WORD_LIST": words.path].merging(environment) { $1 }
        return try body(Result { () throws(SettingsProblems) in try Settings(set, file: file == nil ? nil : place) })
    }

    private func problems(_ file: String? = nil, _ environment: [String: String] = [:]) throws -> [String] {
        try with(file, environment) { result in
            guard case .failure(let problems) = result else { return [] }
            return problems.lines
        }
    }

    @Test func `without anything it is a server for this machine`() throws {
        try with { result in
            let settings = try result.get()
            #expect(settings.isLoopback && settings.port == 8080 && settings.tls == nil)
            #expect(settings.metricsToken == nil && settings.publicAddress == nil)
        }
    }

    @Test func `the environment goes before the file, and the file before what stands in`() throws {
        let file = "# ours\n\nDIGIONE_PORT=8101\n DIGIONE_HOST = ::1 \nDIGIONE_LOG_LEVEL=\n"
        try with(file, ["DIGIONE_PORT": "8102", "DIGIONE_HOST": ""]) { result in
            let settings = try result.get()
            #expect(settings.port == 8102 && settings.host == "::1" && settings.logLevel == .info)
        }
    }

    @Test func `the environment may name the file`() throws {
        let path = FileManager.default.temporaryDirectory.path + "/digione-settings-\(UUID())"
        try "DIGIONE_PORT=8103\n".write(toFile: path, atomically: true, encoding: .utf8)
        defer { try? FileManager.default.removeItem(atPath: path) }
        try with(nil, ["DIGIONE_CONFIG": path]) { result in
            let settings = try result.get()
            #expect(settings.port == 8103)
        }
        #expect(try problems(nil, ["DIGIONE_CONFIG": path + "-none"]) == ["DIGIONE_CONFIG: the file cannot be read"])
    }

    @Test func `all problems come together, by name and never by value`() throws {
        let secret = "s3cret-of-nobody"
        let found = try problems(
            "DIGIONE_PRT=\(secret)\n\(secret)\nDIGIONE_METRICS_TOKEN=\"\(secret)\"\nDIGIONE_PORT=1\nDIGIONE_PORT=2\n",
            [
                "DIGIONE_DATABASE": "postgres://u:\(secret)@db.example/x", "DIGIONE_PUBLIC_ADDRESS": "http://\(secret)",
                "DIGIONE_HOST": "0.0.0.0", "DIGIONE_TRUSTED_PROXIES": "10.0.0.1, \(secret)",
                "DIGIONE_TLS_KEY": "/\(secret)", "DIGIONE_CONNECTIONS": secret, "DIGIONE_WORD_LIST": "/\(secret)",
                "DIGIONE_LOG_LEVEL": secret, "DIGIONE_SESSION_DAYS": secret,
            ])
        let names = [
            "CONFIG", "METRICS_TOKEN", "PORT", "DATABASE", "PUBLIC_ADDRESS", "TRUSTED_PROXIES", "TLS_KEY",
            "TLS_CERTIFICATE", "CONNECTIONS", "WORD_LIST", "LOG_LEVEL", "SESSION_DAYS",
        ]
        for name in names { #expect(found.contains { $0.hasPrefix("DIGIONE_\(name): ") }, "\(name)") }
        #expect(!found.contains { $0.contains(secret) })
    }

    @Test(
        arguments: [
            (["DIGIONE_HOST": "0.0.0.0"], 2),
            (["DIGIONE_HOST": "0.0.0.0", "DIGIONE_PUBLIC_ADDRESS": "https://a.example"], 1),
            (["DIGIONE_HOST": "0.0.0.0", "DIGIONE_TRUSTED_PROXIES": "10.0.0.1"], 1),
            (
                [
                    "DIGIONE_HOST": "0.0.0.0", "DIGIONE_PUBLIC_ADDRESS": "https://a.example",
                    "DIGIONE_TRUSTED_PROXIES": "10.0.0.1",
                ], 0
            ),
            (["DIGIONE_TLS_CERTIFICATE": "/dev/null", "DIGIONE_TLS_KEY": "/dev/null"], 1),
            (
                [
                    "DIGIONE_TLS_CERTIFICATE": "/dev/null", "DIGIONE_TLS_KEY": "/dev/null", "DIGIONE_HOST": "0.0.0.0",
                    "DIGIONE_PUBLIC_ADDRESS": "https://a.example",
                ], 0
            ),
            (["DIGIONE_METRICS_TOKEN": "short"], 1),
        ] as [([String: String], Int)])
    func `beyond this machine a server needs TLS or proxies that it trusts`(
        _ environment: [String: String], _ count: Int
    ) throws {
        #expect(try problems(nil, environment).count == count)
    }

    @Test func `an address has one form`() throws {
        try with(nil, ["DIGIONE_TRUSTED_PROXIES": "2001:DB8:0::5,10.0.0.5"]) { result in
            let settings = try result.get()
            #expect(settings.trustedProxies == ["2001:db8::5", "10.0.0.5"])
        }
    }

    @Test func `the list shows no secret`() {
        let lines = SettingsList.lines(["DIGIONE_METRICS_TOKEN": "twenty-letters-at-least", "DIGIONE_PORT": "9"])
        #expect(lines.contains("DIGIONE_METRICS_TOKEN = •••") && lines.contains("DIGIONE_PORT = 9"))
    }
}
