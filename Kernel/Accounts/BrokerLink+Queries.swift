package import Base
package import Directory
package import Storage

/// Who somebody is at an identity provider: its name and its own id of the person.
package struct Login: Hashable, Sendable {
    package let issuer: String
    package let subject: String

    package init(issuer: String, subject: String) { (self.issuer, self.subject) = (issuer, subject) }
}

/// A login at an identity provider that opens an account. Known by issuer and subject alone.
package struct BrokerLink: RowDecodable, Hashable {
    package let id: ID<BrokerLink>
    package let issuer: String
    package let subject: String
    /// What the way in was called when it was joined.
    package let title: String
    package let linkedAt: Instant
    package let usedAt: Instant

    package init(row: inout Row) throws {
        id = try row.next()
        issuer = try row.next()
        subject = try row.next()
        title = try row.next()
        linkedAt = try row.next()
        usedAt = try row.next()
    }

    /// The account that a login opens.
    package static func account(of login: Login) -> Query<ID<Account>> {
        Query(
            """
            SELECT broker_link.account_id FROM broker_link
            WHERE broker_link.issuer = \(login.issuer) AND broker_link.login_id = \(login.subject)
            """)
    }

    /// The logins of an account, the oldest first.
    package static func of(_ account: ID<Account>) -> Query<BrokerLink> {
        Query(
            """
            SELECT broker_link.id, broker_link.issuer, broker_link.login_id, broker_link.title, broker_link.linked_at,
                broker_link.used_at
            FROM broker_link
            WHERE broker_link.account_id = \(account)
            ORDER BY broker_link.linked_at, broker_link.id
            """)
    }

    /// Joins a login to an account; one that was joined before stays as it was, and false comes back.
    package static func join(
        _ login: Login, called title: String, of provider: ID<Provider>, to account: ID<Account>,
        evidence: String, at now: Instant, in writer: any Writer
    ) throws -> Bool {
        try writer.run(
            """
            INSERT INTO broker_link (issuer, login_id, account_id, id, title, provider_id, evidence, linked_at, used_at)
            VALUES (\(login.issuer), \(login.subject), \(account), \(ID<BrokerLink>.new(at: now)), \(title), \(provider),
                \(evidence), \(now), \(now))
            ON CONFLICT (issuer, login_id) DO NOTHING
            """) == 1
    }

    /// The login was used.
    package static func use(_ login: Login, at now: Instant, in writer: any Writer) throws {
        try writer.run(
            "UPDATE broker_link SET used_at = \(now) WHERE issuer = \(login.issuer) AND login_id = \(login.subject)")
    }

    /// Takes the logins of one issuer from an account, so that another can take their place.
    package static func remove(of account: ID<Account>, at issuer: String, in writer: any Writer) throws {
        try writer.run("DELETE FROM broker_link WHERE account_id = \(account) AND issuer = \(issuer)")
    }

    /// Takes a login from whatever account it opens.
    package static func remove(_ login: Login, in writer: any Writer) throws {
        try writer.run("DELETE FROM broker_link WHERE issuer = \(login.issuer) AND login_id = \(login.subject)")
    }
}
