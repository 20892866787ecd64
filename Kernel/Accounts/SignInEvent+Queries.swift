package import Base
package import Storage

extension SignInEvent {
    /// Writes what happened with the transaction in which it happens.
    package static func write(
        _ kind: Kind, by proof: Proof, _ title: String? = nil, of account: ID<Account>, browser: String,
        at now: Instant, in writer: any Writer
    ) throws {
        try writer.run(
            """
            INSERT INTO sign_in_event (account_id, id, happened_at, kind, proof, title, browser)
            VALUES (\(account), \(ID<SignInEvent>.new(at: now)), \(now), \(kind.rawValue), \(proof.rawValue), \(title),
                \(browser))
            """)
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
        try writer.run("DELETE FROM sign_in_event WHERE happened_at < \(now.adding(days: -days))")
    }
}
