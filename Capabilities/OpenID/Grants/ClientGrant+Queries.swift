import Accounts
import Base
import Clients
import Storage

extension ClientGrant {
    /// A grant that was not ended, of a client that was not either, while its session goes on or when it was given for longer.
    static func open(_ id: ID<ClientGrant>, at now: Instant, _ limits: SessionLimits) -> Query<ClientGrant> {
        Query("\(selected(at: now, limits)) AND client_grant.id = \(id)")
    }

    /// The id of the grant, if it is one that `open` would find.
    static func isOpen(_ id: ID<ClientGrant>, at now: Instant, _ limits: SessionLimits) -> Query<ID<ClientGrant>> {
        Query("SELECT client_grant.id \(good(at: now, limits)) AND client_grant.id = \(id)")
    }

    /// The grants that a client has in a session already, the latest first; screens have theirs for themselves.
    static func of(
        _ session: ID<Session>, _ client: ID<Client>, at now: Instant, _ limits: SessionLimits
    ) -> Query<ClientGrant> {
        Query(
            """
            \(selected(at: now, limits)) AND client_grant.session_id = \(session) AND client_grant.client_id = \(client)
                AND NOT \(isDevice)
            ORDER BY client_grant.id DESC
            """)
    }

    static let isDevice: SQL = "(client_grant.is_device IS NOT NULL AND client_grant.is_device)"

    private static func selected(at now: Instant, _ limits: SessionLimits) -> SQL {
        """
        SELECT client_grant.id, client_grant.account_id, client_grant.client_id, client_grant.session_id,
            client_grant.subject, client_grant.scope, client_grant.claims, client_grant.is_offline,
            client_grant.signed_in_at, client_grant.level, client_grant.methods, client.userinfo_algorithm
        \(good(at: now, limits))
        """
    }

    /// Where grants are found on which something stands, with their clients.
    static func good(at now: Instant, _ limits: SessionLimits) -> SQL {
        """
        FROM client_grant
        JOIN client ON client.id = client_grant.client_id AND client.ended_at IS NULL
        LEFT JOIN session ON session.id = client_grant.session_id
        WHERE client_grant.ended_at IS NULL AND (client_grant.is_offline OR (\(Session.isOpen(at: now, limits))))
        """
    }

    /// Adds the grant of a client in a session.
    static func add(
        _ id: ID<ClientGrant>, account: ID<Account>, client: ID<Client>, session: ID<Session>, subject: String,
        _ request: GrantedRequest, at now: Instant, in writer: any Writer
    ) throws {
        try writer.run(
            """
            INSERT INTO client_grant (id, account_id, client_id, session_id, subject, scope, claims, is_offline,
                signed_in_at, created_at, used_at, level, methods, is_device)
            VALUES (\(id), \(account), \(client), \(session), \(subject), \(request.scope.text),
                \(try JSONDocument(encoding: request.claims)), \(request.isOffline), \(request.signedInAt), \(now),
                \(now), \(request.level.rawValue), \(request.methods.joined(separator: " ")), \(request.isDevice))
            """)
    }

    /// The same client asked again in the same session: what it asks for now is what counts.
    static func renew(
        _ id: ID<ClientGrant>, _ request: GrantedRequest, at now: Instant, in writer: any Writer
    ) throws {
        try writer.run(
            """
            UPDATE client_grant SET scope = \(request.scope.text), claims = \(try JSONDocument(encoding: request.claims)),
                is_offline = (is_offline OR \(request.isOffline)), used_at = \(now)
            WHERE id = \(id)
            """)
    }

    /// Notes that a client goes on with a grant.
    static func use(_ id: ID<ClientGrant>, at now: Instant, in writer: any Writer) throws {
        try writer.run("UPDATE client_grant SET used_at = \(now) WHERE id = \(id)")
    }

    /// Removes grants that nobody has used for so long that nothing of theirs is good any more, with what stood on them.
    static func removeOld(at now: Instant, in writer: any Writer) throws {
        let old: SQL = "SELECT client_grant.id FROM client_grant WHERE client_grant.used_at < \(now.adding(days: -90))"
        try writer.run("DELETE FROM sign_out_notice WHERE grant_id IN (\(old))")
        try writer.run("DELETE FROM refresh_token WHERE grant_id IN (\(old))")
        try writer.run("DELETE FROM authorization_code WHERE grant_id IN (\(old))")
        try writer.run("DELETE FROM client_grant WHERE id IN (\(old))")
    }

    /// Ends a grant with everything that stands on it.
    @discardableResult
    static func end(_ id: ID<ClientGrant>, at now: Instant, in writer: any Writer) throws -> Bool {
        try writer.run("UPDATE client_grant SET ended_at = \(now) WHERE id = \(id) AND ended_at IS NULL") == 1
    }

    /// The grants of an account that nobody ended.
    static func unended(of account: ID<Account>) -> Query<ID<ClientGrant>> {
        Query(
            """
            SELECT client_grant.id FROM client_grant
            WHERE client_grant.account_id = \(account) AND client_grant.ended_at IS NULL
            """)
    }

    /// Ends every grant of an account to a client, but those of screens.
    static func end(
        of account: ID<Account>, to client: ID<Client>, at now: Instant, in writer: any Writer
    ) throws {
        try writer.run(
            """
            UPDATE client_grant SET ended_at = \(now)
            WHERE account_id = \(account) AND client_id = \(client) AND ended_at IS NULL AND NOT \(isDevice)
            """)
    }

    /// Who an account is for the services of a sector, made when it is first asked for and the same for ever.
    static func subject(
        of account: ID<Account>, in sector: String, at now: Instant, in writer: any Writer
    ) throws -> String {
        let fresh = ID<ClientGrant>.new(at: now).description
        try writer.run(
            """
            INSERT INTO subject (sector, account_id, name) VALUES (\(sector), \(account), \(fresh))
            ON CONFLICT (account_id, sector) DO NOTHING
            """)
        return try writer.one(knownSubject(of: account, in: sector))
    }

    static func knownSubject(of account: ID<Account>, in sector: String) -> Query<String> {
        Query("SELECT subject.name FROM subject WHERE subject.account_id = \(account) AND subject.sector = \(sector)")
    }
}

extension SignedInService {
    /// The services that an account signed in to in a browser and that may still ask, the latest first.
    static func of(_ account: ID<Account>) -> Query<SignedInService> {
        Query(
            """
            SELECT client.id, client.metadata, MAX(client_grant.used_at)
            FROM client_grant
            JOIN client ON client.id = client_grant.client_id
            WHERE client_grant.account_id = \(account) AND client_grant.ended_at IS NULL
                AND NOT \(ClientGrant.isDevice)
            GROUP BY client.id, client.metadata
            ORDER BY MAX(client_grant.used_at) DESC, client.id
            """)
    }
}

extension SignedInDevice {
    /// The screens that an account signed in by a code and that are still so, the latest first.
    static func of(_ account: ID<Account>, at now: Instant, _ limits: SessionLimits) -> Query<SignedInDevice> {
        Query(
            """
            SELECT client_grant.id, client.id, client.metadata, client_grant.created_at
            \(ClientGrant.good(at: now, limits)) AND client_grant.account_id = \(account) AND \(ClientGrant.isDevice)
            ORDER BY client_grant.id DESC
            """)
    }
}
