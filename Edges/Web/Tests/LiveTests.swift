import Base
import HTTPTypes
import Hummingbird
import HummingbirdCore
import Logging
import NIOCore
import ServiceLifecycle
import Synchronization
import Testing

@testable import Web

/// Server-sent events over real sockets, with limits short enough to wait for.
@Suite(.serialized) struct LiveTests {
    private func get(_ path: String, session: String = "good") -> String {
        "GET \(path) HTTP/1.1\r\nHost: localhost\r\nCookie: __Host-session=\(session)\r\n\r\n"
    }

    private static var quick: LiveLimits {
        var limits = LiveLimits()
        (limits.interval, limits.heartbeat, limits.longest) = (.milliseconds(20), .milliseconds(100), .seconds(60))
        return limits
    }

    @Test func `what changes is sent, what stays is not, and the end is said`() async throws {
        try await LiveSite.open(Self.quick) { port, watched, _ in
            let client = try RawClient(port: port)
            await client.send(get("/watch"))
            #expect(await client.reads(within: 5) { $0.text.contains("data: <p>one</p>\n\n") })
            #expect(client.text.contains("text/event-stream"))
            #expect(await client.reads(within: 5) { $0.received.firstRange(of: Array("\n:\n\n".utf8)) != nil })
            #expect(client.text.matches(of: /event: part/).count == 1)
            watched.set(.part("<p>two</p>\n<p>lines</p>"))
            #expect(await client.reads(within: 5) { $0.text.contains("data: <p>two</p>\ndata: <p>lines</p>\n\n") })
            watched.set(.over)
            #expect(await client.reads(within: 5) { $0.text.hasSuffix("0\r\n\r\n") })
            #expect(client.text.contains("event: over\ndata:\n\n"))
            // The connection serves the next request.
            await client.send(get("/watch"))
            #expect(await client.reads(within: 5) { $0.text.matches(of: /event: over/).count == 2 })
        }
    }

    @Test func `whoever is not signed in or may not is answered like at a page`() async throws {
        try await LiveSite.open(Self.quick) { port, watched, _ in
            let client = try RawClient(port: port)
            await client.send(get("/watch", session: "other"))
            #expect(await client.reads(within: 5) { $0.text.hasPrefix("HTTP/1.1 303") })
            watched.allow(false)
            let refused = try RawClient(port: port)
            await refused.send(get("/watch"))
            #expect(await refused.reads(within: 5) { $0.text.hasPrefix("HTTP/1.1 404") })
        }
    }

    @Test func `a stream ends when whoever watches may not any more`() async throws {
        try await LiveSite.open(Self.quick) { port, watched, _ in
            let client = try RawClient(port: port)
            await client.send(get("/watch"))
            #expect(await client.reads(within: 5) { $0.text.contains("event: part") })
            watched.allow(false)
            watched.set(.part("<p>secret</p>"))
            #expect(await client.reads(within: 5) { $0.text.hasSuffix("0\r\n\r\n") })
            #expect(!client.text.contains("secret"))
        }
    }

    @Test func `a stream ends after its time, and the browser comes again`() async throws {
        var limits = Self.quick
        limits.longest = .milliseconds(200)
        try await LiveSite.open(limits) { port, _, streams in
            let client = try RawClient(port: port)
            await client.send(get("/watch"))
            #expect(await client.reads(within: 5) { $0.text.hasSuffix("0\r\n\r\n") })
            #expect(client.text.contains("retry: 3000\n\n"))
            #expect(streams.count == 0)
        }
    }

