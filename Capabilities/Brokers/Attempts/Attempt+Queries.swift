import Accounts
import Base
import Directory
import Storage

extension Attempt {
    private static let columns: SQL = """
        broker_attempt.id, broker_attempt.purpose, broker_attempt.cookie_hash, broker_attempt.nonce_hash,
        broker_attempt.verifier, broker_attempt.return_to, broker_attempt.is_anew, broker_attempt.session_id,
        broker_attempt.begun_at, broker_attempt.used_at, broker_attempt.arrived, broker_attempt.joined_at, \(IdentityProvider.columns), \(Provider.columns), provider.oid
        """

    private static let joined: SQL = """
        FROM broker_attempt
        JOIN identity_provider ON identity_provider.provider_id = broker_attempt.provider_id
            AND identity_provider.id = broker_attempt.identity_provider_id AND identity_provider.ended_at IS NULL
        JOIN provider ON provider.id = broker_attempt.provider_id
        """

    /// The attempt that has this state; what it is for must not have ended meanwhile.
    static func with(state: String) -> Query<Attempt> {
        Query(
            """
            SELECT \(columns) \(joined)
            WHERE broker_attempt.state_hash = \(Token(text: state).hash)
            """)
    }

    static func under(_ id: ID<Attempt>) -> Query<Attempt> {
        Query("SELECT \(columns) \(joined) WHERE broker_attempt.id = \(id)")
    }

    /// Uses the answer up; false when another request was faster.
    func use(at now: Instant, in writer: any Writer) throws -> Bool {
        try writer.run(
            """
            UPDATE broker_attempt SET used_at = \(now)
            WHERE provider_id = \(connected.provider.id) AND id = \(id) AND used_at IS NULL
            """) == 1
    }

    /// Keeps who came until an invitation tells who it is.
    func wait(for arrived: [UInt8], in writer: any Writer) throws {
        try writer.run(
            """
            UPDATE broker_attempt SET arrived = \(arrived)
            WHERE provider_id = \(connected.provider.id) AND id = \(id)
            """)
    }

    /// Uses the wait up; false when another request was faster.
    func join(at now: Instant, in writer: any Writer) throws -> Bool {
        try writer.run(
            """
            UPDATE broker_attempt SET joined_at = \(now), arrived = NULL
            WHERE provider_id = \(connected.provider.id) AND id = \(id) AND joined_at IS NULL
            """) == 1
    }

    /// Removes what nobody can use any more.
    static func removeOld(at now: Instant, in writer: any Writer) throws {
        let limit = now.adding(minutes: -3 * minutesValid)
        try writer.run("DELETE FROM broker_attempt WHERE begun_at < \(limit)")
    }
}

extension NewAttempt {
    /// Keeps what the answer is compared with; the verifier is closed by the seal.
    func insert(
        _ party: IdentityProvider, for purpose: Attempt.Purpose, isAnew: Bool, session: ID<Session>?,
        verifier: [UInt8], returnTo: String, at now: Instant, in writer: any Writer
    ) throws {
        try writer.run(
            """
            INSERT INTO broker_attempt (provider_id, id, identity_provider_id, purpose, state_hash, cookie_hash,
                nonce_hash, verifier, return_to, is_anew, session_id, begun_at)
            VALUES (\(party.provider), \(id), \(party.id), \(purpose), \(state.hash), \(cookie.hash), \(nonce.hash),
                \(verifier), \(returnTo), \(isAnew), \(session), \(now))
            """)
    }
}
