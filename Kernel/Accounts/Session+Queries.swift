package import Base
package import Storage
package import Web

/// How long a browser stays signed in.
package struct SessionLimits: Sendable {
    package let idleMinutes: Int64
    package let absoluteDays: Int64
    /// When the lesson ends that somebody has now; nil when there is none, or nobody who knows lessons.
    package var lessonEnd: @Sendable (ID<Account>, Instant, any Reader) throws -> Instant? = { _, _, _ in nil }

    package init(idleMinutes: Int64, absoluteDays: Int64) {
        (self.idleMinutes, self.absoluteDays) = (idleMinutes, absoluteDays)
    }

    /// The cookie of a session. It outlives the session by a day, so that a form that comes too late is known to be its
    /// owner's.
    package func cookie(_ token: Token) -> NewCookie {
        NewCookie(CookieName.session, token.text, seconds: Int(absoluteDays + 1) * 86_400)
    }
}

/// A session of an account as its owner sees it in the list of devices.
package struct Device: RowDecodable {
    package let session: ID<Session>
    package let createdAt: Instant
    package let usedAt: Instant
    package let browser: String
    /// Whether many use the device, and until when the session lasts there.
    package let isShared: Bool
    package let endsAt: Instant?

    package init(row: inout Row) throws {
        session = try row.next()
        createdAt = try row.next()
        usedAt = try row.next()
        browser = try row.next()
        endsAt = try row.next()
        isShared = try row.next(Bool?.self) ?? false
    }
}

extension Session {
    /// Begins a session and returns the token for the cookie; always a new one. The account's owner finds it in the
    /// list of sign-ins.
    ///
    /// - Parameter old: the token that the browser had before, whose session ends.
    package static func begin(
        for account: ID<Account>, by proof: Proof, instead old: String?, browser: String,
        lasting term: SessionTerm = .usual, at now: Instant, in writer: any Writer
    ) throws -> Token {
        if let old { try end(Token(text: old), at: now, in: writer) }
        let token = Token.session()
        let strongAt = proof.isStrong ? now : nil
        try writer.run(
            """
            INSERT INTO session (token_hash, id, account_id, created_at, used_at, browser, strong_at, strong_by,
                ends_at, is_shared, begun_by)
            VALUES (\(token.hash), \(ID<Session>.new(at: now)), \(account), \(now), \(now), \(browser), \(strongAt),
                \(strongAt.map { _ in proof.rawValue }), \(term.endsAt), \(term.isShared), \(proof.rawValue))
            """)
        try SignInEvent.write(.signIn, by: proof, of: account, browser: browser, at: now, in: writer)
        return token
    }

    /// The same account has signed in once more: its session begins anew under another token, and what stands on it stays.
    /// nil when it has been ended meanwhile.
    static func beginAnew(
        _ session: ID<Session>, of account: ID<Account>, by proof: Proof, browser: String, lasting term: SessionTerm,
        at now: Instant, in writer: any Writer
    ) throws -> Token? {
        let token = Token.session()
        let strongAt = proof.isStrong ? now : nil
        let changed = try writer.run(
            """
            UPDATE session SET token_hash = \(token.hash), created_at = \(now), used_at = \(now), browser = \(browser),
                strong_at = \(strongAt), strong_by = \(strongAt.map { _ in proof.rawValue }), ends_at = \(term.endsAt),
                is_shared = \(term.isShared), begun_by = \(proof.rawValue)
            WHERE account_id = \(account) AND id = \(session) AND ended_at IS NULL
            """)
        guard changed == 1 else { return nil }
        try SignInEvent.write(.signIn, by: proof, of: account, browser: browser, at: now, in: writer)
        return token
    }

    /// The session behind a token, if it is this account's, still good, and was begun here: one that a login elsewhere or a
    /// card began ends with those, and does not go on as another.
    static func openOwn(
        _ token: Token, of account: ID<Account>, at now: Instant, _ limits: SessionLimits
    ) -> Query<ID<Session>> {
        Query(
            """
            SELECT session.id FROM session
            WHERE session.token_hash = \(token.hash) AND session.account_id = \(account) AND \(isOpen(at: now, limits))
                AND session.begun_by \(anyOf: Proof.allCases.filter(\.isOurs).map(\.rawValue))
            """)
    }

    /// The session was confirmed: it goes on under a new token, so that one that somebody took before is worth no more.
    package static func confirm(
        _ session: ID<Session>, of account: ID<Account>, by proof: Proof, browser: String, at now: Instant,
        in writer: any Writer
    ) throws -> Token {
        let token = Token.session()
        let changed = try writer.run(
            """
            UPDATE session SET token_hash = \(token.hash), strong_at = \(now), strong_by = \(proof.rawValue)
            WHERE account_id = \(account) AND id = \(session) AND ended_at IS NULL
            """)
        // Somebody may have signed out everywhere at this very moment.
        guard changed == 1 else { throw Fault.missing }
        try SignInEvent.write(.stepUp, by: proof, of: account, browser: browser, at: now, in: writer)
        return token
    }

