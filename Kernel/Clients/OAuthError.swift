import Base
package import Web

/// What a client is told when it does not get what it asked for (RFC 6749 §4.1.2.1, §5.2; OIDC Core §3.1.2.6; RFC 6750 §3.1;
/// RFC 7591 §3.2.2; RFC 8628 §3.5; RFC 9449 §5, §8).
package struct OAuthError: Error, Equatable, Sendable {
    package enum Code: String, Sendable {
        case invalidRequest = "invalid_request"
        case invalidClient = "invalid_client"
        case invalidGrant = "invalid_grant"
        case unauthorizedClient = "unauthorized_client"
        case unsupportedGrantType = "unsupported_grant_type"
        case unsupportedResponseType = "unsupported_response_type"
        case invalidScope = "invalid_scope"
        case accessDenied = "access_denied"
        case loginRequired = "login_required"
        case interactionRequired = "interaction_required"
        /// OpenID Connect Core Error Code unmet_authentication_requirements 1.0 §3
        case unmetAuthentication = "unmet_authentication_requirements"
        case consentRequired = "consent_required"
        case requestNotSupported = "request_not_supported"
        case requestURINotSupported = "request_uri_not_supported"
        case invalidRequestURI = "invalid_request_uri"
        case invalidToken = "invalid_token"
        case insufficientScope = "insufficient_scope"
        case invalidRedirectURI = "invalid_redirect_uri"
        case invalidClientMetadata = "invalid_client_metadata"
        case temporarilyUnavailable = "temporarily_unavailable"
        case invalidDPoPProof = "invalid_dpop_proof"
        case useDPoPNonce = "use_dpop_nonce"
        case slowDown = "slow_down"
        case authorizationPending = "authorization_pending"
        case expiredToken = "expired_token"
    }

    package let code: Code
    /// For the developer of the client, in English, without anything that the client did not know.
    package let description: String
    /// Whether the client tried the header, so that it is told which schemes there are (RFC 6749 §5.2).
    package var triedHeader = false
    /// After how many seconds it may be asked again; only what was asked too often has them.
    package private(set) var retryAfter: Int?

    package init(_ code: Code, _ description: String, triedHeader: Bool = false) {
        (self.code, self.description, self.triedHeader) = (code, description, triedHeader)
    }

    /// Too many calls in a short time (RFC 6585 §4). OAuth has no word of its own for it.
    package init(tooManyUntil seconds: Int) {
        self.init(.temporarilyUnavailable, "Too many calls; the next is answered after Retry-After seconds.")
        retryAfter = seconds
    }

    package static let invalidClient = OAuthError(.invalidClient, "The client is not known by this.")

    package var status: Int {
        if retryAfter != nil { return 429 }
        return switch code {
        case .invalidClient, .invalidToken: 401
        case .insufficientScope: 403
        case .temporarilyUnavailable: 503
        default: 400
        }
    }

    /// The answer of an endpoint that is no page.
    package func answer() throws -> OutsideAnswer {
        var headers: [(name: String, value: String)] = []
        if code == .invalidClient, triedHeader { headers.append(("WWW-Authenticate", "Basic realm=\"digione\"")) }
        if code == .temporarilyUnavailable { headers.append(("Retry-After", "\(retryAfter ?? 10)")) }
        return try .json(["error": code.rawValue, "error_description": description], status: status, headers: headers)
    }
}
