package import Base
package import Directory
package import Storage

extension Account {
    /// Creates an account that has no password: one comes to it by a login elsewhere.
    package static func create(
        named name: String, language: Language?, at now: Instant, in writer: any Writer
    ) throws -> ID<Account> {
        let account = ID<Account>.new(at: now)
        try writer.run(
            """
            INSERT INTO account (id, sign_in_name, language, created_at)
            VALUES (\(account), \(SignInName.folded(name)), \(language), \(now))
            """)
        return account
    }

    /// The account stands for the person from now on.
    package static func link(
        _ account: ID<Account>, to person: ID<Person>, in provider: ID<Provider>, evidence: String, at now: Instant,
        in writer: any Writer
    ) throws {
        try writer.run(
            """
            INSERT INTO account_person (account_id, provider_id, person_id, evidence, linked_at)
            VALUES (\(account), \(provider), \(person), \(evidence), \(now))
            ON CONFLICT (account_id, provider_id, person_id) DO NOTHING
            """)
    }
}
