import Base
import HTTPTypes
import TestKit
import Testing
import Web

@testable import App

@Suite struct MetricsTests {
    private let token = Secret("a-token-of-twenty-letters")

    @Test(
        arguments: [
            ("127.0.0.1", false, nil, true), ("::1", false, nil, true), ("127.8.8.8", false, nil, true),
            ("192.0.2.1", false, nil, false), (nil, false, nil, false), ("127.0.0.1", true, nil, false),
            ("127.0.0.1", false, "Bearer anything", true),
        ] as [(String?, Bool, String?, Bool)])
    func `without a token this machine alone reads the numbers`(
        _ peer: String?, _ isForwarded: Bool, _ authorization: String?, _ isAdmitted: Bool
    ) {
        let watchers = Watchers(token: nil, isBehindProxy: false)
        #expect(watchers.admit(peer: peer, isForwarded: isForwarded, authorization: authorization) == isAdmitted)
        let behind = Watchers(token: nil, isBehindProxy: true)
        #expect(!behind.admit(peer: peer, isForwarded: isForwarded, authorization: authorization))
    }

    @Test(
        arguments: [
            ("Bearer a-token-of-twenty-letters", true), ("bearer a-token-of-twenty-letters", true),
            ("Bearer a-token-of-twenty-letter", false), ("Bearer ", false), ("Basic a-token-of-twenty-letters", false),
            (nil, false),
        ] as [(String?, Bool)])
    func `with a token whoever has it does`(_ authorization: String?, _ isAdmitted: Bool) {
        let watchers = Watchers(token: token, isBehindProxy: true)
        for peer in ["127.0.0.1", "192.0.2.1"] {
            #expect(watchers.admit(peer: peer, isForwarded: true, authorization: authorization) == isAdmitted)
        }
    }
}

@Suite struct MetricsOnEngine {
    @Test func `the numbers name routes by pattern and nobody at all`() async throws {
        let watchers = Watchers(token: Secret("a-token-of-twenty-letters"), isBehindProxy: true)
        try await TestHouse.open(watchers: watchers) { house async throws in
            _ = try await house.get(PathPattern("/{provider}/teacher")("lake"), as: .teacher)
            _ = try await house.get(PathPattern("/nowhere")(), as: .signedOut)
            let reply = try await house.get(
                PathPattern("/metrics")(), as: .signedOut, [.authorization: "Bearer a-token-of-twenty-letters"])
            #expect(reply.status == .ok)
            #expect(reply.headers[.contentType]?.hasPrefix("text/plain; version=0.0.4") == true)
            let text = reply.body
            #expect(text.contains(#"digione_requests_total{method="GET",route="/{provider}/teacher",status="200"} 1"#))
            #expect(text.contains(#"digione_request_seconds_bucket{route="/{provider}/teacher",le="+Inf"} 1"#))
            for name in [
                "digione_database_wait_seconds_total", "digione_password_hashes",
                "digione_password_hash_cpu_seconds_total", "digione_access_log_rows",
                "process_resident_memory_bytes", "digione_connections_open", "digione_import_runs",
            ] { #expect(text.contains("# TYPE \(name) "), "\(name)") }
            #expect(!text.contains("lake") && !text.contains("Salo") && !text.contains("nowhere"))
            let lines = text.split(separator: "\n").filter { !$0.hasPrefix("#") }
            let shape = /[a-z_]+(\{[a-z]+="[^"]*"(,[a-z]+="[^"]*")*\})? [0-9.e+-]+/
            #expect(lines.allSatisfy { $0.wholeMatch(of: shape) != nil })
        }
    }
}
