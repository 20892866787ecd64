package import Base
import Directory
package import Storage

extension SignInEvent {
    /// Writes what happened with the transaction in which it happens.
    package static func write(
        _ kind: Kind, by proof: Proof, _ title: String? = nil, of account: ID<Account>, browser: String,
        at now: Instant, in writer: any Writer
    ) throws {
        let id = ID<SignInEvent>.new(at: now)
        try writer.run(
            """
            INSERT INTO sign_in_event (account_id, id, happened_at, kind, proof, title, browser)
            VALUES (\(account), \(id), \(now), \(kind.rawValue), \(proof.rawValue), \(title), \(browser))
            """)
        // What the owner calls a way in is the owner's own: a provider's administrator reads what happened, and when.
        for (provider, person) in try writer.all(stoodFor(by: account)) {
            try writer.run(
                """
                INSERT INTO sign_in_record
                    (provider_id, id, person_id, account_id, happened_at, kind, subject, proof, browser)
                VALUES (\(provider), \(id), \(person), \(account), \(now), \(kind.rawValue), \(kind.subject.rawValue),
                    \(proof.rawValue), \(browser))
                """)
        }
    }

    private static func stoodFor(by account: ID<Account>) -> Query<(ID<Provider>, ID<Person>)> {
        Query(
            """
            SELECT account_person.provider_id, account_person.person_id
            FROM account_person
            WHERE account_person.account_id = \(account)
            ORDER BY account_person.provider_id, account_person.person_id
            """
        ) { row in (try row.next(ID<Provider>.self), try row.next(ID<Person>.self)) }
    }

    /// The latest events of an account, newest first.
    package static func latest(of account: ID<Account>, _ limit: Int32 = 20) -> Query<SignInEvent> {
        Query(
            """
            SELECT happened_at, kind, proof, title, browser
            FROM sign_in_event
            WHERE account_id = \(account)
            ORDER BY id DESC
            LIMIT \(limit)
            """)
    }

    /// Removes what is too old to matter.
    package static func removeOld(at now: Instant, in writer: any Writer) throws {
        let limit = now.adding(days: -days)
        try writer.run("DELETE FROM sign_in_event WHERE happened_at < \(limit)")
        try writer.run("DELETE FROM sign_in_record WHERE happened_at < \(limit)")
    }
}
