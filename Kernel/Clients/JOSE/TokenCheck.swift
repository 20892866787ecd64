import JWTKit

/// Verifies signed tokens: the header is read, exactly one key chosen by the agreed algorithm and the key id, and only that
/// key is asked (JWTKit falls back to a default key for an unknown id; RFC 8725 §3.1).
package enum TokenCheck {
    /// The claims of a token with a good signature. Times, issuer and audience are the caller's to judge.
    ///
    /// - Parameters:
    ///   - algorithm: what was agreed, never what the token says.
    ///   - type: the `typ` that it must have, compared without `application/` and case; nil where none is agreed.
    package static func claims<Claims: Codable & Sendable>(
        of token: String, in keys: JWKSet, algorithm: SigningAlgorithm, type: String?, as claims: Claims.Type
    ) async throws -> Claims {
        let header = try TokenHeader(of: token)
        guard header.algorithm == algorithm.rawValue else { throw TokenFault.wrongAlgorithm }
        if let type, header.type.map(plain) != plain(type) { throw TokenFault.wrongType }
        return try await verified(token, by: keys.key(header.keyID, for: algorithm))
    }

    /// The claims of a token of our own: the algorithm is that of our key with its id, which it must name.
    package static func own<Claims: Codable & Sendable>(
        _ token: String, in keys: JWKSet, type: String, as claims: Claims.Type
    ) async throws -> Claims {
        let header = try TokenHeader(of: token)
        guard let algorithm = SigningAlgorithm(rawValue: header.algorithm) else { throw TokenFault.wrongAlgorithm }
        guard header.keyID != nil else { throw TokenFault.unknownKey }
        return try await self.claims(of: token, in: keys, algorithm: algorithm, type: type, as: claims)
    }

    /// The claims of a token that carries the key it is verified with, and that key: whoever signed it has the private half.
    package static func carrying<Claims: Codable & Sendable>(
        _ token: String, type: String, as claims: Claims.Type
    ) async throws -> (claims: Claims, key: PublicKey) {
        let header = try TokenHeader(of: token)
        guard header.type.map(plain) == plain(type) else { throw TokenFault.wrongType }
        guard let key = header.carriedKey else { throw TokenFault.unknownKey }
        guard let algorithm = SigningAlgorithm(rawValue: header.algorithm), key.fits(algorithm) else {
            throw TokenFault.wrongAlgorithm
        }
        return (try await verified(token, by: key), key)
    }

    private static func verified<Claims: Codable & Sendable>(_ token: String, by key: PublicKey) async throws -> Claims
    {
        guard let collection = try? await key.collection() else { throw TokenFault.unknownKey }
        do {
            // The collection has one key, so that the key id of the header cannot choose another.
            return try await collection.verify(token, as: Signed<Claims>.self).claims
        } catch let error as JWTError where error.errorType == .malformedToken {
            // The signature was good; what it signs are no such claims.
            throw TokenFault.malformed
        } catch {
            throw TokenFault.badSignature
        }
    }

    /// RFC 7515 §4.1.9: the prefix may be left out.
    private static func plain(_ type: String) -> String {
        let lower = type.lowercased()
        return lower.hasPrefix("application/") ? String(lower.dropFirst("application/".count)) : lower
    }
}

/// Claims as JWTKit carries them. They are judged by whoever asked, not here.
struct Signed<Claims: Codable & Sendable>: JWTPayload {
    let claims: Claims

    init(_ claims: Claims) { self.claims = claims }

    init(from decoder: any Decoder) throws { claims = try Claims(from: decoder) }

    func encode(to encoder: any Encoder) throws { try claims.encode(to: encoder) }

    func verify(using algorithm: some JWTAlgorithm) async throws {}
}
