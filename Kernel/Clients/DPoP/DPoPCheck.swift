package import Base
package import Storage
package import Web

/// Reads the proof of possession of a request, judges it, and takes it once (RFC 9449 §4.3, §11.1).
package struct DPoPCheck: Sendable {
    private let database: any Database
    private let nonces: DPoPNonce
    private let issuer: String

    /// - Parameter issuer: the address that the paths of endpoints are added to.
    package init(database: any Database, seal: Seal, issuer: String) {
        (self.database, self.issuer) = (database, issuer)
        nonces = DPoPNonce(seal: seal)
    }

    /// The header that carries proofs.
    package static let header = "DPoP"

    /// The proof of a request to `path`, nil when it brings none. Nothing is written.
    ///
    /// - Parameter token: the access token that comes with it.
    package func proof(of call: OutsideCall, at path: PathPattern, with token: String? = nil) async throws -> DPoPProof?
    {
        let headers = call.headers(Self.header)
        guard let text = headers.first else { return nil }
        // §4.3, 1
        guard headers.count == 1 else { throw OAuthError(.invalidDPoPProof, "There is more than one DPoP header.") }
        let proof = try await DPoPProof(text)
        try proof.check(call.method, issuer + path.description, with: token, at: call.now, nonces)
        return proof
    }

    /// Takes a proof; one that comes again is refused on every node.
    package func use(_ proof: DPoPProof, at now: Instant) async throws {
        // By then its nonce is too old and its iat too far away.
        let expiry = now.adding(minutes: 2 * DPoPProof.minutes)
        let isFirst = try await database.write { writer in
            try UsedProof.add(proof.mark, until: expiry, in: writer)
        }
        guard isFirst else { throw OAuthError(.invalidDPoPProof, "The proof was used before.") }
    }

    /// The header with the nonce for the next proof, for whoever brought one (§8.2).
    package func nextNonce(for call: OutsideCall) -> [(name: String, value: String)] {
        call.headers(Self.header).isEmpty ? [] : [("DPoP-Nonce", nonces.made(at: call.now))]
    }
}
