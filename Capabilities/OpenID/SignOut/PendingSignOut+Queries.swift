import Accounts
import Base
import Clients
import Storage

/// A sign-out that a service asked for by a form, until the browser comes back with its cookie.
enum PendingSignOut {
    private static let minutes: Int64 = 10

    static func behind(_ token: Token, at now: Instant) -> Query<Parameters> {
        Query(
            """
            SELECT request.parameters FROM sign_out_request AS request
            WHERE request.request_hash = \(token.hash) AND request.expires_at > \(now)
            """
        ) { row in try row.next(JSONDocument.self).decoded() }
    }

    static func add(_ token: Token, _ parameters: Parameters, at now: Instant, in writer: any Writer) throws {
        try writer.run(
            """
            INSERT INTO sign_out_request (request_hash, parameters, expires_at)
            VALUES (\(token.hash), \(try JSONDocument(encoding: parameters)), \(now.adding(minutes: minutes)))
            """)
    }

    static func removeOld(at now: Instant, in writer: any Writer) throws {
        try writer.run("DELETE FROM sign_out_request WHERE expires_at < \(now)")
    }
}

extension ClientGrant {
    /// The session that a grant, ended or not, was given in; none for a screen's, which signs nobody's browser out.
    static func session(of grant: ID<ClientGrant>) -> Query<ID<Session>> {
        Query(
            """
            SELECT client_grant.session_id FROM client_grant WHERE client_grant.id = \(grant) AND NOT \(isDevice)
            """)
    }
}
