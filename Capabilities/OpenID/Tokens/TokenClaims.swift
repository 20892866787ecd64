import Base
import Clients

/// An access token (RFC 9068 §2.2): for our own endpoints, ten minutes long, standing on a grant or on a client alone.
struct AccessClaims: Codable, Sendable {
    let iss: String
    let sub: String
    let aud: Audience
    let clientID: String
    let scope: String?
    let iat: NumericDate
    let exp: NumericDate
    let jti: String
    /// The grant that it stands on; nil for a client in its own name.
    let grant: ID<ClientGrant>?
    /// The key that it is worth nothing without; nil for a bearer.
    let cnf: Confirmation?

    static let type = "at+jwt"
    static let minutes: Int64 = 10

    /// How a token is shown: as a bearer, or with proof of its key (RFC 9449 §5).
    static func scheme(_ key: KeyThumbprint?) -> String { key == nil ? "Bearer" : "DPoP" }

    enum CodingKeys: String, CodingKey {
        case iss, sub, aud, scope, iat, exp, jti, cnf
        case clientID = "client_id"
        case grant = "gid"
    }

    /// The same claims as `encode(to:)` has, for who signs them.
    var json: JSONText {
        var json = JSONText()
        aud.add(to: &json)
        json.add("client_id", clientID)
        json.add("cnf", cnf?.json)
        json.add("exp", exp.seconds)
        json.add("gid", grant?.description)
        json.add("iat", iat.seconds)
        json.add("iss", iss)
        json.add("jti", jti)
        json.add("scope", scope)
        json.add("sub", sub)
        return json
    }
}

/// An ID Token (OIDC Core §2) with whatever claims the client asked to have in it.
struct IDClaims: Codable, Sendable {
    let iss: String
    let sub: String
    let aud: Audience
    let exp: NumericDate
    let iat: NumericDate
    let authTime: NumericDate?
    let nonce: String?
    let accessHash: String?
    let sid: String
    let acr: String?
    let amr: [String]?
    var more: [String: JSONValue] = [:]

    static let type = "JWT"
    static let minutes: Int64 = 10

    enum CodingKeys: String, CodingKey, CaseIterable {
        case iss, sub, aud, exp, iat, nonce, sid, acr, amr
        case authTime = "auth_time"
        case accessHash = "at_hash"
    }

    init(
        iss: String, sub: String, aud: Audience, at now: Instant, authTime: Instant?, nonce: String?,
        accessHash: String?, sid: String, level: AuthenticationLevel?, methods: [String], more: [String: JSONValue]
    ) {
        (self.iss, self.sub, self.aud, self.nonce, self.accessHash) = (iss, sub, aud, nonce, accessHash)
        (self.sid, self.more) = (sid, more)
        (acr, amr) = (level?.rawValue, methods.isEmpty ? nil : methods)
        (exp, iat) = (NumericDate(now.adding(minutes: Self.minutes)), NumericDate(now))
        self.authTime = authTime.map(NumericDate.init)
    }

    init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        iss = try container.decode(String.self, forKey: .iss)
        sub = try container.decode(String.self, forKey: .sub)
        aud = try container.decode(Audience.self, forKey: .aud)
        exp = try container.decode(NumericDate.self, forKey: .exp)
        iat = try container.decode(NumericDate.self, forKey: .iat)
        authTime = try container.decodeIfPresent(NumericDate.self, forKey: .authTime)
        nonce = try container.decodeIfPresent(String.self, forKey: .nonce)
        accessHash = try container.decodeIfPresent(String.self, forKey: .accessHash)
        sid = try container.decode(String.self, forKey: .sid)
        acr = try container.decodeIfPresent(String.self, forKey: .acr)
        amr = try container.decodeIfPresent([String].self, forKey: .amr)
    }

    func encode(to encoder: any Encoder) throws {
        // The claims of the protocol are written last: nothing that was asked for stands in their place.
        try more.filter { CodingKeys(rawValue: $0.key) == nil }.encode(to: encoder)
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(iss, forKey: .iss)
        try container.encode(sub, forKey: .sub)
        try container.encode(aud, forKey: .aud)
        try container.encode(exp, forKey: .exp)
        try container.encode(iat, forKey: .iat)
        try container.encodeIfPresent(authTime, forKey: .authTime)
        try container.encodeIfPresent(nonce, forKey: .nonce)
        try container.encodeIfPresent(accessHash, forKey: .accessHash)
        try container.encode(sid, forKey: .sid)
        try container.encodeIfPresent(acr, forKey: .acr)
        try container.encodeIfPresent(amr, forKey: .amr)
    }
}

/// What the token endpoint gives (RFC 6749 §5.1, OIDC Core §3.1.3.3).
struct TokenAnswer: Sendable {
    let accessToken: String
    let expiresIn: Int64
    let tokenType: String
    var scope: String?
    var refreshToken: String?
    var idToken: String?

    init(accessToken: String, _ key: KeyThumbprint?) {
        (self.accessToken, expiresIn) = (accessToken, AccessClaims.minutes * 60)
        tokenType = AccessClaims.scheme(key)
    }

    /// The document, its members in the order of their names.
    var json: JSONText {
        var json = JSONText()
        json.add("access_token", accessToken)
        json.add("expires_in", expiresIn)
        json.add("id_token", idToken)
        json.add("refresh_token", refreshToken)
        json.add("scope", scope)
        json.add("token_type", tokenType)
        return json
    }
}
