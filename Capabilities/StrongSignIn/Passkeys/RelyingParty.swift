import Base
import Foundation

/// Our site as passkeys know it: the one origin whose pages may ask, and the name that passkeys are made for.
struct RelyingParty: Hashable, Sendable {
    let origin: String
    /// The host of the origin; a passkey of one host is none of another's.
    let id: String

    /// - Parameter origin: `https://host[:port]`, or `http` on this machine alone, where browsers make passkeys too.
    init(origin: String) throws {
        let parts = URLComponents(string: origin)
        guard let host = parts?.host?.lowercased(), !host.isEmpty,
            parts?.scheme == "https" || parts?.scheme == "http" && host == "localhost"
        else { throw Fault(.invalid, log: "passkeys need https or localhost") }
        (self.origin, id) = (origin.lowercased(), host)
    }
}
