import Base
import Accounts
import Clients
import HTTPTypes
import Web

extension OpenID {
    /// What we are and where, and the keys that our tokens are verified with (OIDC Discovery §4, RFC 8414).
    func mountDiscovery(on site: Site<Viewer>) {
        for path in [OpenIDPath.configuration, OpenIDPath.oauthConfiguration] {
            site.outside(.get, path, isForScripts: true) { [discovery] _ in discovery }
        }
        site.outside(
            .get, OpenIDPath.keys, isForScripts: true,
            answering { [ring] _ in
                try await .json(
                    ["keys": ring.published()], isStored: true, headers: [("Cache-Control", "public, max-age=300")])
            })
        let paths = [OpenIDPath.configuration, OpenIDPath.keys, OpenIDPath.token, OpenIDPath.userinfo]
        for path in paths + [OpenIDPath.deviceAuthorization] {
            site.preflight(path)
        }
    }
}

/// The discovery document.
struct Discovery {
    let issuer: String

    /// It does not change while the server runs, so it is written once.
    func answer() throws -> OutsideAnswer {
        try .json(document, isStored: true, headers: [("Cache-Control", "public, max-age=300")])
    }

    var document: JSONValue {
        .object(addresses.mapValues { .string(issuer + $0.description) }.merging(abilities) { own, _ in own })
    }

    private var addresses: [String: PathPattern] {
        [
            "authorization_endpoint": OpenIDPath.authorize, "token_endpoint": OpenIDPath.token,
            "userinfo_endpoint": OpenIDPath.userinfo, "jwks_uri": OpenIDPath.keys,
            "end_session_endpoint": OpenIDPath.signOut, "introspection_endpoint": OpenIDPath.introspection,
            "revocation_endpoint": OpenIDPath.revocation,
            "pushed_authorization_request_endpoint": OpenIDPath.pushed,
            "registration_endpoint": OpenIDPath.registration,
            "device_authorization_endpoint": OpenIDPath.deviceAuthorization,
        ]
    }

    private var abilities: [String: JSONValue] {
        let confidential = ClientAuthenticationMethod.allCases.filter { $0 != .none }.map(\.rawValue)
        return [
            "issuer": .string(issuer),
            "scopes_supported": words(Scope.supported),
            "response_types_supported": words(["code"]),
            "response_modes_supported": words(["query", "form_post"]),
            "grant_types_supported": words(GrantType.allCases.map(\.rawValue)),
            "subject_types_supported": words(SubjectType.allCases.map(\.rawValue)),
            "id_token_signing_alg_values_supported": words(SigningAlgorithm.own.map(\.rawValue)),
            "userinfo_signing_alg_values_supported": words(SigningAlgorithm.own.map(\.rawValue)),
            "token_endpoint_auth_methods_supported": words(ClientAuthenticationMethod.allCases.map(\.rawValue)),
            "token_endpoint_auth_signing_alg_values_supported": words(SigningAlgorithm.allCases.map(\.rawValue)),
            "introspection_endpoint_auth_methods_supported": words(confidential),
            "revocation_endpoint_auth_methods_supported": words(ClientAuthenticationMethod.allCases.map(\.rawValue)),
            "acr_values_supported": words(AuthenticationLevel.allCases.map(\.rawValue)),
            "claims_supported": words(Set(UserClaims.supported).sorted()),
            "claim_types_supported": words(["normal"]),
            "display_values_supported": words(["page"]),
            "dpop_signing_alg_values_supported": words(SigningAlgorithm.allCases.map(\.rawValue)),
            "code_challenge_methods_supported": words(["S256"]),
            "prompt_values_supported": words(AuthorizationRequest.Prompt.allCases.map(\.rawValue)),
            "ui_locales_supported": words(["fi", "sv", "en"]),
            "claims_parameter_supported": .boolean(true),
            "request_parameter_supported": .boolean(false),
            "request_uri_parameter_supported": .boolean(false),
            "require_request_uri_registration": .boolean(false),
            "require_pushed_authorization_requests": .boolean(false),
            "authorization_response_iss_parameter_supported": .boolean(true),
            "backchannel_logout_supported": .boolean(true),
            "backchannel_logout_session_supported": .boolean(true),
        ]
    }

    private func words(_ words: [String]) -> JSONValue { .list(words.map { .string($0) }) }
}
