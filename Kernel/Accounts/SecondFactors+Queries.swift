package import Base
import Directory
package import Storage

/// With what an account can prove more than a password, and whether it has one.
package struct SecondFactors: RowDecodable, Hashable {
    package let passkeys: Int
    package let hasCodes: Bool
    package let hasPassword: Bool
    /// Logins elsewhere that open the account.
    package let logins: Int

    package init(passkeys: Int, hasCodes: Bool, hasPassword: Bool, logins: Int = 0) {
        (self.passkeys, self.hasCodes, self.hasPassword, self.logins) = (passkeys, hasCodes, hasPassword, logins)
    }

    package init(row: inout Row) throws {
        passkeys = try row.next()
        hasCodes = try row.next()
        hasPassword = try row.next()
        logins = try row.next()
    }

    /// Nothing but a password.
    package var isEmpty: Bool { passkeys == 0 && !hasCodes }

    /// Those of an account: one row, whatever it has.
    package static func of(_ account: ID<Account>) -> Query<SecondFactors> {
        Query(
            """
            SELECT (SELECT COUNT(*) FROM passkey WHERE passkey.account_id = \(account)),
                EXISTS (SELECT 1 FROM one_time_code_key
                    WHERE one_time_code_key.account_id = \(account) AND one_time_code_key.confirmed_at IS NOT NULL),
                EXISTS (SELECT 1 FROM sign_in_method
                    WHERE sign_in_method.account_id = \(account) AND sign_in_method.kind = 'password'),
                (SELECT COUNT(*) FROM broker_link WHERE broker_link.account_id = \(account))
            """)
    }

    /// Takes all of them away, because somebody's way in is renewed: what was lost or taken opens nothing any more.
    /// Returns whether there was one.
    @discardableResult package static func removeAll(
        of account: ID<Account>, at now: Instant, in writer: any Writer
    ) throws -> Bool {
        let had = try !writer.one(SecondFactors.of(account)).isEmpty
        try writer.run("DELETE FROM passkey WHERE account_id = \(account)")
        try writer.run("DELETE FROM one_time_code_key WHERE account_id = \(account)")
        try writer.run("DELETE FROM recovery_code WHERE account_id = \(account)")
        try writer.run("DELETE FROM broker_link WHERE account_id = \(account)")
        try endBadges(of: account, at: now, in: writer)
        if had {
            try SignInEvent.write(.reset, by: .invitation, of: account, browser: "", at: now, in: writer)
        }
        return had
    }

    /// The cards of those for whom the account stands, with their picture codes.
    private static func endBadges(of account: ID<Account>, at now: Instant, in writer: any Writer) throws {
        for (provider, person) in try writer.all(
            Query<(ID<Provider>, ID<Person>)>(
                """
                SELECT account_person.provider_id, account_person.person_id
                FROM account_person
                WHERE account_person.account_id = \(account)
                """
            ) { row in (try row.next(), try row.next()) })
        {
            try writer.run(
                """
                UPDATE badge SET ended_at = \(now)
                WHERE provider_id = \(provider) AND person_id = \(person) AND ended_at IS NULL
                """)
            try writer.run(
                "DELETE FROM picture_code WHERE provider_id = \(provider) AND person_id = \(person)")
        }
    }
}
