import Testing
import TestKit
import Web

/// What is typed into fields that hide it is given back in no page.
@Suite struct SecretFieldsOnEngine {
    @Test func `a field that hides its letters has a name by which no late form keeps it`() async throws {
        try await TestHouse.open { house async throws in
            var found: Set<String> = []
            for line in WhoMayTable.lines where line.method == "GET" {
                guard let who = line.allowed.min(by: { $0.rawValue < $1.rawValue }) else { continue }
                found.formUnion(Self.secrets(of: try await house.get(line.link, as: who).body))
            }
            found.formUnion(Self.secrets(of: try await house.get(PathPattern("/sign-in")(), as: .signedOut).body))
            #expect(found.isSuperset(of: ["password", "new-password", "secret"]), "\(found)")
            #expect(found.filter { !KeptForm.isSecret($0) } == [])
        }
    }

    private static func secrets(of page: String) -> [String] {
        page.matches(of: /<input[^>]*>/).map { String($0.0) }
            .filter { $0.contains("type=\"password\"") || $0.contains("autocomplete=\"one-time-code\"") }
            .compactMap { $0.firstMatch(of: /name="([^"]*)"/).map { String($0.1) } }
    }
}
