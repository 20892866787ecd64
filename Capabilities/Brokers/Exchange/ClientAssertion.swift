import Accounts
import Base
package import Clients

/// What shows an identity provider that it is us: used once, for a minute, at one endpoint (RFC 7523 §3).
package struct ClientAssertion: Codable, Sendable {
    package let iss: String
    package let sub: String
    package let aud: String
    package let iat: NumericDate
    package let exp: NumericDate
    package let jti: String

    init(of client: String, to endpoint: String, at now: Instant) {
        (iss, sub, aud, jti) = (client, client, endpoint, Token.session().text)
        (iat, exp) = (NumericDate(now), NumericDate(now.adding(seconds: 60)))
    }
}
