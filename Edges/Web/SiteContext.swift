package import Hummingbird
package import NIOCore

/// What the server knows of a request beside its head: the connection's far end.
package struct SiteContext: RequestContext, RemoteAddressRequestContext {
    package var coreContext: CoreRequestContextStorage
    package let remoteAddress: SocketAddress?
    private let channel: any Channel

    package init(source: ApplicationRequestContextSource) {
        coreContext = CoreRequestContextStorage(source: source)
        remoteAddress = source.channel.remoteAddress
        channel = source.channel
    }

    /// Gives this request's body more time than a form has; a route says so before it reads.
    package func expect(_ allowance: BodyAllowance) {
        channel.triggerUserOutboundEvent(allowance, promise: nil)
    }
}
