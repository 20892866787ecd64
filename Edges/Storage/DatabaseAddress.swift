package import Base
import Foundation

/// Where the database is: `sqlite:PATH` or `postgres://…`.
package enum DatabaseAddress: Sendable {
    case sqlite(path: String)
    case postgres(PostgresAddress)

    /// Throws `StorageFault.transport` for an address that is neither, or that would travel unverified.
    package init(_ text: String) throws(StorageFault) {
        if text.hasPrefix("sqlite:") {
            let path = String(text.dropFirst("sqlite:".count))
            guard !path.isEmpty else { throw .transport("sqlite: needs the path of a file") }
            self = .sqlite(path: path)
        } else if text.hasPrefix("postgres://") || text.hasPrefix("postgresql://") {
            self = .postgres(try PostgresAddress(text))
        } else {
            throw .transport("the database is sqlite:PATH or postgres://USER@HOST/NAME")
        }
    }
}

/// A connection string that is known to be verified by certificate, or local.
package struct PostgresAddress: Sendable {
    /// The whole string, password included, for libpq.
    package let connection: Secret<String>
    /// Host and database, for people.
    package let shown: String

    /// TLS is `verify-full`, or `disable` for a unix socket and loopback; anything else is refused.
    package init(_ text: String) throws(StorageFault) {
        guard let parts = URLComponents(string: text) else {
            throw .transport("the postgres:// address cannot be read")
        }
        let query = Dictionary((parts.queryItems ?? []).map { ($0.name, $0.value ?? "") }) { _, last in last }
        // libpq lets these override the host that stands in the address, so the rule below would look at the wrong one.
        guard query["hostaddr"] == nil, query["service"] == nil else {
            throw .transport("hostaddr and service cannot be part of the address")
        }
        let host =
            [query["host"], parts.host?.removingPercentEncoding].compactMap { $0 }.first { !$0.isEmpty }
            ?? "/run/postgresql"
        let isLocal = host.hasPrefix("/") || ["localhost", "127.0.0.1", "::1", "[::1]"].contains(host)
        switch query["sslmode"] {
        case "verify-full": break
        case "disable" where isLocal: break
        case nil where isLocal: break
        default: throw .transport("sslmode must be verify-full, or disable on a unix socket or loopback")
        }
        let separator = text.contains("?") ? "&" : "?"
        connection = Secret(query["sslmode"] == nil ? text + separator + "sslmode=disable" : text)
        shown = "\(host)\(parts.path)"
    }
}
