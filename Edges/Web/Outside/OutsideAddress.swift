import Foundation

/// An address of another site that somebody registered with us: the only way off our own pages.
package struct OutsideAddress: Hashable, Sendable, CustomStringConvertible {
    package let description: String

    /// nil unless `text` is absolute and without a fragment: https, http on loopback, or the own scheme of an application
    /// on a device, which has a dot in it (RFC 8252 §7).
    package init?(registered text: String) {
        guard text.utf8.count <= 2000, text.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F && $0 != 0x22 && $0 != 0x5C }),
            let parts = URLComponents(string: text), let scheme = parts.scheme, parts.fragment == nil,
            parts.user == nil, parts.password == nil
        else { return nil }
        switch scheme {
        case "https": guard let host = parts.encodedHost, Self.isHost(host) else { return nil }
        case "http":
            guard let host = parts.host, ["localhost", "127.0.0.1", "[::1]", "::1"].contains(host) else { return nil }
        default: guard scheme.contains(".") else { return nil }
        }
        description = text
    }

    /// Letters, digits, dots and hyphens, or an address in brackets: what a Content-Security-Policy would read as its own sign
    /// (`;`, `,`, `'`) is in none.
    private static func isHost(_ text: String) -> Bool {
        guard text.hasPrefix("[") else {
            return !text.isEmpty
                && text.utf8.allSatisfy { isAlphanumeric($0) || $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: ".") }
        }
        return text.count > 2 && text.hasSuffix("]")
            && text.dropFirst().dropLast().utf8.allSatisfy {
                isAlphanumeric($0) || $0 == UInt8(ascii: ":") || $0 == UInt8(ascii: ".")
            }
    }

    private static func isAlphanumeric(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "a")...UInt8(ascii: "z"):
            true
        default: false
        }
    }

    /// The same address with more in its query, which stays as it was (RFC 6749 §3.1.2).
    package func with(_ query: [(name: String, value: String)]) -> OutsideAddress {
        let added = query.map { "\(PercentEncoding.encoded($0.name))=\(PercentEncoding.encoded($0.value))" }
        guard !added.isEmpty else { return self }
        return OutsideAddress(
            trusted: description + (description.contains("?") ? "&" : "?") + added.joined(separator: "&"))
    }

    /// Scheme, host and port, or the scheme alone, as a Content-Security-Policy names them.
    package var origin: String {
        guard let parts = URLComponents(string: description), let scheme = parts.scheme, let host = parts.encodedHost,
            scheme.hasPrefix("http")
        else { return String(description.prefix { $0 != ":" }) + ":" }
        return "\(scheme)://\(host)\(parts.port.map { ":\($0)" } ?? "")"
    }

    private init(trusted description: String) { self.description = description }
}

extension HTML.StringInterpolation {
    package mutating func appendInterpolation(_ address: OutsideAddress) { appendInterpolation(address.description) }
}
