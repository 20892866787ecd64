import NIOCore
import Testing

@testable import Web

/// Slow and large requests over real sockets, with limits short enough to wait for.
@Suite(.serialized) struct ConnectionTests {
    private static let form = """
        POST /form HTTP/1.1\r\nHost: localhost\r\nOrigin: \(StubSite.origin)\r
        Content-Type: application/x-www-form-urlencoded\r\n
        """

    /// Everything of an upload before the content of its file.
    private static func upload(of bytes: Int) -> String {
        let head = "--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"f\"\r\n\r\n"
        return """
            POST /upload HTTP/1.1\r\nHost: localhost\r\nOrigin: \(StubSite.origin)\r
            Cookie: __Host-session=good\r\nContent-Type: multipart/form-data; boundary=b\r
            Content-Length: \(head.utf8.count + bytes + 9)\r\n\r\n\(head)
            """
    }

    private func get(_ path: String) -> String { "GET \(path) HTTP/1.1\r\nHost: localhost\r\n\r\n" }

    @Test func `a connection serves several requests`() async throws {
        try await SocketSite.open(SocketSite.patient) { port, traffic in
            let client = try RawClient(port: port)
            for number in 1...3 {
                await client.send(get("/hello"))
                let isAnswered = await client.reads(within: 5) { $0.text.matches(of: /<title>hello/).count == number }
                #expect(isAnswered)
            }
            #expect(traffic.open == 1)
        }
    }

    @Test(arguments: [false, true]) func `a head that does not end in time ends`(_ drips: Bool) async throws {
        var limits = SocketSite.patient
        limits.head = .milliseconds(400)
        try await SocketSite.open(limits) { port, traffic in
            let client = try RawClient(port: port)
            await client.send("GET /hello HTTP/1.1\r\nHost: localhost\r\nX-Long: ")
            for _ in 0..<(drips ? 60 : 0) where !client.isClosed {
                await client.send("a")
                client.read()
                try await Task.sleep(for: .milliseconds(20))
            }
            #expect(await client.readsToEnd(within: 5))
            #expect(client.text.hasPrefix("HTTP/1.1 408") || client.text.isEmpty)
            #expect(traffic.count(of: .slowHead) == 1)
        }
    }

    @Test func `a second head on a connection has its own time`() async throws {
        var limits = SocketSite.patient
        limits.head = .milliseconds(400)
        try await SocketSite.open(limits) { port, traffic in
            let client = try RawClient(port: port)
            await client.send(get("/hello"))
            #expect(await client.reads(within: 5) { $0.text.contains("<title>hello") })
            try await Task.sleep(for: .milliseconds(600))
            client.read()
            #expect(!client.isClosed)
            await client.send("GET /hello HT")
            #expect(await client.readsToEnd(within: 5))
            #expect(traffic.count(of: .slowHead) == 1)
        }
    }

    @Test func `a body that brings too little ends`() async throws {
        var limits = SocketSite.patient
        (limits.rateWindow, limits.bytesPerSecond) = (.milliseconds(300), 1000)
        try await SocketSite.open(limits) { port, traffic in
            let client = try RawClient(port: port)
            await client.send(Self.form + "Content-Length: 5000\r\n\r\nname=")
            for _ in 0..<60 where !client.isClosed {
                await client.send("a")
                client.read()
                try await Task.sleep(for: .milliseconds(20))
            }
            #expect(await client.readsToEnd(within: 5))
            #expect(client.text.hasPrefix("HTTP/1.1 408") || client.text.isEmpty)
            #expect(traffic.count(of: .slowBody) == 1)
        }
    }

    @Test func `a body that is fast enough and never done ends`() async throws {
        var limits = SocketSite.patient
        (limits.body, limits.rateWindow, limits.bytesPerSecond) = (.milliseconds(600), .milliseconds(200), 100)
        try await SocketSite.open(limits) { port, traffic in
            let client = try RawClient(port: port)
            await client.send(Self.form + "Content-Length: 900000\r\n\r\nname=")
            for _ in 0..<100 where !client.isClosed {
                await client.send(String(repeating: "a", count: 100))
                client.read()
                try await Task.sleep(for: .milliseconds(20))
            }
            #expect(await client.readsToEnd(within: 5))
            #expect(traffic.count(of: .slowBody) == 1)
        }
    }

    @Test func `a route that expects an upload gives it time, but not for ever`() async throws {
        var limits = SocketSite.patient
        (limits.body, limits.rateWindow) = (.milliseconds(300), .seconds(1))
        try await SocketSite.open(limits) { port, traffic in
            let (client, slow) = (try RawClient(port: port), try RawClient(port: port))
            for one in [client, slow] { await one.send(Self.upload(of: 100_000)) }
            for _ in 0..<10 {
                await client.send(String(repeating: "a", count: 10_000))
                try await Task.sleep(for: .milliseconds(100))
            }
            await client.send("\r\n--b--\r\n")
            #expect(await client.reads(within: 5) { $0.text.contains("100000 bytes") })
            #expect(await slow.readsToEnd(within: 5))
            #expect(traffic.count(of: .slowBody) == 1)
        }
    }

    @Test func `a client that does not take its answer ends, one that takes it slowly does not`() async throws {
        var limits = SocketSite.patient
        limits.stall = .seconds(1)
        try await SocketSite.open(limits) { port, traffic in
            let slow = try RawClient(port: port, receiveBuffer: 8192)
            let stalled = try RawClient(port: port, receiveBuffer: 8192)
            await slow.send(get("/large"))
            await stalled.send(get("/large"))
            for round in 0..<1000 where round < 100 || traffic.count(of: .slowReader) == 0 {
                slow.read(100_000)
                try await Task.sleep(for: .milliseconds(15))
            }
            #expect(traffic.count(of: .slowReader) == 1)
            #expect(!slow.isClosed)
            #expect(await stalled.readsToEnd(within: 5))
            #expect(stalled.received.count < 30_000_000)
        }
    }

    @Test(arguments: [
        "X-Long: " + String(repeating: "a", count: 20_000), String(repeating: "X-Many: a\r\n", count: 200) + "X: y",
        String(repeating: "X-Wide: \(String(repeating: "a", count: 4000))\r\n", count: 10) + "X: y",
    ])
    func `a head that is too large is refused`(_ fields: String) async throws {
        try await SocketSite.open(SocketSite.patient) { port, _ in
            let client = try RawClient(port: port)
            await client.send("GET /hello HTTP/1.1\r\nHost: localhost\r\n\(fields)\r\n\r\n")
            #expect(await client.readsToEnd(within: 5))
            #expect(client.text.hasPrefix("HTTP/1.1 400") || client.text.isEmpty)
        }
    }

    @Test func `a body that is too large is refused, and what follows of it is not read for long`() async throws {
        var limits = SocketSite.patient
        limits.rest = .milliseconds(400)
        try await SocketSite.open(limits) { port, traffic in
            let client = try RawClient(port: port)
            await client.send(Self.form + "Content-Length: 50000000\r\n\r\nname=")
            for _ in 0..<25 { await client.send(String(repeating: "a", count: 50_000)) }
            #expect(await client.reads(within: 5) { $0.text.hasPrefix("HTTP/1.1 413") })
            #expect(await client.readsToEnd(within: 5))
            #expect(traffic.count(of: .slowBody) == 1)
        }
    }
}
