package import Base
package import Storage

/// An account as sign-in needs it: its id and the hash of its password.
package struct PasswordAccount: RowDecodable {
    package let account: ID<Account>
    package let hash: String

    package init(row: inout Row) throws {
        account = try row.next()
        hash = try row.next()
    }

    /// The account that signs in under a folded name.
    package static func named(_ name: String) -> Query<PasswordAccount> {
        Query(
            """
            SELECT account.id, sign_in_method.secret
            FROM account
            JOIN sign_in_method ON sign_in_method.account_id = account.id AND sign_in_method.kind = 'password'
            WHERE account.sign_in_name = \(name)
            """)
    }

    /// The password of an account that is signed in already.
    package static func of(_ account: ID<Account>) -> Query<PasswordAccount> {
        Query(
            """
            SELECT sign_in_method.account_id, sign_in_method.secret
            FROM sign_in_method
            WHERE sign_in_method.account_id = \(account) AND sign_in_method.kind = 'password'
            """)
    }

    /// Replaces the password's hash; an account whose password was taken away has one again.
    package static func set(
        _ hash: String, for account: ID<Account>, at now: Instant, in writer: any Writer
    ) throws {
        try writer.run(
            """
            INSERT INTO sign_in_method (account_id, id, kind, secret, created_at)
            VALUES (\(account), \(ID<PasswordAccount>.new(at: now)), 'password', \(hash), \(now))
            ON CONFLICT (account_id, kind) DO UPDATE SET secret = excluded.secret
            """)
    }

    /// Takes the password away: nobody signs in to the account until a new one is chosen.
    package static func remove(from account: ID<Account>, in writer: any Writer) throws {
        try writer.run("DELETE FROM sign_in_method WHERE account_id = \(account) AND kind = 'password'")
    }
}

extension Account {
    /// Creates an account with a password; `StorageFault.unique` when the name is taken.
    package static func create(
        named name: String, passwordHash: String, language: Language?, at now: Instant, in writer: any Writer
    ) throws -> ID<Account> {
        let account = ID<Account>.new(at: now)
        try writer.run(
            """
            INSERT INTO account (id, sign_in_name, language, created_at)
            VALUES (\(account), \(SignInName.folded(name)), \(language), \(now))
            """)
        try writer.run(
            """
            INSERT INTO sign_in_method (account_id, id, kind, secret, created_at)
            VALUES (\(account), \(ID<PasswordAccount>.new(at: now)), 'password', \(passwordHash), \(now))
            """)
        return account
    }

    /// Whether a folded sign-in name is taken.
    package static func isTaken(_ name: String, in reader: any Reader) throws -> Bool {
        try reader.first(Query<Int>("SELECT 1 FROM account WHERE account.sign_in_name = \(name)")) != nil
    }

    /// The account's language from now on.
    package static func choose(_ language: Language, for account: ID<Account>, in writer: any Writer) throws {
        try writer.run("UPDATE account SET language = \(language) WHERE id = \(account)")
    }
}
