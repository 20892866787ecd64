package import Base
import Crypto
import Foundation

/// That whoever sends a request has a key (RFC 9449 §4.2): a token of the client's own that it signed for this request.
package struct DPoPProof: Sendable {
    /// The key that it was signed with.
    package let key: KeyThumbprint
    private let claims: Claims

    struct Claims: Codable, Sendable {
        let jti: String
        let htm: String
        let htu: String
        let iat: NumericDate
        var ath: String?
        var nonce: String?
    }

    static let type = "dpop+jwt"
    /// Clocks of devices may differ so much from ours; that a proof was not made long before is told by its nonce.
    static let minutes: Int64 = 5

    /// Reads a proof and verifies its signature with the key that it carries (§4.3, 2 to 7).
    package init(_ text: String) async throws {
        do {
            let (claims, key) = try await TokenCheck.carrying(text, type: Self.type, as: Claims.self)
            guard let thumbprint = key.thumbprint else { throw TokenFault.unknownKey }
            (self.claims, self.key) = (claims, thumbprint)
        } catch is TokenFault {
            throw OAuthError(.invalidDPoPProof, "The proof is no dpop+jwt that its own public key verifies.")
        }
        guard (1...255).contains(claims.jti.utf8.count) else {
            throw OAuthError(.invalidDPoPProof, "jti must have 1 to 255 characters.")
        }
    }

    /// Throws unless it was made for this request, with a nonce of ours, now (§4.3, 8 to 12).
    ///
    /// - Parameters:
    ///   - address: the one that was asked, as clients know it.
    ///   - token: the access token that comes with the request, if one does.
    package func check(
        _ method: String, _ address: String, with token: String?, at now: Instant, _ nonces: DPoPNonce
    ) throws(OAuthError) {
        guard claims.htm == method else { throw OAuthError(.invalidDPoPProof, "htm is another method.") }
        guard let asked = ComparedAddress(address), ComparedAddress(claims.htu) == asked else {
            throw OAuthError(.invalidDPoPProof, "htu is another address.")
        }
        // §8: a nonce that is missing, foreign or too old is answered with a fresh one.
        guard let nonce = claims.nonce, nonces.isGood(nonce, at: now) else {
            throw OAuthError(.useDPoPNonce, "The proof needs the nonce of the DPoP-Nonce header.")
        }
        let difference = abs(claims.iat.instant.milliseconds - now.milliseconds)
        guard difference <= Self.minutes * 60_000 else {
            throw OAuthError(.invalidDPoPProof, "iat is not now.")
        }
        guard claims.ath == token.map({ Self.hash(of: $0) }) else {
            throw OAuthError(.invalidDPoPProof, "ath is not the hash of the access token.")
        }
    }

    /// What is kept of it so that it counts once. Its key is part of it: nobody uses up the proofs of another.
    var mark: [UInt8] { Array(SHA256.hash(data: Data("\(key.rawValue).\(claims.jti)".utf8))) }

    /// §4.2: the hash of an access token that a proof comes with.
    static func hash(of token: String) -> String { Base64URL.text(SHA256.hash(data: Data(token.utf8))) }
}

/// An address as two are compared: without query and fragment, scheme and host in small letters, the usual port left out
/// (RFC 9449 §4.3, 9; RFC 3986 §6.2.2, §6.2.3).
struct ComparedAddress: Equatable {
    private let parts: URLComponents

    /// nil for what is no absolute http address.
    init?(_ text: String) {
        guard text.utf8.count <= 2000, var parts = URLComponents(string: text), let scheme = parts.scheme?.lowercased(),
            let host = parts.host?.lowercased(), !host.isEmpty, ["https", "http"].contains(scheme)
        else { return nil }
        (parts.query, parts.fragment, parts.scheme, parts.host) = (nil, nil, scheme, host)
        if parts.port == (scheme == "https" ? 443 : 80) { parts.port = nil }
        if parts.path.isEmpty { parts.path = "/" }
        self.parts = parts
    }
}
