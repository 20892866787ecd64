import Audit
import Foundation
package import Base
package import Storage

/// A program that asks in its own name or for somebody who signed in to it.
package struct Client: RowDecodable, Sendable {
    package let id: ID<Client>
    package let metadata: ClientMetadata
    /// SHA-256 of the secret; nil for one that has none.
    package let secretHash: [UInt8]?
    /// SHA-256 of the token with which it may look at its own registration (RFC 7592).
    package let registrationHash: [UInt8]?
    /// Public clients always do; for others an administrator may switch it off (RFC 9700 §2.1.1).
    package let needsPKCE: Bool
    /// Whether it gets refresh tokens without asking for `offline_access`.
    package let mayRefresh: Bool
    /// One of our own house: it knows people by the same subject everywhere.
    package let isOwn: Bool

    package init(
        id: ID<Client>, metadata: ClientMetadata, secretHash: [UInt8]? = nil, registrationHash: [UInt8]? = nil,
        needsPKCE: Bool = true, mayRefresh: Bool = false, isOwn: Bool = false
    ) {
        (self.id, self.metadata, self.secretHash) = (id, metadata, secretHash)
        self.registrationHash = registrationHash
        (self.needsPKCE, self.mayRefresh, self.isOwn) = (needsPKCE, mayRefresh, isOwn)
    }

    package init(row: inout Row) throws {
        id = try row.next()
        metadata = try Client.metadata(try row.next())
        secretHash = try row.next()
        registrationHash = try row.next()
        needsPKCE = try row.next()
        mayRefresh = try row.next()
        isOwn = try row.next()
    }

    /// What documents say, kept by their own text: every call reads that of its client, which is the same for months.
    private static let known = Memory<String, Bool, ClientMetadata>(limit: 1000)

    private static func metadata(_ document: JSONDocument) throws -> ClientMetadata {
        try known.value(of: document.text, true, at: .fromSystemClock()) { try document.decoded() }
    }

    /// A client in a browser or on a device, which keeps no secret (RFC 6749 §2.1).
    package var isPublic: Bool { metadata.tokenEndpointAuthMethod == .none }

    /// Whether tokens may be given to it for `grant`.
    package func may(_ grant: GrantType) -> Bool { metadata.may(grant) }

    /// Whose pairwise subjects are the same: the one host of all redirect addresses, or what its sector document stands for
    /// (OIDC Core §8.1). Who is also led or answered elsewhere than at that host, on this machine, in an application or on
    /// a device's screen, has shown with none of it that the host is theirs: such a client is a sector for itself.
    package var sector: String {
        if isOwn && metadata.subjectType == .public { return "public" }
        if let document = metadata.sectorIdentifierURI { return Sector.host(of: document) ?? id.description }
        let hosts = Set(metadata.redirectURIs.map(Sector.host))
        guard !metadata.may(.deviceCode), hosts.count == 1, let host = hosts.first else { return id.description }
        return host ?? id.description
    }
}

/// The host that pairwise subjects belong to.
package enum Sector {
    /// nil for what nobody owns as a host: this machine, and the scheme of an application, which anybody may write before
    /// any host. Such clients are a sector each.
    package static func host(of address: String) -> String? {
        guard let parts = URLComponents(string: address), parts.scheme == "https", let host = parts.host,
            !host.isEmpty
        else { return nil }
        return host.lowercased()
    }
}

extension Client {
    /// Who changes a client; each change stands in the audit of the providers that it concerns.
    package enum Maker: Sendable {
        case command
        /// The client, with the token that it was given to register.
        case itself

        var inLog: PlatformChange.Maker { self == .command ? .command : .client }
    }
}
