import Accounts
import Base
import Storage

extension CodeKey {
    /// The key of an account.
    static func of(_ account: ID<Account>) -> Query<CodeKey> {
        Query(
            """
            SELECT account_id, sealed_key, made_at, confirmed_at, last_step, used_at
            FROM one_time_code_key WHERE account_id = \(account)
            """)
    }

    /// Keeps a key that is being set up, in place of another that never was; false when one is in use.
    static func begin(
        _ sealed: [UInt8], for account: ID<Account>, at now: Instant, in writer: any Writer
    ) throws -> Bool {
        try writer.run(
            """
            INSERT INTO one_time_code_key (account_id, sealed_key, made_at, last_step)
            VALUES (\(account), \(sealed), \(now), \(Int64(0)))
            ON CONFLICT (account_id) DO UPDATE SET sealed_key = excluded.sealed_key, made_at = excluded.made_at,
                last_step = excluded.last_step
            WHERE one_time_code_key.confirmed_at IS NULL
            """) == 1
    }

    /// Uses the code of a step up; false when it, or a later one, was used before.
    func use(_ step: Int64, at now: Instant, in writer: any Writer) throws -> Bool {
        try writer.run(
            """
            UPDATE one_time_code_key SET last_step = \(step), used_at = \(now),
                confirmed_at = CASE WHEN confirmed_at IS NULL THEN \(now) ELSE confirmed_at END
            WHERE account_id = \(account) AND last_step < \(step)
            """) == 1
    }

    /// Removes the key and what stands in for it.
    static func remove(of account: ID<Account>, in writer: any Writer) throws {
        try writer.run("DELETE FROM one_time_code_key WHERE account_id = \(account)")
        try writer.run("DELETE FROM recovery_code WHERE account_id = \(account)")
    }
}

/// Codes on paper for when the app is lost: each works once.
enum RecoveryCodes {
    static let count = 10

    /// New codes in place of all the old; they are shown this once and kept hashed.
    static func renew(for account: ID<Account>, at now: Instant, in writer: any Writer) throws -> [String] {
        try writer.run("DELETE FROM recovery_code WHERE account_id = \(account)")
        let codes = (0..<count).map { _ in Token.code() }
        for code in codes {
            try writer.run(
                """
                INSERT INTO recovery_code (account_id, code_hash, made_at) VALUES (\(account), \(code.hash), \(now))
                """)
        }
        return codes.map(\.text)
    }

    /// Uses a code up; false when the account has none like it.
    static func use(
        _ typed: String, of account: ID<Account>, at now: Instant, in writer: any Writer
    ) throws -> Bool {
        try writer.run(
            """
            UPDATE recovery_code SET used_at = \(now)
            WHERE account_id = \(account) AND code_hash = \(Token.code(typed: typed).hash) AND used_at IS NULL
            """) == 1
    }

    /// How many are left.
    static func left(of account: ID<Account>) -> Query<Int> {
        Query("SELECT COUNT(*) FROM recovery_code WHERE account_id = \(account) AND used_at IS NULL")
    }
}
