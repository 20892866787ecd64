import Audit
import Accounts
package import Base
package import Storage

/// An initial access token: who has it may register so many clients (RFC 7591 §3).
package enum RegistrationToken {
    /// Makes one, shown once.
    package static func add(
        label: String, uses: Int64, until expiry: Instant, at now: Instant, in writer: any Writer
    ) throws -> String {
        let token = Token.session()
        try PlatformChange(.registrationToken, by: .command).write(at: now, in: writer)
        try writer.run(
            """
            INSERT INTO registration_token (token_hash, label, uses_left, created_at, expires_at)
            VALUES (\(token.hash), \(label), \(uses), \(now), \(expiry))
            """)
        return token.text
    }

    /// A row when the token has a use left.
    static func isGood(_ token: Token, at now: Instant) -> Query<Int64> {
        Query(
            """
            SELECT registration_token.uses_left FROM registration_token
            WHERE registration_token.token_hash = \(token.hash) AND registration_token.uses_left > 0
                AND registration_token.expires_at > \(now)
            """)
    }

    /// Takes one use; false when there is none left.
    static func use(_ token: Token, at now: Instant, in writer: any Writer) throws -> Bool {
        try writer.run(
            """
            UPDATE registration_token SET uses_left = uses_left - 1
            WHERE token_hash = \(token.hash) AND uses_left > 0 AND expires_at > \(now)
            """) == 1
    }
}
