import Accounts
import Base
import Clients
import Storage

/// A client that has to hear that somebody signed out.
struct SignOutNotice: RowDecodable, Sendable {
    let grant: ID<ClientGrant>
    let client: ID<Client>
    let subject: String
    let metadata: ClientMetadata
    let attempts: Int

    init(row: inout Row) throws {
        grant = try row.next()
        client = try row.next()
        subject = try row.next()
        metadata = try row.next(JSONDocument.self).decoded()
        attempts = try row.next()
    }

    /// Whether a session that ended since has a grant that is not noted.
    static func isToBeGathered(since: Instant) -> Query<Bool> {
        Query("SELECT EXISTS (\(ended(since: since)))")
    }

    /// Notes every grant of a session that ended since and was not noted.
    static func gather(since: Instant, in writer: any Writer) throws {
        try writer.run(
            """
            INSERT INTO sign_out_notice (grant_id, attempts, next_at)
            \(ended(since: since))
            ON CONFLICT (grant_id) DO NOTHING
            """)
    }

    private static func ended(since: Instant) -> SQL {
        """
        SELECT client_grant.id, 0, session.ended_at
        FROM session
        CROSS JOIN client_grant
        WHERE session.ended_at > \(since) AND client_grant.session_id = session.id
            AND NOT EXISTS (SELECT 1 FROM sign_out_notice AS known WHERE known.grant_id = client_grant.id)
        """
    }

    /// Notes the grants of an account to one client, ended by their owner.
    static func gather(
        of account: ID<Account>, to client: ID<Client>, at now: Instant, in writer: any Writer
    ) throws {
        try writer.run(
            """
            INSERT INTO sign_out_notice (grant_id, attempts, next_at)
            SELECT client_grant.id, 0, client_grant.ended_at FROM client_grant
            WHERE client_grant.account_id = \(account) AND client_grant.client_id = \(client)
                AND client_grant.ended_at = \(now)
            ON CONFLICT (grant_id) DO NOTHING
            """)
    }

    /// Notes a single grant that its owner ended.
    static func gather(_ grant: ID<ClientGrant>, in writer: any Writer) throws {
        try writer.run(
            """
            INSERT INTO sign_out_notice (grant_id, attempts, next_at)
            SELECT client_grant.id, 0, client_grant.ended_at FROM client_grant
            WHERE client_grant.id = \(grant) AND client_grant.ended_at IS NOT NULL
            ON CONFLICT (grant_id) DO NOTHING
            """)
    }

    /// Notices whose time has come, of clients that want to hear it.
    static func due(at now: Instant, most: Int) -> Query<SignOutNotice> {
        Query(
            """
            SELECT notice.grant_id, client_grant.client_id, client_grant.subject, client.metadata, notice.attempts
            FROM sign_out_notice AS notice
            JOIN client_grant ON client_grant.id = notice.grant_id
            JOIN client ON client.id = client_grant.client_id
            WHERE notice.next_at <= \(now) AND notice.next_at > \(now.adding(days: -2)) AND notice.told_at IS NULL
                AND notice.given_up_at IS NULL
            ORDER BY notice.next_at, notice.grant_id
            LIMIT \(most)
            """)
    }

    /// Takes a notice for one try; false when another node has it.
    static func take(_ notice: SignOutNotice, until next: Instant, in writer: any Writer) throws -> Bool {
        try writer.run(
            """
            UPDATE sign_out_notice SET attempts = attempts + 1, next_at = \(next)
            WHERE grant_id = \(notice.grant) AND attempts = \(notice.attempts)
            """) == 1
    }

    static func answered(
        _ grant: ID<ClientGrant>, isTold: Bool, givesUp: Bool, at now: Instant, in writer: any Writer
    ) throws {
        try writer.run(
            """
            UPDATE sign_out_notice SET told_at = \(isTold ? now : nil), given_up_at = \(givesUp ? now : nil)
            WHERE grant_id = \(grant)
            """)
    }
}
