import HTTPTypes
import NIOCore
import NIOHTTPTypes

/// Bytes have come that may be the beginning of a request.
struct BytesArrived: Sendable {}

/// Stands where bytes arrive, before they are read as HTTP, and says so to `ConnectionWatch`.
final class ArrivalHandler: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        context.fireUserInboundEventTriggered(BytesArrived())
        context.fireChannelRead(data)
    }
}

/// Ends connections that are too slow. It stands between the HTTP decoder and the server; one timer a connection, set
/// only when something is not finished at once.
final class ConnectionWatch: ChannelDuplexHandler, RemovableChannelHandler {
    typealias InboundIn = HTTPRequestPart
    typealias InboundOut = HTTPRequestPart
    typealias OutboundIn = HTTPResponsePart
    typealias OutboundOut = HTTPResponsePart

    private let traffic: Traffic
    private var clock: ConnectionClock
    private var timer: Scheduled<Void>?
    private var timerAt = NIODeadline.distantFuture
    private var hasBegunToAnswer = false
    private var isOver = false

    init(_ limits: ConnectionLimits, traffic: Traffic) {
        self.traffic = traffic
        clock = ConnectionClock(limits, at: .now())
    }

    func handlerAdded(context: ChannelHandlerContext) {
        traffic.opened()
        arm(context)
    }

    func handlerRemoved(context: ChannelHandlerContext) {
        traffic.closed()
        timer?.cancel()
    }

    func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
        guard event is BytesArrived else { return context.fireUserInboundEventTriggered(event) }
        clock.bytesArrived(at: .now())
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        guard !isOver else { return }
        switch unwrapInboundIn(data) {
        case .head:
            clock.headRead(at: .now())
            hasBegunToAnswer = false
        case .body(let bytes): clock.bodyRead(bytes.readableBytes)
        case .end: clock.requestEnded(at: .now())
        }
        context.fireChannelRead(data)
    }

    func channelReadComplete(context: ChannelHandlerContext) {
        // Whoever wants more asks for it while this is handed on; nobody asking is a pause.
        clock.pause(at: .now())
        context.fireChannelReadComplete()
        arm(context)
    }

    func read(context: ChannelHandlerContext) {
        clock.resume(at: .now())
        context.read()
        arm(context)
    }

    func triggerUserOutboundEvent(context: ChannelHandlerContext, event: Any, promise: EventLoopPromise<Void>?) {
        guard let allowance = event as? BodyAllowance else {
            return context.triggerUserOutboundEvent(event, promise: promise)
        }
        clock.allow(allowance, at: .now())
        arm(context)
        promise?.succeed(())
    }

    func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
        guard !isOver else {
            promise?.fail(ChannelError.ioOnClosedChannel)
            return
        }
        hasBegunToAnswer = true
        if case .end = unwrapOutboundIn(data) { clock.answerEnded(at: .now()) }
        context.write(data, promise: promise)
    }

    func flush(context: ChannelHandlerContext) {
        context.flush()
        clock.waits(waitingBytes(context), at: .now())
        arm(context)
    }

    /// What the kernel has not taken yet.
    private func waitingBytes(_ context: ChannelHandlerContext) -> Int {
        (try? context.channel.syncOptions?.getOption(.bufferedWritableBytes)) ?? 0
    }

    private func arm(_ context: ChannelHandlerContext) {
        guard !isOver else { return }
        let due = clock.due(isCrowded: traffic.isCrowded)
        // A timer that is set already sets the next one itself; a request that comes whole sets none.
        guard timer == nil || due < timerAt else { return }
        timer?.cancel()
        timerAt = min(due, .now() + clock.limits.crowdCheck)
        timer = context.eventLoop.assumeIsolated().scheduleTask(deadline: timerAt) { self.look(context) }
    }

    private func look(_ context: ChannelHandlerContext) {
        timer = nil
        guard context.channel.isActive, !isOver else { return }
        let now = NIODeadline.now()
        if clock.outbound != nil { clock.waits(waitingBytes(context), at: now) }
        guard let end = clock.ended(at: now, isCrowded: traffic.isCrowded) else { return arm(context) }
        finish(end, context)
    }

    private func finish(_ end: ConnectionEnd, _ context: ChannelHandlerContext) {
        isOver = true
        traffic.ended(end)
        // RFC 9110 §15.5.9: the server says that it would not wait, and closes.
        if end == .slowHead || end == .slowBody, clock.owed == 0 || !hasBegunToAnswer {
            let fields: HTTPFields = [.connection: "close", .contentLength: "0"]
            context.write(
                wrapOutboundOut(.head(HTTPResponse(status: .requestTimeout, headerFields: fields))), promise: nil)
            context.writeAndFlush(wrapOutboundOut(.end(nil)), promise: nil)
        }
        context.close(promise: nil)
    }
}

@available(*, unavailable)
extension ConnectionWatch: Sendable {}

@available(*, unavailable)
extension ArrivalHandler: Sendable {}