    @Test func `a session has so many streams and no more, until one ends`() async throws {
        var limits = Self.quick
        limits.ofOneSession = 2
        try await LiveSite.open(limits) { port, _, streams in
            var clients: [RawClient] = []
            for _ in 0..<2 {
                let client = try RawClient(port: port)
                await client.send(get("/watch"))
                #expect(await client.reads(within: 5) { $0.text.contains("event: part") })
                clients.append(client)
            }
            let third = try RawClient(port: port)
            await third.send(get("/watch"))
            #expect(await third.reads(within: 5) { $0.text.hasPrefix("HTTP/1.1 429") })
            #expect(third.text.lowercased().contains("retry-after: 10"))
            clients.removeLast()
            // Who is gone is noticed when something is sent.
            for _ in 0..<250 where streams.count > 1 { try await Task.sleep(for: .milliseconds(20)) }
            #expect(streams.count == 1)
        }
    }

    @Test func `a reader who takes nothing is ended like any slow reader`() async throws {
        var limits = SocketSite.patient
        limits.stall = .milliseconds(600)
        try await LiveSite.open(Self.quick, connection: limits) { port, watched, streams in
            watched.set(.part(HTML(trusted: String(repeating: "a", count: 4_000_000))))
            let client = try RawClient(port: port, receiveBuffer: 4096)
            await client.send(get("/watch"))
            for _ in 0..<250 where streams.traffic.count(of: .slowReader) == 0 {
                try await Task.sleep(for: .milliseconds(20))
            }
            #expect(streams.traffic.count(of: .slowReader) == 1)
            for _ in 0..<250 where streams.count > 0 { try await Task.sleep(for: .milliseconds(20)) }
            #expect(streams.count == 0)
        }
    }

    @Test func `an open stream does not hold up a server that stops`() async throws {
        let began = Mutex<ContinuousClock.Instant?>(nil)
        var client: RawClient?
        try await LiveSite.open(Self.quick) { port, _, _ in
            let watching = try RawClient(port: port)
            await watching.send(get("/watch"))
            #expect(await watching.reads(within: 5) { $0.text.contains("event: part") })
            client = watching
            began.withLock { $0 = .now }
        }
        let start = try #require(began.withLock { $0 })
        #expect(ContinuousClock.now - start < .seconds(5))
        #expect(await client?.reads(within: 5) { $0.text.hasSuffix("0\r\n\r\n") } == true)
    }
}

/// What is watched, and whether one may.
private final class Watched: Sendable {
    private let state = Mutex<(event: LiveEvent, isAllowed: Bool)>((.part("<p>one</p>"), true))

    var event: LiveEvent { state.withLock(\.event) }
    var isAllowed: Bool { state.withLock(\.isAllowed) }
    func set(_ event: LiveEvent) { state.withLock { $0.event = event } }
    func allow(_ isAllowed: Bool) { state.withLock { $0.isAllowed = isAllowed } }
}

private struct Streams {
    let streams: LiveStreams
    let traffic: Traffic
    var count: Int { streams.count }
}

/// A site with one watched place behind a real socket; it stops gracefully after `body`.
private enum LiveSite {
    static func open(
        _ live: LiveLimits, connection: ConnectionLimits = SocketSite.patient,
        isolation: isolated (any Actor)? = #isolation, _ body: (Int, Watched, Streams) async throws -> Void
    ) async throws {
        let (stub, watched) = (StubSite(live: live), Watched())
        stub.site.events(
            "/watch", may: Policy("allowed") { _, _, _ in watched.isAllowed }, load: { _ in watched.event },
            event: { event, _ in event })
        let traffic = Traffic(connections: connection.connections)
        let (ports, port) = AsyncStream<Int>.makeStream()
        let application = Application(
            router: stub.site.router, server: .guarded(connection, traffic: traffic),
            configuration: ApplicationConfiguration(address: .hostname("127.0.0.1", port: 0)),
            onServerRunning: { channel in port.yield(channel.localAddress?.port ?? 0) }, logger: LogLines().logger)
        let group = ServiceGroup(services: [application], logger: Logger(label: "test"))
        let server = Task { try await group.run() }
        for await number in ports {
            do {
                try await body(number, watched, Streams(streams: stub.site.streams, traffic: traffic))
            } catch {
                server.cancel()
                throw error
            }
            break
        }
        await group.triggerGracefulShutdown()
        _ = try await server.value
    }
}
