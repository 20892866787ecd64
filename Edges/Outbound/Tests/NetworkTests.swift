import Foundation
import Testing

@testable import Outbound

/// The real client against a server on this machine. standards.md part 3, line 11: size and time limits.
@Suite struct NetworkTests {
    /// The time limit is generous but where it is what is tried: hundreds of other tests run beside this.
    private func get(
        _ server: LoopbackServer, allowsLoopback: Bool = true, seconds: Int64 = 60
    ) async throws -> Outbound.Answer {
        try await Outbound.live(allowsLoopback: allowsLoopback, seconds: seconds).get(
            "http://localhost:\(server.port)/a?b=c")
    }

    @Test func `an answer comes with status, headers and body`() async throws {
        let server = try LoopbackServer(
            LoopbackServer.answer("404 Not Found", Array("{}".utf8), headers: "Content-Type: application/json\r\n"))
        let answer = try await get(server)
        #expect(answer.status == 404 && answer.type == "application/json" && answer.body == Array("{}".utf8))
    }

    @Test func `loopback is not asked where no setting says so`() async throws {
        let server = try LoopbackServer(LoopbackServer.answer("200 OK", []))
        await #expect(throws: OutboundFault.address) { try await get(server, allowsLoopback: false) }
    }

    @Test func `a body over a million bytes is not taken`() async throws {
        let fitting = try LoopbackServer(LoopbackServer.answer("200 OK", [UInt8](repeating: 65, count: 1_000_000)))
        #expect(try await get(fitting).body.count == 1_000_000)
        let server = try LoopbackServer(LoopbackServer.answer("200 OK", [UInt8](repeating: 65, count: 1_000_001)))
        await #expect(throws: OutboundFault.tooLarge) { try await get(server) }
    }

    @Test func `a body that grows without an end is not taken either`() async throws {
        let chunk = "8000\r\n\(String(repeating: "A", count: 0x8000))\r\n"
        let head = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"
        let server = try LoopbackServer(Array((head + String(repeating: chunk, count: 40)).utf8))
        await #expect(throws: OutboundFault.tooLarge) { try await get(server) }
    }

    @Test func `whoever takes too long is not waited for`() async throws {
        let server = try LoopbackServer(LoopbackServer.answer("200 OK", []), afterSeconds: 8)
        await #expect(throws: OutboundFault.timeout) { try await get(server, seconds: 2) }
    }

    @Test func `a redirect is not followed`() async throws {
        let server = try LoopbackServer(
            LoopbackServer.answer("302 Found", [], headers: "Location: http://localhost:1/\r\n"))
        await #expect(throws: OutboundFault.redirected) { try await get(server) }
    }

    @Test func `nobody at the other end is a failure`() async throws {
        let port = try { try LoopbackServer(LoopbackServer.answer("200 OK", [])).port }()
        let outbound = Outbound.live(allowsLoopback: true, seconds: 2)
        await #expect(throws: OutboundFault.self) { try await outbound.get("http://127.0.0.1:\(port)/") }
    }
}
