import Accounts
import Base
import Clients
import Storage

/// A request that waits: pushed by its client, or while somebody signs in.
struct PendingRequest: RowDecodable, Sendable {
    let client: ID<Client>
    let parameters: Parameters
    let isPushed: Bool
    let createdAt: Instant
    let expiresAt: Instant
    let isUsed: Bool

    init(row: inout Row) throws {
        client = try row.next()
        parameters = try row.next(JSONDocument.self).decoded()
        isPushed = try row.next()
        createdAt = try row.next()
        expiresAt = try row.next()
        isUsed = try row.next(Instant?.self) != nil
    }

    /// RFC 9126 §2.2: between 5 and 600 seconds.
    static let pushedSeconds: Int64 = 90
    /// So long may signing in take.
    static let waitingMinutes: Int64 = 30
    /// RFC 9126 §2.2
    static let prefix = "urn:ietf:params:oauth:request_uri:"

    func isOpen(at now: Instant) -> Bool { !isUsed && now < expiresAt }

    static func behind(_ token: Token) -> Query<PendingRequest> {
        Query(
            """
            SELECT request.client_id, request.parameters, request.is_pushed, request.created_at, request.expires_at,
                request.used_at
            FROM authorization_request AS request
            WHERE request.request_hash = \(token.hash)
            """)
    }

    /// Keeps a request; `since` is when it came.
    static func add(
        _ token: Token, _ parameters: Parameters, of client: ID<Client>, isPushed: Bool, since: Instant,
        until expiry: Instant, in writer: any Writer
    ) throws {
        try writer.run(
            """
            INSERT INTO authorization_request (request_hash, client_id, parameters, is_pushed, created_at, expires_at)
            VALUES (\(token.hash), \(client), \(try JSONDocument(encoding: parameters)), \(isPushed), \(since), \(expiry))
            """)
    }

    /// Takes a request; false when it was taken before.
    @discardableResult
    static func use(_ token: Token, at now: Instant, in writer: any Writer) throws -> Bool {
        try writer.run(
            """
            UPDATE authorization_request SET used_at = \(now)
            WHERE request_hash = \(token.hash) AND used_at IS NULL
            """) == 1
    }

    /// Removes requests that are over; nothing tells them from unknown ones.
    static func removeOld(at now: Instant, in writer: any Writer) throws {
        try writer.run("DELETE FROM authorization_request WHERE expires_at < \(now)")
    }
}
