import Foundation
import Outbound

/// What an issuer says of itself (OpenID Connect Discovery 1.0 §3), as far as we use it.
struct IssuerMetadata: Sendable {
    let issuer: String
    let authorizationEndpoint: String
    let tokenEndpoint: String
    let userinfoEndpoint: String?
    let keys: String
    /// Where a request is left behind the browser's back (RFC 9126 §5).
    let pushedEndpoint: String?
    /// Where a sign-out goes on (RP-Initiated Logout §2.1).
    let endSessionEndpoint: String?
    /// Whether every answer names its issuer (RFC 9207 §3).
    let namesIssuer: Bool

    /// What is wrong with a document; `rawValue` goes into the log.
    enum Refusal: String, Error, Sendable { case unreadable, otherIssuer, endpoint }

    /// - Parameters:
    ///   - issuer: the one that was configured; the document MUST name exactly this one (Discovery 1.0 §4.3).
    ///   - allows: whether an endpoint may be asked.
    init(_ json: [UInt8], issuer: String, allows: (String) -> Bool) throws(Refusal) {
        guard let document = ClaimSet(json: json) else { throw .unreadable }
        guard document.text("issuer") == issuer else { throw .otherIssuer }
        guard let authorization = document.text("authorization_endpoint"), let token = document.text("token_endpoint"),
            let keys = document.text("jwks_uri"), allows(authorization), allows(token), allows(keys)
        else { throw .endpoint }
        let userinfo = document.text("userinfo_endpoint")
        let pushed = document.text("pushed_authorization_request_endpoint")
        let endSession = document.text("end_session_endpoint")
        guard [userinfo, pushed, endSession].allSatisfy({ $0.map(allows) ?? true }) else { throw .endpoint }
        (self.issuer, authorizationEndpoint, tokenEndpoint) = (issuer, authorization, token)
        (userinfoEndpoint, self.keys, pushedEndpoint, endSessionEndpoint) = (userinfo, keys, pushed, endSession)
        namesIssuer = document.flag("authorization_response_iss_parameter_supported") ?? false
    }

    /// Where the document of an issuer is (Discovery 1.0 §4.1); a slash at its end is not doubled.
    static func address(of issuer: String) -> String {
        (issuer.hasSuffix("/") ? String(issuer.dropLast()) : issuer) + "/.well-known/openid-configuration"
    }
}
