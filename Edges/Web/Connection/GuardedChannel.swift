package import HummingbirdCore
package import Logging
package import NIOCore
import NIOSSL

/// A connection of the server: TLS if there are certificates, then HTTP/1.1 under the connection's limits.
package struct GuardedChannel: ServerChildChannel {
    package typealias Value = HTTP1Channel.Value

    private let http: HTTP1Channel
    private let certificates: Certificates?

    package init(
        limits: ConnectionLimits, traffic: Traffic, certificates: Certificates?,
        responder: @escaping HTTPChannelHandler.Responder
    ) {
        self.certificates = certificates
        http = HTTP1Channel(
            responder: responder,
            configuration: HTTP1Channel.Configuration(
                additionalChannelHandlers: [ConnectionWatch(limits, traffic: traffic)],
                httpDecoderConfiguration: .init(
                    maxHeaderFieldSize: limits.fieldBytes, maxHeaderListSize: limits.headBytes,
                    maxHeaderFieldCount: limits.fields)))
    }

    package func setup(channel: any Channel, logger: Logger) -> EventLoopFuture<Value> {
        channel.eventLoop.makeCompletedFuture {
            // What a slow reader has not taken lies here and not in the kernel, where nobody sees whether it moves
            // (TCP_NOTSENT_LOWAT, tcp(7)).
            try channel.syncOptions?.setOption(GuardedChannel.unsentBytes, value: 128 * 1024)
            if let certificates {
                try channel.pipeline.syncOperations.addHandler(NIOSSLServerHandler(context: certificates.current))
            }
            try channel.pipeline.syncOperations.addHandler(ArrivalHandler())
        }.flatMap {
            http.setup(channel: channel, logger: logger)
        }
    }

    private static let unsentBytes = ChannelOptions.Types.SocketOption(
        level: .tcp, name: NIOBSDSocket.Option(rawValue: 25))

    package func handle(value: Value, logger: Logger) async { await http.handle(value: value, logger: logger) }
}

extension HTTPServerBuilder {
    /// HTTP/1.1 under `limits`, with TLS if there are certificates.
    package static func guarded(
        _ limits: ConnectionLimits, traffic: Traffic, certificates: Certificates? = nil
    ) -> HTTPServerBuilder {
        HTTPServerBuilder { responder in
            GuardedChannel(limits: limits, traffic: traffic, certificates: certificates, responder: responder)
        }
    }
}
