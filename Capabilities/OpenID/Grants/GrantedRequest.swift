import Base

/// What of a request a grant keeps.
struct GrantedRequest: Sendable {
    let scope: Scope
    let claims: ClaimsRequest
    /// Whether it goes on when the session has ended (OIDC Core §11).
    let isOffline: Bool
    /// What the ID Token says of when and how they signed in (OIDC Core §2).
    let signedInAt: Instant
    let level: AuthenticationLevel
    let methods: [String]
    /// Whether it is a screen's that somebody signed in by a code.
    var isDevice = false
}
