import Accounts
package import Base
package import Clients
package import Storage
package import Web

/// Tells services that somebody has signed out (Back-Channel Logout §2): by itself, in the background, with patience.
package struct SignOutNotices: Sendable {
    private let database: any Database
    private let now: @Sendable () -> Instant
    private let issuer: String
    private let ring: KeyRing
    private let send: @Sendable (OutsideAddress, [(name: String, value: String)]) async -> Int?

    /// - Parameter send: sends a form to a client's own address and returns the status, or nil when there was no answer.
    package init(
        database: any Database, now: @escaping @Sendable () -> Instant, issuer: String, ring: KeyRing,
        send: @escaping @Sendable (OutsideAddress, [(name: String, value: String)]) async -> Int?
    ) {
        (self.database, self.now, self.issuer, self.ring, self.send) = (database, now, issuer, ring, send)
    }

    /// So long after the last try comes the next; after the last one it is given up and stays visible.
    private static let waits: [Int64] = [10, 60, 600, 3600, 21_600]
    private static let most = 50

    /// Tells the clients of sessions that have ended. Several nodes may do it at once: each notice is taken by one.
    ///
    /// - Parameter minutes: how far back sessions are looked at; further at a start, when nobody may have looked for a while.
    package func deliver(lookingBack minutes: Int64) async throws {
        let now = now()
        let since = now.adding(minutes: -minutes)
        let hasWork = try await database.read { reader in
            try reader.one(SignOutNotice.isToBeGathered(since: since))
                || !reader.all(SignOutNotice.due(at: now, most: 1)).isEmpty
        }
        guard hasWork else { return }
        let due: [SignOutNotice] = try await database.write { writer in
            try SignOutNotice.gather(since: since, in: writer)
            let due = try writer.all(SignOutNotice.due(at: now, most: Self.most))
            return try due.filter { notice in
                let next = now.adding(seconds: Self.waits[min(notice.attempts, Self.waits.count - 1)])
                return try SignOutNotice.take(notice, until: next, in: writer)
            }
        }
        guard !due.isEmpty else { return }
        await withTaskGroup(of: Void.self) { group in
            for notice in due { group.addTask { try? await tell(notice) } }
        }
    }

    private func tell(_ notice: SignOutNotice) async throws {
        let now = now()
        guard let address = notice.metadata.backchannelLogoutURI.flatMap(OutsideAddress.init(registered:)) else {
            return try await answered(notice, isTold: false, givesUp: true, at: now)
        }
        let claims = LogoutClaims(
            iss: issuer, sub: notice.subject, aud: Audience(notice.client.description), iat: NumericDate(now),
            exp: NumericDate(now.adding(minutes: 2)), jti: ID<LogoutClaims>.new(at: now).description,
            sid: notice.grant.description)
        let token = try await ring.signer(notice.metadata.idTokenAlgorithm).sign(claims, type: LogoutClaims.type)
        let status = await send(address, [("logout_token", token)])
        // §2.8: 200, or 204 as some frameworks answer.
        let isTold = status == 200 || status == 204
        let isLast = notice.attempts + 1 >= Self.waits.count
        try await answered(notice, isTold: isTold, givesUp: !isTold && isLast, at: now)
    }

    private func answered(_ notice: SignOutNotice, isTold: Bool, givesUp: Bool, at now: Instant) async throws {
        try await database.write { writer in
            try SignOutNotice.answered(notice.grant, isTold: isTold, givesUp: givesUp, at: now, in: writer)
        }
    }
}

/// A logout token (Back-Channel Logout §2.4): never with a nonce.
struct LogoutClaims: Codable, Sendable {
    let iss: String
    let sub: String
    let aud: Audience
    let iat: NumericDate
    let exp: NumericDate
    let jti: String
    let sid: String
    var events = ["http://schemas.openid.net/event/backchannel-logout": [String: String]()]

    static let type = "logout+jwt"
}
