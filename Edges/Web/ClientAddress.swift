import HTTPTypes
package import Hummingbird

extension Origins {
    /// The client's address: the peer's, or behind our own proxies what `X-Forwarded-For` or `Forwarded` (RFC 7239)
    /// say; the throttle counts by it.
    func address(of request: Request, peer: String) -> String {
        let peer = ClientAddress.plain(peer)
        guard trustedProxies.contains(peer) else { return peer }
        // The right-most address that is not one of our own proxies was seen by a machine that we trust.
        return ClientAddress.chain(in: request.headers).last { !trustedProxies.contains($0) } ?? peer
    }

    /// Whether somebody stands between the client and us, believed or not.
    package static func isForwarded(_ request: Request) -> Bool {
        request.headers[.xForwardedFor] != nil || request.headers[.forwarded] != nil
    }
}

enum ClientAddress {
    /// The addresses that proxies have written down, the nearest last.
    static func chain(in headers: HTTPFields) -> [String] {
        if let list = headers[.xForwardedFor] {
            return list.split(separator: ",").map { plain($0.filter { $0 != " " }) }
        }
        return (headers[.forwarded] ?? "").split(separator: ",").compactMap { element in
            element.split(separator: ";").lazy.map { $0.filter { $0 != " " && $0 != "\"" } }
                .first { $0.lowercased().hasPrefix("for=") }.map { plain(String($0.dropFirst(4))) }
        }
    }

    /// Without brackets, port, zone, and the prefix of IPv4 in IPv6.
    static func plain(_ text: String) -> String {
        var text = text
        if text.hasPrefix("[") {
            text = String(text.dropFirst().prefix { $0 != "]" })
        } else if text.count(where: { $0 == ":" }) == 1 {
            text = String(text.prefix { $0 != ":" })
        }
        text = String(text.prefix { $0 != "%" })
        return text.lowercased().hasPrefix("::ffff:") && text.contains(".") ? String(text.dropFirst(7)) : text
    }
}

extension HTTPField.Name {
    static let forwarded = HTTPField.Name("Forwarded") ?? .server
}
