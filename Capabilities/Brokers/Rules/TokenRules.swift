import Base
import Clients
import Crypto
import Foundation

/// What an ID Token must say, after its signature was found good (OpenID Connect Core 3.1.3.7).
struct TokenRules: Sendable {
    let issuer: String
    let clientID: String
    /// The hash of the nonce that was sent.
    let nonceHash: [UInt8]
    let now: Instant
    /// Since when whoever came MUST have shown who they are; nil where that may have been long ago.
    var authenticatedSince: Instant?
    /// The classes of authentication of which one was agreed; empty where none was.
    var classes: [String] = []

    /// Clocks may differ by a minute.
    static let skew: Double = 60
    /// A token that was made long ago was not made for this attempt, which lives ten minutes.
    private static let mostAge: Double = 600

    /// What is wrong with a token; `rawValue` goes into the log.
    enum Refusal: String, Error, Sendable {
        case issuer, audience, authorizedParty, expiry, issuedAt, nonce, subject, accessTokenHash, codeHash
        case authenticationTime, authenticationClass
    }

    func check(_ claims: ClaimSet, accessToken: String, code: String) throws(Refusal) {
        // 3.1.3.7 (2): exactly the issuer that discovery gave.
        guard claims.text("iss") == issuer else { throw .issuer }
        // (3): for us, among others at most.
        let audience = claims.texts("aud")
        guard audience.contains(clientID) else { throw .audience }
        // (4), (5): with several audiences it names the one it was made for.
        let party = claims.text("azp")
        guard audience.count == 1 || party != nil else { throw .authorizedParty }
        guard party == nil || party == clientID else { throw .authorizedParty }
        try checkTimes(claims)
        // (11): made for this attempt.
        guard let nonce = claims.text("nonce"), Self.hash(nonce) == nonceHash else { throw .nonce }
        guard let subject = claims.text("sub"), subject.utf8.count <= 255, subject.utf8.allSatisfy({ $0 < 0x80 }) else {
            throw .subject
        }
        // 3.1.3.8 and 3.3.2.11: bound to the token and the code it came with, if it says so.
        if claims.values["at_hash"] != nil, claims.text("at_hash") != Self.leftHalf(accessToken) {
            throw .accessTokenHash
        }
        if claims.values["c_hash"] != nil, claims.text("c_hash") != Self.leftHalf(code) { throw .codeHash }
        try checkAuthentication(claims)
    }

    /// (12), (13): how and when somebody showed who they are, where it was asked for.
    private func checkAuthentication(_ claims: ClaimSet) throws(Refusal) {
        if !classes.isEmpty {
            guard let named = claims.text("acr"), classes.contains(named) else { throw .authenticationClass }
        }
        guard let authenticatedSince else { return }
        let (since, present) = (Double(authenticatedSince.milliseconds) / 1000, Double(now.milliseconds) / 1000)
        guard let seconds = claims.seconds("auth_time"), seconds >= since - Self.skew, seconds <= present + Self.skew
        else { throw .authenticationTime }
    }

    /// (9), (10)
    private func checkTimes(_ claims: ClaimSet) throws(Refusal) {
        let present = Double(now.milliseconds) / 1000
        guard let expiry = claims.seconds("exp"), expiry > present - Self.skew else { throw .expiry }
        guard let issued = claims.seconds("iat"), issued <= present + Self.skew, issued <= expiry,
            issued >= present - Self.mostAge - Self.skew
        else { throw .issuedAt }
        if let begins = claims.seconds("nbf"), begins > present + Self.skew { throw .issuedAt }
    }

    static func hash(_ text: String) -> [UInt8] { Array(SHA256.hash(data: Data(text.utf8))) }

    /// The left half of the hash in base64url; RS256 and ES256 both go with SHA-256.
    static func leftHalf(_ text: String) -> String { Base64URL.text(hash(text).prefix(16)) }
}
