import Accounts
import Base
import Clients
import Storage
import Web

/// A code on its way through the browser, as the token endpoint finds it.
struct AuthorizationCode: RowDecodable, Sendable {
    let grant: ID<ClientGrant>
    let client: ID<Client>
    let redirectURI: String
    let challenge: String?
    let nonce: String?
    let scope: Scope
    let asksAuthTime: Bool
    let expiresAt: Instant
    let isRedeemed: Bool
    /// The key that the client named for it (RFC 9449 §10).
    let key: KeyThumbprint?

    init(row: inout Row) throws {
        grant = try row.next()
        client = try row.next()
        redirectURI = try row.next()
        challenge = try row.next()
        nonce = try row.next()
        scope = Scope(try row.next())
        asksAuthTime = try row.next()
        expiresAt = try row.next()
        isRedeemed = try row.next(Instant?.self) != nil
        key = try row.next()
    }

    /// A code lives so long (RFC 6749 §4.1.2 recommends ten minutes at most).
    static let seconds: Int64 = 60

    /// The code behind a token, used or not.
    static func behind(_ token: Token) -> Query<AuthorizationCode> {
        Query(
            """
            SELECT code.grant_id, client_grant.client_id, code.redirect_uri, code.challenge, code.nonce, code.scope,
                code.asks_auth_time, code.expires_at, code.redeemed_at, code.key_thumbprint
            FROM authorization_code AS code
            JOIN client_grant ON client_grant.id = code.grant_id
            WHERE code.code_hash = \(token.hash)
            """)
    }

    /// Keeps a new code.
    static func add(
        _ token: Token, for made: GrantMaking.Made, _ request: AuthorizationRequest, at now: Instant,
        in writer: any Writer
    ) throws {
        try writer.run(
            """
            INSERT INTO authorization_code (code_hash, grant_id, redirect_uri, challenge, nonce, scope, asks_auth_time,
                expires_at, key_thumbprint)
            VALUES (\(token.hash), \(made.grant), \(request.redirect.description), \(request.challenge), \(request.nonce),
                \(made.scope.text), \(request.asksAuthTime), \(now.adding(seconds: seconds)),
                \(request.key))
            """)
    }

    /// Takes a code; false when it was taken before, also by another node at this moment.
    static func redeem(_ token: Token, at now: Instant, in writer: any Writer) throws -> Bool {
        try writer.run(
            """
            UPDATE authorization_code SET redeemed_at = \(now)
            WHERE code_hash = \(token.hash) AND redeemed_at IS NULL
            """) == 1
    }

    /// Removes codes that are long over; those of the last day tell a second use from an unknown one.
    static func removeOld(at now: Instant, in writer: any Writer) throws {
        try writer.run("DELETE FROM authorization_code WHERE expires_at < \(now.adding(days: -1))")
    }
}
