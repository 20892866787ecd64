import Accounts
import Base
import Clients
import Storage

/// A refresh token as the token endpoint finds it.
struct RefreshToken: RowDecodable, Sendable {
    let grant: ID<ClientGrant>
    let scope: Scope
    let expiresAt: Instant
    let isRotated: Bool
    /// The key of a public client that it is worth nothing without.
    let key: KeyThumbprint?

    init(row: inout Row) throws {
        grant = try row.next()
        scope = Scope(try row.next())
        expiresAt = try row.next()
        isRotated = try row.next(Instant?.self) != nil
        key = try row.next()
    }

    /// A family that nobody uses for so long is over.
    static let days: Int64 = 30

    static func behind(_ token: Token) -> Query<RefreshToken> {
        Query(
            """
            SELECT refresh_token.grant_id, refresh_token.scope, refresh_token.expires_at, refresh_token.rotated_at,
                refresh_token.key_thumbprint
            FROM refresh_token
            WHERE refresh_token.token_hash = \(token.hash)
            """)
    }

    static func add(
        _ token: Token, for grant: ID<ClientGrant>, _ scope: Scope, key: KeyThumbprint?, at now: Instant,
        in writer: any Writer
    ) throws {
        try writer.run(
            """
            INSERT INTO refresh_token (token_hash, grant_id, scope, expires_at, key_thumbprint)
            VALUES (\(token.hash), \(grant), \(scope.text), \(now.adding(days: days)), \(key))
            """)
    }

    /// Takes a refresh token for its successor; false when it was taken before.
    static func rotate(_ token: Token, at now: Instant, in writer: any Writer) throws -> Bool {
        try writer.run(
            """
            UPDATE refresh_token SET rotated_at = \(now)
            WHERE token_hash = \(token.hash) AND rotated_at IS NULL
            """) == 1
    }

    static func removeOld(at now: Instant, in writer: any Writer) throws {
        try writer.run("DELETE FROM refresh_token WHERE expires_at < \(now.adding(days: -1))")
    }
}
