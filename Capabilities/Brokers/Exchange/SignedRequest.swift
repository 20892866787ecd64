import Accounts
import Base
import Clients

/// A question to an identity provider as a signed token, so that nobody changes it on its way through the browser
/// (RFC 9101).
enum SignedRequest {
    /// RFC 9101 §10.8: no other kind of token passes as a request, and a request as none.
    static let type = "oauth-authz-req+jwt"
    private static let minutesValid: Int64 = 5

    /// The claims: the parameters as they would stand in the address, for one issuer, for five minutes.
    static func claims(
        _ parameters: [(name: String, value: String)], from client: String, to issuer: String, at now: Instant
    ) -> ClaimSet {
        let seconds = Double(NumericDate(now).seconds)
        var values = Dictionary(parameters.map { ($0.name, JSONValue.string($0.value)) }) { $1 }
        // OpenID Connect Core 6.1: numbers are numbers in it.
        if case .string(let age) = values["max_age"], let number = Double(age) { values["max_age"] = .number(number) }
        values["iss"] = .string(client)
        values["aud"] = .string(issuer)
        values["iat"] = .number(seconds)
        values["nbf"] = .number(seconds)
        values["exp"] = .number(seconds + Double(minutesValid * 60))
        values["jti"] = .string(Token.session().text)
        return ClaimSet(values)
    }
}
