import NIOCore

/// Where a connection stands and when it has to be somewhere else. Plain values, so that the rules can be read apart
/// from the channel.
struct ConnectionClock {
    /// What the client is sending.
    enum Inbound {
        case nothing(since: NIODeadline)
        case head(since: NIODeadline)
        case body(Body)
    }

    struct Body {
        var until: NIODeadline
        var bytesPerSecond: Int
        var windowEnd: NIODeadline
        var bytesInWindow = 0
    }

    /// What waits to be taken by the client, seen last `at`, unchanged `since`.
    struct Outbound {
        var bytes: Int
        var since: NIODeadline
        var at: NIODeadline
    }

    let limits: ConnectionLimits
    private(set) var inbound: Inbound
    private(set) var outbound: Outbound?
    /// Requests whose answers are not complete.
    private(set) var owed = 0
    /// Since when nobody here asks for more; a client is not slow while we do not read.
    private var pausedSince: NIODeadline?

    init(_ limits: ConnectionLimits, at now: NIODeadline) {
        self.limits = limits
        inbound = .nothing(since: now)
    }

    mutating func bytesArrived(at now: NIODeadline) {
        if case .nothing = inbound { inbound = .head(since: now) }
    }

    mutating func headRead(at now: NIODeadline) {
        owed += 1
        inbound = .body(
            Body(
                until: now + limits.body, bytesPerSecond: limits.bytesPerSecond, windowEnd: now + limits.rateWindow))
    }

    mutating func bodyRead(_ count: Int) {
        guard case .body(var body) = inbound else { return }
        body.bytesInWindow += count
        inbound = .body(body)
    }

    mutating func requestEnded(at now: NIODeadline) { inbound = .nothing(since: now) }

    mutating func answerEnded(at now: NIODeadline) {
        owed = max(0, owed - 1)
        switch inbound {
        case .nothing: inbound = .nothing(since: now)
        case .body(var body) where owed == 0:
            body.until = min(body.until, now + limits.rest)
            inbound = .body(body)
        default: break
        }
    }

    mutating func allow(_ allowance: BodyAllowance, at now: NIODeadline) {
        guard case .body(var body) = inbound, owed > 0 else { return }
        body.until = allowance.time.map { now + $0 } ?? .distantFuture
        body.bytesPerSecond = allowance.bytesPerSecond
        (body.windowEnd, body.bytesInWindow) = (now + limits.rateWindow, 0)
        inbound = .body(body)
    }

    mutating func pause(at now: NIODeadline) { if pausedSince == nil { pausedSince = now } }

    /// We read again: what was to be done by the client is due that much later.
    mutating func resume(at now: NIODeadline) {
        guard let since = pausedSince else { return }
        pausedSince = nil
        let gap = now - since
        guard gap > .milliseconds(100) else { return }
        switch inbound {
        case .nothing: break
        case .head(let began): inbound = .head(since: began + gap)
        case .body(var body):
            if body.until != .distantFuture { body.until = body.until + gap }
            (body.windowEnd, body.bytesInWindow) = (now + limits.rateWindow, 0)
            inbound = .body(body)
        }
    }

    /// - Parameter bytes: what was written and lies here still.
    mutating func waits(_ bytes: Int, at now: NIODeadline) {
        guard bytes > 0 else { return outbound = nil }
        let since = outbound.map { $0.bytes == bytes ? $0.since : now } ?? now
        outbound = Outbound(bytes: bytes, since: since, at: now)
    }

    /// When to look again.
    func due(isCrowded: Bool) -> NIODeadline {
        min(inboundDue(isCrowded), outbound.map { $0.at + limits.stall / 4 } ?? .distantFuture)
    }

    private func inboundDue(_ isCrowded: Bool) -> NIODeadline {
        switch inbound {
        case .nothing(let since):
            guard owed == 0 else { return .distantFuture }
            return isCrowded ? since + limits.idleWhenCrowded : since + limits.idle
        case .head(let since): return pausedSince == nil ? since + limits.head : .distantFuture
        case .body(let body): return pausedSince == nil ? min(body.until, body.windowEnd) : .distantFuture
        }
    }

    /// What is over by now; a window of a body that brought enough is followed by the next.
    mutating func ended(at now: NIODeadline, isCrowded: Bool) -> ConnectionEnd? {
        if let outbound, now - outbound.since >= limits.stall { return .slowReader }
        guard inboundDue(isCrowded) <= now else { return nil }
        switch inbound {
        case .nothing: return .idle
        case .head: return .slowHead
        case .body(var body):
            let needed = Int64(body.bytesPerSecond) * limits.rateWindow.nanoseconds / 1_000_000_000
            if now >= body.until || Int64(body.bytesInWindow) < needed { return .slowBody }
            (body.windowEnd, body.bytesInWindow) = (now + limits.rateWindow, 0)
            inbound = .body(body)
            return nil
        }
    }
}

extension TimeAmount {
    fileprivate static func / (amount: TimeAmount, parts: Int64) -> TimeAmount {
        .nanoseconds(amount.nanoseconds / parts)
    }
}
