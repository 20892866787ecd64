import Accounts
import Base
import Clients
import Directory
import Storage

/// A session of ours that began at an identity provider.
enum BrokerSession {
    static let place = "broker_session.subject_hash"
    static let tokenPlace = "broker_session.id_token"
    /// Longer than any session lives.
    private static let daysKept: Int64 = 60

    /// One that is to be ended.
    struct Open: RowDecodable, Sendable {
        let session: ID<Session>
        let account: ID<Account>

        init(row: inout Row) throws {
            session = try row.next()
            account = try row.next()
        }
    }

    /// Those of a session over there, of a person over there, or of both.
    static func open(
        subject: [UInt8]?, sid: [UInt8]?, at party: IdentityProvider
    ) -> Query<Open> {
        let condition: SQL =
            switch (subject, sid) {
            case (let subject?, let sid?):
                "broker_session.sid_hash = \(sid) AND broker_session.subject_hash = \(subject)"
            case (nil, let sid?): "broker_session.sid_hash = \(sid)"
            case (let subject?, nil): "broker_session.subject_hash = \(subject)"
            case (nil, nil): "FALSE"
            }
        return Query(
            """
            SELECT broker_session.session_id, broker_session.account_id FROM broker_session
            WHERE broker_session.provider_id = \(party.provider)
                AND broker_session.identity_provider_id = \(party.id) AND \(condition)
            """)
    }

    /// Obeys a logout token; false when it was obeyed before.
    static func obey(_ token: [UInt8], of party: IdentityProvider, at now: Instant, in writer: any Writer) throws
        -> Bool
    {
        try writer.run(
            """
            INSERT INTO broker_logout (provider_id, identity_provider_id, token_hash, seen_at)
            VALUES (\(party.provider), \(party.id), \(token), \(now))
            ON CONFLICT (provider_id, identity_provider_id, token_hash) DO NOTHING
            """) == 1
    }

    /// The identity provider at which a session began, with the sealed ID Token, if there is one to tell it with.
    static func behind(_ token: Token) -> Query<Leaving> {
        Query(
            """
            SELECT \(IdentityProvider.columns), broker_session.id_token
            FROM session
            JOIN broker_session ON broker_session.session_id = session.id
            JOIN identity_provider ON identity_provider.provider_id = broker_session.provider_id
                AND identity_provider.id = broker_session.identity_provider_id AND identity_provider.ended_at IS NULL
            WHERE session.token_hash = \(token.hash) AND session.ended_at IS NULL
            """)
    }

    /// What a sign-out goes on with.
    struct Leaving: RowDecodable, Sendable {
        let party: IdentityProvider
        let sealedToken: [UInt8]?

        init(row: inout Row) throws {
            party = try IdentityProvider(row: &row)
            sealedToken = try row.next()
        }
    }

    /// Removes what no session and no token can need any more.
    static func removeOld(at now: Instant, in writer: any Writer) throws {
        try writer.run("DELETE FROM broker_session WHERE begun_at < \(now.adding(days: -daysKept))")
        try writer.run("DELETE FROM broker_logout WHERE seen_at < \(now.adding(days: -1))")
    }
}

extension ArrivedSession {
    /// Keeps it with the session of ours behind a token.
    func keep(_ token: Token, of party: IdentityProvider, at now: Instant, in writer: any Writer) throws {
        try writer.run(
            """
            INSERT INTO broker_session (provider_id, identity_provider_id, session_id, account_id, subject_hash,
                sid_hash, id_token, begun_at)
            SELECT identity_provider.provider_id, identity_provider.id, session.id, session.account_id, \(subject),
                \(sid), \(self.token), session.created_at
            FROM session
            JOIN identity_provider ON identity_provider.provider_id = \(party.provider)
                AND identity_provider.id = \(party.id)
            WHERE session.token_hash = \(token.hash)
            """)
    }
}
