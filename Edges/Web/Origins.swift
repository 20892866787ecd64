import HTTPTypes
import Hummingbird

/// Which origin is ours, and which peers may speak for a client's address.
package struct Origins: Sendable {
    package let publicOrigin: String?
    let trustedProxies: Set<String>

    /// - Parameters:
    ///   - publicOrigin: `https://host[:port]`; nil while the server is reached on loopback alone.
    ///   - trustedProxies: addresses whose `X-Forwarded-For` or `Forwarded` is believed.
    package init(publicOrigin: String?, trustedProxies: Set<String> = []) {
        (self.publicOrigin, self.trustedProxies) = (publicOrigin, trustedProxies)
    }

    /// The same-origin rule instead of form tokens: `Sec-Fetch-Site` decides, and `Origin` where that header is absent.
    func accepts(_ request: Request) -> Bool {
        if let site = request.headers[.secFetchSite] { return site == "same-origin" }
        guard let origin = request.headers[.origin] else { return false }
        if let publicOrigin { return origin == publicOrigin }
        guard let authority = request.head.authority, Origins.isLoopback(authority) else { return false }
        return origin == "http://\(authority)"
    }

    /// Our own origin; without a public one, the loopback address that was asked.
    func shown(to request: Request) -> String { publicOrigin ?? "http://\(request.head.authority ?? "localhost")" }

    private static func isLoopback(_ authority: String) -> Bool {
        let host = authority.hasPrefix("[") ? authority.prefix { $0 != "]" } + "]" : authority.prefix { $0 != ":" }
        return ["localhost", "127.0.0.1", "[::1]"].contains(String(host))
    }
}

extension HTTPField.Name {
    static let secFetchSite = named("Sec-Fetch-Site")
    static let xForwardedFor = named("X-Forwarded-For")
    static let referrerPolicy = named("Referrer-Policy")
    static let crossOriginOpenerPolicy = named("Cross-Origin-Opener-Policy")
    static let crossOriginResourcePolicy = named("Cross-Origin-Resource-Policy")
    static let permissionsPolicy = named("Permissions-Policy")
    static let requestID = named("X-Request-ID")

    private static func named(_ name: String) -> HTTPField.Name { HTTPField.Name(name) ?? .server }
}
