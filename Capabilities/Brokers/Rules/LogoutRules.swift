import Base

/// What a logout token must say, after its signature was found good (Back-Channel Logout 1.0 §2.4, §2.6).
struct LogoutRules: Sendable {
    let issuer: String
    let clientID: String
    let now: Instant

    /// Whose sessions end.
    struct Ended: Hashable, Sendable {
        let subject: String?
        let sid: String?
        /// The token's own id.
        let token: String
    }

    /// What is wrong with a token; `rawValue` goes into the log.
    enum Refusal: String, Error, Sendable { case issuer, audience, issuedAt, expiry, events, nonce, whom, tokenID }

    private static let event = "http://schemas.openid.net/event/backchannel-logout"
    /// A token that was made long ago is not delivered now.
    private static let mostAge: Double = 600

    func check(_ claims: ClaimSet) throws(Refusal) -> Ended {
        guard claims.text("iss") == issuer else { throw .issuer }
        guard claims.texts("aud").contains(clientID) else { throw .audience }
        let present = Double(now.milliseconds) / 1000
        guard let issued = claims.seconds("iat"), issued <= present + TokenRules.skew,
            issued >= present - Self.mostAge - TokenRules.skew
        else { throw .issuedAt }
        guard let expiry = claims.seconds("exp"), expiry > present - TokenRules.skew else { throw .expiry }
        // An object under this very name, empty or not.
        guard case .object(let events) = claims.values["events"], case .object = events[Self.event] else {
            throw .events
        }
        // So that no logout token passes as an ID Token, and no ID Token as a logout token.
        guard claims.values["nonce"] == nil else { throw .nonce }
        let (subject, sid) = (claims.text("sub"), claims.text("sid"))
        guard subject != nil || sid != nil, (claims.values["sub"] == nil) == (subject == nil),
            (claims.values["sid"] == nil) == (sid == nil)
        else { throw .whom }
        guard let token = claims.text("jti"), token.utf8.count <= 500 else { throw .tokenID }
        return Ended(subject: subject, sid: sid, token: token)
    }
}
