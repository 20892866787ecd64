import Accounts
import Base
import Clients
import Storage

/// Makes the grant that a code stands on, or renews the one that the session has.
struct GrantMaking: Sendable {
    let client: Client
    let limits: SessionLimits

    func grant(
        _ request: AuthorizationRequest, to viewer: Viewer, who how: Authentication, at now: Instant,
        _ writer: any Writer
    ) throws -> ID<ClientGrant> {
        try grant(request.scope, request.claims, request.wanted, to: viewer, who: how, at: now, writer)
    }

    func grant(
        _ scope: Scope, _ claims: ClaimsRequest, _ wanted: WantedLevel = WantedLevel(), to viewer: Viewer,
        who how: Authentication, at now: Instant, _ writer: any Writer
    ) throws -> ID<ClientGrant> {
        let subject = try ClientGrant.subject(of: viewer.account, in: client.sector, at: now, in: writer)
        let mayGoOn = client.may(.refreshToken) && scope.asksOffline && viewer.mayOutlive
        let granted = GrantedRequest(
            scope: mayGoOn ? scope.known : scope.known.without("offline_access"),
            claims: claims, isOffline: mayGoOn, level: wanted.said(of: how.level), methods: how.methods)
        if let known = try writer.first(ClientGrant.of(viewer.session, client.id, at: now, limits)) {
            try ClientGrant.renew(known.id, granted, at: now, in: writer)
            return known.id
        }
        let id = ID<ClientGrant>.new(at: now)
        try ClientGrant.add(
            id, account: viewer.account, client: client.id, session: viewer.session, subject: subject, granted, at: now,
            in: writer)
        return id
    }
}
