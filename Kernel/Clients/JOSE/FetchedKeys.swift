package import Base

/// Public keys that others publish at an address, kept for a minute so that not every request asks for them.
package actor FetchedKeys {
    private struct Kept {
        let until: Instant
        let keys: JWKSet
    }

    private let now: @Sendable () -> Instant
    private let fetch: @Sendable (String) async throws -> [UInt8]
    private var kept: [String: Kept] = [:]

    /// So many addresses are remembered; then all are asked again.
    private static let most = 1000

    /// - Parameter fetch: the document at an address; throws when there is none.
    package init(
        now: @escaping @Sendable () -> Instant, fetch: @escaping @Sendable (String) async throws -> [UInt8]
    ) {
        (self.now, self.fetch) = (now, fetch)
    }

    /// The keys at an address; `TokenFault.unknownKey` when nobody answers there.
    package func keys(at address: String) async throws -> JWKSet {
        if let known = kept[address], now() < known.until { return known.keys }
        guard let document = try? await fetch(address) else { throw TokenFault.unknownKey }
        let keys = try JWKSet(json: document)
        if kept.count >= Self.most { kept = [:] }
        kept[address] = Kept(until: now().adding(minutes: 1), keys: keys)
        return keys
    }
}
