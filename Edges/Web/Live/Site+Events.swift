import Base
import HTTPTypes
import Hummingbird
import NIOCore
import ServiceLifecycle

extension Site {
    /// Server-sent events for a page that watches something. Session and policy are evaluated at every look, each look is
    /// one read, and what has changed is sent. It ends when there is nothing more to watch, when whoever watches may not
    /// any more, after `LiveLimits.longest` and when the server stops. Watching is no use of a session, so that a page
    /// left open does not keep one alive. The page MUST be right without it.
    package func events<Model: Sendable>(
        _ path: PathPattern, may policy: Policy<Viewer>,
        load: @escaping @Sendable (PageRead<Viewer>) throws -> Model,
        event: @escaping @Sendable (Model, Visit) throws -> LiveEvent
    ) {
        let (needs, streams) = (needs, streams)
        on(.get, path, policy.name, isPage: false) { visit in
            let look: @Sendable () async throws -> LiveEvent = {
                let visit = visit.at(needs.now())
                let (viewer, model, looks) = try await needs.read(visit, policy, load)
                if !looks.isEmpty { needs.seen(viewer, looks, nil, visit.now) }
                return try event(model, visit.speaking(viewer.language))
            }
            let first = try await look()
            let session = visit.sessionToken ?? ""
            guard streams.hasRoom(for: session) else {
                throw Fault(.tooMany(retryAfterSeconds: 10), log: "too many open event streams")
            }
            let stream = LiveStream(streams: streams, session: session, first: first, look: look)
            return Response(
                status: .ok,
                headers: [.contentType: "text/event-stream", .cacheControl: "no-store", .accelBuffering: "no"],
                body: ResponseBody { writer in
                    try await stream.run { text in try await writer.write(ByteBuffer(string: text)) }
                    try await writer.finish(nil)
                })
        }
    }
}

/// One open stream.
private struct LiveStream: Sendable {
    let streams: LiveStreams
    let session: String
    let first: LiveEvent
    let look: @Sendable () async throws -> LiveEvent

    func run(write: (String) async throws -> Void) async throws {
        guard streams.enter(session) else { return }
        defer { streams.leave(session) }
        let limits = streams.limits
        let end = ContinuousClock.now + limits.longest
        var (event, sent, sentAt) = (first, "", ContinuousClock.now)
        try await write("retry: 3000\n\n")
        while true {
            let text = event.text
            if text != sent {
                try await write(text)
                (sent, sentAt) = (text, .now)
            } else if ContinuousClock.now - sentAt >= limits.heartbeat {
                try await write(":\n\n")
                sentAt = .now
            }
            guard !event.isOver, ContinuousClock.now < end, await isToGoOn(after: limits.interval) else { return }
            // Whatever stands in the way, the page finds out when it asks the next time.
            guard let next = try? await look() else { return }
            event = next
        }
    }

    /// False when the server stops.
    private func isToGoOn(after interval: Duration) async -> Bool {
        try? await Task.sleep(for: interval)
        return !Task.isCancelled && !Task.isShuttingDownGracefully
    }
}

extension HTTPField.Name {
    /// Asks a proxy not to hold events back until there are many.
    fileprivate static var accelBuffering: HTTPField.Name {
        HTTPField.Name("X-Accel-Buffering") ?? .cacheControl
    }
}
