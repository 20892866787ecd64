/// What of a request a grant keeps.
struct GrantedRequest: Sendable {
    let scope: Scope
    let claims: ClaimsRequest
    /// Whether it goes on when the session has ended (OIDC Core §11).
    let isOffline: Bool
    /// What the ID Token says of how they signed in (OIDC Core §2).
    let level: AuthenticationLevel
    let methods: [String]
}
