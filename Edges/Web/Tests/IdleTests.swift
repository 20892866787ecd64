import NIOCore
import Testing

@testable import Web

/// Many connections that say nothing, over real sockets.
@Suite(.serialized) struct IdleTests {
    private func answers(_ port: Int) async throws -> Bool {
        let client = try RawClient(port: port)
        await client.send("GET /hello HTTP/1.1\r\nHost: localhost\r\n\r\n")
        return await client.reads(within: 5) { $0.text.contains("<title>hello") }
    }

    private func waits(_ seconds: Double, until condition: () -> Bool) async throws -> Bool {
        let end = ContinuousClock.now + .seconds(seconds)
        while ContinuousClock.now < end && !condition() { try await Task.sleep(for: .milliseconds(10)) }
        return condition()
    }

    @Test func `a thousand idle connections are kept, served beside, and ended`() async throws {
        var limits = SocketSite.patient
        limits.idle = .seconds(5)
        try await SocketSite.open(limits) { port, traffic in
            let clients = try (0..<1000).map { _ in try RawClient(port: port) }
            #expect(try await waits(5) { traffic.open == 1000 })
            #expect(try await answers(port))
            #expect(try await waits(15) { traffic.open == 0 })
            #expect(traffic.count(of: .idle) >= 1000)
            clients.forEach { $0.read() }
            let areClosed = clients.allSatisfy { $0.isClosed }
            #expect(areClosed)
        }
    }

    @Test func `where it is crowded idle connections make room`() async throws {
        var limits = SocketSite.patient
        (limits.connections, limits.idleWhenCrowded) = (20, .milliseconds(300))
        try await SocketSite.open(limits) { port, traffic in
            let few = try (0..<10).map { _ in try RawClient(port: port) }
            try await Task.sleep(for: .milliseconds(600))
            #expect(traffic.open == 10)
            // More than may be open: the rest waits to be accepted until the first give way.
            let many = try (0..<20).map { _ in try RawClient(port: port) }
            #expect(try await answers(port))
            #expect(traffic.count(of: .idle) > 0)
            withExtendedLifetime((few, many)) {}
        }
    }
}
