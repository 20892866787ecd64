import Accounts
import Base
import Clients
import Storage

/// Makes the grant that tokens stand on, or renews one that the session has.
struct GrantMaking: Sendable {
    let client: Client
    let limits: SessionLimits

    /// A grant, and what of the scope it gives (RFC 6749 §5.1).
    struct Made: Sendable {
        let grant: ID<ClientGrant>
        let scope: Scope
    }

    /// For a code. What stands on an earlier sign-in keeps its own `auth_time` (OIDC Core §12.2), so that only a grant of the
    /// same one is renewed; and what it may ask for by name (§5.5) stays too, so that a request with others makes a grant of
    /// its own and never widens what tokens of before get.
    func grant(
        _ request: AuthorizationRequest, to viewer: Viewer, who how: Authentication, at now: Instant,
        _ writer: any Writer
    ) throws -> Made {
        let granted = granted(request.scope, request.claims, request.wanted, to: viewer, who: how)
        let known = try writer.all(ClientGrant.of(viewer.session, client.id, at: now, limits)).first {
            $0.signedInAt == granted.signedInAt && $0.level == granted.level && $0.methods == granted.methods
                && $0.claims == granted.claims
        }
        guard let known else { return try add(granted, to: viewer, at: now, writer) }
        try ClientGrant.renew(known.id, granted, at: now, in: writer)
        return Made(grant: known.id, scope: granted.scope)
    }

    /// For a screen: always one of its own, so that it is signed out by itself.
    func deviceGrant(
        _ scope: Scope, to viewer: Viewer, who how: Authentication, at now: Instant, _ writer: any Writer
    ) throws -> ID<ClientGrant> {
        var granted = granted(scope, ClaimsRequest(), WantedLevel(), to: viewer, who: how)
        granted.isDevice = true
        return try add(granted, to: viewer, at: now, writer).grant
    }

    private func granted(
        _ scope: Scope, _ claims: ClaimsRequest, _ wanted: WantedLevel, to viewer: Viewer, who how: Authentication
    ) -> GrantedRequest {
        let mayGoOn = client.may(.refreshToken) && scope.asksOffline && viewer.mayOutlive
        return GrantedRequest(
            scope: mayGoOn ? scope.known : scope.known.without("offline_access"), claims: claims, isOffline: mayGoOn,
            signedInAt: how.signedInAt, level: wanted.said(of: how.level), methods: how.methods)
    }

    private func add(
        _ granted: GrantedRequest, to viewer: Viewer, at now: Instant, _ writer: any Writer
    ) throws -> Made {
        let subject = try ClientGrant.subject(of: viewer.account, in: client.sector, at: now, in: writer)
        let id = ID<ClientGrant>.new(at: now)
        try ClientGrant.add(
            id, account: viewer.account, client: client.id, session: viewer.session, subject: subject, granted, at: now,
            in: writer)
        return Made(grant: id, scope: granted.scope)
    }
}
