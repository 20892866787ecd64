import Accounts
import Base
import Clients

/// What comes next for a request that may be answered.
enum AuthorizationStep: Equatable, Sendable {
    /// The client is told that it cannot be.
    case refuse(OAuthError)
    /// Somebody signs in; `again` though somebody is signed in.
    case signIn(again: Bool)
    /// They confirm the session with more than a password.
    case confirm
    /// They are told what the service gets, and go on.
    case inform
    case issue

    /// - Parameters:
    ///   - session: how whoever is at the browser signed in, and as which subject of this client; nil for nobody.
    ///   - isTold: whether they were told all that the service gets.
    ///   - askedAt: when the request came; signing in after it counts.
    ///   - hinted: the subject that the client expects, from an ID Token.
    static func next(
        for request: AuthorizationRequest, session: (how: Authentication, subject: String?)?, isTold: Bool,
        askedAt: Instant, hinted: String?
    ) -> AuthorizationStep {
        let isSilent = request.prompts.contains(.none)
        guard !request.wanted.cannotBeMet else {
            return .refuse(OAuthError(.unmetAuthentication, "No such acr is known here."))
        }
        guard let session else {
            // OIDC Core §3.1.2.6
            return isSilent ? .refuse(OAuthError(.loginRequired, "Nobody is signed in.")) : .signIn(again: false)
        }
        // OIDC Core §3.1.2.1: max_age counts from when the request came, so that one sign-in is enough for it.
        let isFresh = session.how.signedInAt >= askedAt
        let isTooOld = request.maxAge.map { session.how.signedInAt.adding(seconds: $0) < askedAt } ?? false
        if isTooOld || (request.prompts.contains(.login) && !isFresh) {
            return isSilent ? .refuse(OAuthError(.loginRequired, "Signed in too long ago.")) : .signIn(again: true)
        }
        if let hinted, hinted != session.subject {
            // OIDC Core §3.1.2.2: never answer for another than the hinted one.
            guard !isSilent else { return .refuse(OAuthError(.loginRequired, "Another is signed in.")) }
            return isFresh ? .refuse(OAuthError(.loginRequired, "Another has signed in.")) : .signIn(again: true)
        }
        // OIDC Core §5.5.1.1; §3.1.2.6 for prompt=none.
        if request.wanted.needsStrong, session.how.level != .strong {
            return isSilent
                ? .refuse(OAuthError(.interactionRequired, "They must confirm with more than a password."))
                : .confirm
        }
        let asks = request.prompts.contains(.consent) || request.prompts.contains(.selectAccount)
        if !isTold || asks {
            guard !isSilent || isTold else {
                return .refuse(OAuthError(.consentRequired, "They have not been told what the service gets."))
            }
            return isSilent ? .issue : .inform
        }
        return .issue
    }
}