    /// Whether a session is still good.
    package static func isOpen(at now: Instant, _ limits: SessionLimits) -> SQL {
        """
        session.ended_at IS NULL AND session.used_at > \(now.adding(minutes: -limits.idleMinutes))
            AND session.created_at > \(now.adding(days: -limits.absoluteDays))
            AND (session.ends_at IS NULL OR session.ends_at > \(now))
            AND (session.is_shared IS NULL OR NOT session.is_shared
                OR session.used_at > \(now.adding(minutes: -SharedDevice.idleMinutes)))
        """
    }

    /// Whether a session is over that nobody has ended: it has come to its set end, or has rested too long on a shared device.
    package static func isAnyDue(at now: Instant) -> Query<Bool> {
        Query("SELECT EXISTS (SELECT 1 FROM session WHERE \(isDue(at: now)))")
    }

    /// Ends the sessions that are over, so that the services of their owners hear of it as of a sign-out.
    package static func endDue(at now: Instant, in writer: any Writer) throws {
        try writer.run("UPDATE session SET ended_at = \(now) WHERE \(isDue(at: now))")
    }

    /// A shared device's session always has a set end, so that few rows are looked at. A use may wait for its batch: what
    /// rests is ended a minute after it has let nobody in any more.
    private static func isDue(at now: Instant) -> SQL {
        """
        session.ends_at IS NOT NULL AND session.ended_at IS NULL AND (session.ends_at <= \(now)
            OR session.is_shared AND session.used_at <= \(now.adding(minutes: -SharedDevice.idleMinutes - 1)))
        """
    }

    /// The account's open sessions, the latest used first.
    package static func open(of account: ID<Account>, at now: Instant, _ limits: SessionLimits) -> Query<Device> {
        Query(
            """
            SELECT session.id, session.created_at, session.used_at, session.browser, session.ends_at,
                session.is_shared
            FROM session
            WHERE session.account_id = \(account) AND \(isOpen(at: now, limits))
            ORDER BY session.used_at DESC, session.id
            """)
    }

    /// Whose session a token was, ended or not.
    package static func account(behind token: Token) -> Query<ID<Account>> {
        Query("SELECT session.account_id FROM session WHERE session.token_hash = \(token.hash)")
    }

    /// Ends one session of the account; returns whether there was one.
    package static func end(
        _ session: ID<Session>, of account: ID<Account>, at now: Instant, in writer: any Writer
    ) throws -> Bool {
        try writer.run(
            """
            UPDATE session SET ended_at = \(now)
            WHERE account_id = \(account) AND id = \(session) AND ended_at IS NULL
            """) == 1
    }

    /// Signs the session behind a token out, if it is there.
    package static func signOut(_ token: Token, browser: String, at now: Instant, in writer: any Writer) throws {
        guard let account = try writer.first(account(behind: token)) else { return }
        guard try end(token, at: now, in: writer) else { return }
        try SignInEvent.write(.signOut, by: .session, of: account, browser: browser, at: now, in: writer)
    }

    /// Ends the session behind a token; returns whether there was one.
    @discardableResult
    package static func end(_ token: Token, at now: Instant, in writer: any Writer) throws -> Bool {
        try writer.run("UPDATE session SET ended_at = \(now) WHERE token_hash = \(token.hash) AND ended_at IS NULL")
            == 1
    }

    /// The session behind a token.
    package static func id(of token: Token) -> Query<ID<Session>> {
        Query("SELECT session.id FROM session WHERE session.token_hash = \(token.hash)")
    }

    /// Ends these sessions.
    package static func end(_ sessions: [ID<Session>], at now: Instant, in writer: any Writer) throws {
        try writer.run("UPDATE session SET ended_at = \(now) WHERE id \(anyOf: sessions) AND ended_at IS NULL")
    }

    /// Sets another end for these sessions, as far as they go on.
    package static func last(_ sessions: [ID<Session>], until end: Instant, in writer: any Writer) throws {
        try writer.run("UPDATE session SET ends_at = \(end) WHERE id \(anyOf: sessions) AND ended_at IS NULL")
    }

    /// Ends every session of the account but `kept`.
    ///
    /// - Parameter browser: of the device from which it is done; nil when it is done for the owner by somebody else.
    package static func endAll(
        of account: ID<Account>, but kept: ID<Session>?, from browser: String? = nil, at now: Instant,
        in writer: any Writer
    ) throws {
        let count = try writer.run(
            """
            UPDATE session SET ended_at = \(now)
            WHERE account_id = \(account) AND ended_at IS NULL AND (\(kept) IS NULL OR id <> \(kept))
            """)
        guard count > 0 else { return }
        try SignInEvent.write(.ended, by: .session, of: account, browser: browser ?? "", at: now, in: writer)
    }

    /// Removes sessions that ended or grew too old more than a month ago.
    package static func removeOld(at now: Instant, _ limits: SessionLimits, in writer: any Writer) throws {
        let limit = now.adding(days: -limits.absoluteDays - 30)
        try writer.run("DELETE FROM session WHERE created_at < \(limit)")
    }
}
