import ArgumentParser
import Clients
import Foundation
import Testing

@testable import App

/// Whatever a service may register itself, whoever runs the installation may register for it.
@Suite struct ClientOptionsTests {
    private static let keys =
        #"{"keys":[{"kty":"OKP","crv":"Ed25519","x":"11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo"}]}"#

    private static let all = [
        "--redirect-uri", "https://a.example/back", "--logout-redirect-uri", "https://a.example/left",
        "--backchannel-logout-uri", "https://a.example/logout", "--backchannel-logout-session", "--initiate-login-uri",
        "https://a.example/begin", "--authentication", "private_key_jwt", "--assertion-algorithm", "EdDSA",
        "--algorithm",
        "ES256", "--userinfo-algorithm", "ES256", "--scope", "roster.read", "--device", "--dpop", "--pushed-requests",
        "--native", "--sector-identifier-uri", "https://a.example/sector", "--acr", "urn:digione:acr:strong",
        "--max-age", "3600", "--auth-time", "--client-uri", "https://a.example", "--logo-uri", "https://a.example/logo",
        "--policy-uri", "https://a.example/policy", "--terms-uri", "https://a.example/terms", "--contact",
        "a@a.example",
    ]

    private func members(_ arguments: [String]) throws -> [String: Any] {
        let metadata = try ClientOptions.parse(arguments).metadata(named: "Palvelu")
        return try #require(try JSONSerialization.jsonObject(with: JSONEncoder().encode(metadata)) as? [String: Any])
    }

    @Test func `every member of what a service registers has its option`() throws {
        let file = FileManager.default.temporaryDirectory.appending(path: "digione-keys-\(UUID())")
        defer { try? FileManager.default.removeItem(at: file) }
        try Self.keys.write(to: file, atomically: true, encoding: .utf8)
        let told = try members(Self.all + ["--keys", file.path])
        let published = try members(Self.all + ["--keys-uri", "https://a.example/keys"])
        // The one type of response that there is need not be said.
        let count = Mirror(reflecting: ClientMetadata(clientName: "")).children.count
        #expect(Set(told.keys).union(published.keys).count == count - 1)
        #expect(told["default_acr_values"] as? [String] == ["urn:digione:acr:strong"])
        #expect(told["sector_identifier_uri"] as? String == "https://a.example/sector")
    }

    @Test(arguments: [
        ["--authentication", "password"], ["--algorithm", "EdDSA"], ["--userinfo-algorithm", "none"],
        ["--max-age", "-1"], ["--redirect-uri", "http://a.example/back"], ["--keys", "/nowhere"],
        ["--redirect-uri", "https://a.example/1", "--redirect-uri", "https://b.example/2"],
    ])
    func `what cannot be is refused`(_ arguments: [String]) {
        #expect(throws: (any Error).self) {
            try ClientOptions.parse(["--redirect-uri", "https://a.example/back"] + arguments).metadata(named: "Palvelu")
        }
    }
}
