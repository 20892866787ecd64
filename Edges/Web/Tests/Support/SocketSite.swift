import Hummingbird
import HummingbirdCore
import Logging
import NIOCore

@testable import Web

/// The stub site behind a real socket of loopback, under limits that a test can wait for.
enum SocketSite {
    /// Limits of tenths of seconds; what a test is not about stays out of its way.
    static var patient: ConnectionLimits {
        var limits = ConnectionLimits(connections: 2000)
        (limits.head, limits.body, limits.rateWindow) = (.seconds(60), .seconds(60), .seconds(60))
        (limits.rest, limits.stall, limits.idle) = (.seconds(60), .seconds(60), .seconds(60))
        (limits.idleWhenCrowded, limits.crowdCheck) = (.seconds(60), .milliseconds(50))
        return limits
    }

    /// Runs `body` with the port of a server of its own.
    static func open(
        _ limits: ConnectionLimits, certificates: Certificates? = nil, isolation: isolated (any Actor)? = #isolation,
        _ body: (Int, Traffic) async throws -> Void
    ) async throws {
        let traffic = Traffic(connections: limits.connections)
        let (ports, port) = AsyncStream<Int>.makeStream()
        let application = Application(
            router: router(), server: .guarded(limits, traffic: traffic, certificates: certificates),
            configuration: ApplicationConfiguration(
                address: .hostname("127.0.0.1", port: 0), backlog: 1024,
                availableConnectionsDelegate: .maximum(limits.connections, logger: Logger(label: "test"))),
            onServerRunning: { channel in port.yield(channel.localAddress?.port ?? 0) },
            // The framework keeps a request's number in the logger's metadata, so it must be one that keeps it.
            logger: LogLines().logger)
        let server = Task { try await application.run() }
        defer { server.cancel() }
        for await number in ports {
            try await body(number, traffic)
            return
        }
    }

    private static func router() -> Router<SiteContext> {
        let stub = StubSite()
        stub.site.get("/hello", may: .anyone, load: { _, _, _ in }) { _, _ in
            .page(Page(title: "hello", content: .nothing))
        }
        stub.site.post("/form", may: .anyone) { visit in
            .page(Page(title: "\(visit.form.text("name").count) letters", content: .nothing))
        }
        stub.site.upload("/upload", may: Policy("anyone") { _, _, _ in true }, limit: 10_000_000) { _, _, upload in
            var bytes = 0
            if let file = try await upload.file(named: "file") {
                for try await piece in file { bytes += piece.count }
            }
            return .page(Page(title: "\(bytes) bytes", content: .nothing))
        }
        stub.site.router.get("/large") { _, _ in
            Response(status: .ok, body: ResponseBody(byteBuffer: ByteBuffer(repeating: 65, count: 30_000_000)))
        }
        return stub.site.router
    }
}
