import Foundation

/// Where a question goes, as far as the text of the address tells.
struct Destination: Hashable, Sendable {
    let host: String
    let isLoopback: Bool

    /// nil unless `address` is absolute, without user and fragment, and https; http is for loopback alone, where that is
    /// allowed.
    init?(_ address: String, allowsLoopback: Bool) {
        guard address.utf8.count <= 4000, address.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F }),
            let parts = URLComponents(string: address), let host = parts.host?.lowercased(), !host.isEmpty,
            parts.user == nil, parts.password == nil, parts.fragment == nil
        else { return nil }
        let isLoopback = ["localhost", "127.0.0.1", "[::1]", "::1"].contains(host)
        switch parts.scheme {
        case "https": guard allowsLoopback || !isLoopback else { return nil }
        case "http": guard allowsLoopback, isLoopback else { return nil }
        default: return nil
        }
        (self.host, self.isLoopback) = (host, isLoopback)
    }

    /// Where to connect: every address that the name has MUST be one that may be asked, since any of them could be taken.
    func chosen(among addresses: [NumericAddress]) throws(OutboundFault) -> NumericAddress {
        guard let first = addresses.first else { throw .unresolved }
        guard addresses.allSatisfy({ isLoopback ? $0.isLoopback : $0.isPublic }) else { throw .privateAddress }
        return first
    }
}

/// An IPv4 or IPv6 address as its bytes.
struct NumericAddress: Hashable, Sendable, CustomStringConvertible {
    let bytes: [UInt8]

    init?(_ text: String) {
        for (family, count) in [(AF_INET, 4), (AF_INET6, 16)] {
            var bytes = [UInt8](repeating: 0, count: count)
            if inet_pton(family, text, &bytes) == 1 {
                self.bytes = bytes
                return
            }
        }
        return nil
    }

    init(bytes: [UInt8]) { self.bytes = bytes }

    var description: String {
        var out = [CChar](repeating: 0, count: Int(INET6_ADDRSTRLEN))
        guard inet_ntop(bytes.count == 4 ? AF_INET : AF_INET6, bytes, &out, socklen_t(out.count)) != nil else {
            return ""
        }
        return String(decoding: out.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }

    var isLoopback: Bool { bytes.count == 4 ? bytes[0] == 127 : bytes == [UInt8](repeating: 0, count: 15) + [1] }

    /// Whether the address is of the public Internet (IANA special-purpose registries, RFC 6890).
    var isPublic: Bool {
        guard bytes.count == 4 else { return isPublicSix }
        switch (bytes[0], bytes[1], bytes[2]) {
        case (0, _, _), (10, _, _), (127, _, _), (169, 254, _), (172, 16...31, _), (192, 168, _): return false
        case (100, 64...127, _), (192, 0, 0), (192, 0, 2), (192, 88, 99), (198, 18...19, _): return false
        case (198, 51, 100), (203, 0, 113), (224..., _, _): return false
        default: return true
        }
    }

    private var isPublicSix: Bool {
        // Addresses that carry an IPv4 address lead where that one leads.
        if bytes.starts(with: [UInt8](repeating: 0, count: 10) + [0xFF, 0xFF])
            || bytes.starts(with: [0, 0x64, 0xFF, 0x9B] + [UInt8](repeating: 0, count: 8))
        {
            return NumericAddress(bytes: Array(bytes.suffix(4))).isPublic
        }
        if bytes.starts(with: [0x20, 0x02]) { return NumericAddress(bytes: Array(bytes[2..<6])).isPublic }
        guard bytes[0] & 0xE0 == 0x20 else { return false }
        let isSpecial = bytes.starts(with: [0x20, 0x01, 0x0D, 0xB8]) || bytes.starts(with: [0x3F, 0xFF])
        // 2001::/23 is for protocols such as Teredo, which carries IPv4 too.
        return !isSpecial && !(bytes.starts(with: [0x20, 0x01]) && bytes[2] < 0x02)
    }
}
