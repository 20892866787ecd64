import Base
import Foundation

/// What a client registered, under the names of RFC 7591 §2, OpenID Connect Registration §2 and the logout specifications.
package struct ClientMetadata: Codable, Equatable, Sendable {
    package var clientName: String
    package var redirectURIs: [String] = []
    package var tokenEndpointAuthMethod: ClientAuthenticationMethod = .secretBasic
    package var grantTypes: [GrantType] = [.authorizationCode]
    package var responseTypes: [String]? = nil
    package var scope: String? = nil
    package var clientURI: String? = nil
    package var logoURI: String? = nil
    package var policyURI: String? = nil
    package var termsURI: String? = nil
    package var contacts: [String]? = nil
    package var keys: JSONObject? = nil
    package var keysURI: String? = nil
    package var subjectType: SubjectType = .pairwise
    package var sectorIdentifierURI: String? = nil
    package var applicationType: String? = nil
    package var idTokenAlgorithm: SigningAlgorithm = .rs256
    package var assertionAlgorithm: SigningAlgorithm? = nil
    /// nil for userinfo as plain JSON.
    package var userinfoAlgorithm: SigningAlgorithm? = nil
    package var defaultMaxAge: Int64? = nil
    package var defaultLevels: [String]? = nil
    package var requiresAuthTime: Bool? = nil
    package var postLogoutRedirectURIs: [String]? = nil
    package var backchannelLogoutURI: String? = nil
    package var backchannelLogoutSessionRequired: Bool? = nil
    package var initiateLoginURI: String? = nil
    package var requiresPushedRequests: Bool? = nil
    package var bindsTokens: Bool? = nil

    /// Whether the client authenticates with a secret that we gave it.
    package var hasSecret: Bool { [.secretBasic, .secretPost].contains(tokenEndpointAuthMethod) }

    /// Whether the client registered for `grant`.
    package func may(_ grant: GrantType) -> Bool { grantTypes.contains(grant) }

    /// The names of what is another in `new`.
    func changed(to new: ClientMetadata) throws -> [String] {
        let (before, after) = (try members, try new.members)
        return Set(before.keys).union(after.keys).filter { before[$0] != after[$0] }.sorted()
    }

    private var members: [String: JSONValue] {
        get throws { try JSONDecoder().decode([String: JSONValue].self, from: JSONEncoder().encode(self)) }
    }

    /// - Parameter clientName: what people read when they sign in to it.
    package init(clientName: String) { self.clientName = clientName }

    enum CodingKeys: String, CodingKey {
        case clientName = "client_name"
        case redirectURIs = "redirect_uris"
        case tokenEndpointAuthMethod = "token_endpoint_auth_method"
        case grantTypes = "grant_types"
        case responseTypes = "response_types"
        case scope
        case clientURI = "client_uri"
        case logoURI = "logo_uri"
        case policyURI = "policy_uri"
        case termsURI = "tos_uri"
        case contacts
        case keys = "jwks"
        case keysURI = "jwks_uri"
        case subjectType = "subject_type"
        case sectorIdentifierURI = "sector_identifier_uri"
        case applicationType = "application_type"
        case idTokenAlgorithm = "id_token_signed_response_alg"
        case assertionAlgorithm = "token_endpoint_auth_signing_alg"
        case userinfoAlgorithm = "userinfo_signed_response_alg"
        case defaultMaxAge = "default_max_age"
        case defaultLevels = "default_acr_values"
        case requiresAuthTime = "require_auth_time"
        case postLogoutRedirectURIs = "post_logout_redirect_uris"
        case backchannelLogoutURI = "backchannel_logout_uri"
        case backchannelLogoutSessionRequired = "backchannel_logout_session_required"
        case initiateLoginURI = "initiate_login_uri"
        case requiresPushedRequests = "require_pushed_authorization_requests"
        case bindsTokens = "dpop_bound_access_tokens"
    }
}

/// How a client proves at our endpoints that it is the one (OIDC Core §9).
package enum ClientAuthenticationMethod: String, CaseIterable, Codable, Sendable {
    case secretBasic = "client_secret_basic"
    case secretPost = "client_secret_post"
    case privateKey = "private_key_jwt"
    /// A public client, in a browser or on a device, can keep no secret.
    case none
}

/// For what tokens are given; there is no password grant and no implicit one (RFC 9700 §2.1.2, §2.4).
package enum GrantType: String, CaseIterable, Codable, Sendable {
    case authorizationCode = "authorization_code"
    case refreshToken = "refresh_token"
    case clientCredentials = "client_credentials"
    /// For devices without a keyboard (RFC 8628 §3.4).
    case deviceCode = "urn:ietf:params:oauth:grant-type:device_code"
}

/// Whether two services can tell that they have the same user (OIDC Core §8).
package enum SubjectType: String, CaseIterable, Codable, Sendable { case pairwise, `public` }

/// A JSON object that is kept and given back as it came.
package struct JSONObject: Codable, Equatable, Sendable {
    package let text: String

    package init(text: String) { self.text = text }

    package init(from decoder: any Decoder) throws {
        text = try JSONValue(from: decoder).text
    }

    package func encode(to encoder: any Encoder) throws {
        try JSONDecoder().decode(JSONValue.self, from: Data(text.utf8)).encode(to: encoder)
    }
}
