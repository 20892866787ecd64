import Accounts
import Base
import Clients
import Storage

/// What somebody was told that a service gets; more than that is told before it is given.
enum ServiceNotice {
    static func told(_ account: ID<Account>, of client: ID<Client>) -> Query<Set<String>> {
        Query(
            """
            SELECT service_notice.fields FROM service_notice
            WHERE service_notice.account_id = \(account) AND service_notice.client_id = \(client)
            """
        ) { row in Set(try row.next(JSONDocument.self).decoded(as: [String].self)) }
    }

    static func tell(
        _ account: ID<Account>, of client: ID<Client>, _ fields: Set<String>, at now: Instant, in writer: any Writer
    ) throws {
        let document = try JSONDocument(encoding: fields.sorted())
        try writer.run(
            """
            INSERT INTO service_notice (account_id, client_id, fields, told_at)
            VALUES (\(account), \(client), \(document), \(now))
            ON CONFLICT (account_id, client_id) DO UPDATE SET fields = \(document), told_at = \(now)
            """)
    }

    /// Forgets it, so that they are told again.
    static func forget(_ account: ID<Account>, of client: ID<Client>, in writer: any Writer) throws {
        try writer.run("DELETE FROM service_notice WHERE account_id = \(account) AND client_id = \(client)")
    }
}
