import Accounts
import Base
import Directory
import Storage

/// An identity provider with the education provider that connected it.
struct ConnectedParty: RowDecodable, Sendable {
    let party: IdentityProvider
    let provider: Provider
    let providerOID: String?

    init(row: inout Row) throws {
        party = try IdentityProvider(row: &row)
        provider = try Provider(row: &row)
        providerOID = try row.next()
    }

    static let selected: SQL = """
        SELECT \(IdentityProvider.columns), \(Provider.columns), provider.oid
        FROM identity_provider
        JOIN provider ON provider.id = identity_provider.provider_id
        """

    /// The one under `id`, if it has not ended.
    static func under(_ id: ID<IdentityProvider>) -> Query<ConnectedParty> {
        Query("\(selected) WHERE identity_provider.id = \(id) AND identity_provider.ended_at IS NULL")
    }

    /// The one under `id` at a provider.
    static func under(_ id: ID<IdentityProvider>, in provider: ID<Provider>) -> Query<ConnectedParty> {
        Query(
            """
            \(selected)
            WHERE identity_provider.provider_id = \(provider) AND identity_provider.id = \(id)
                AND identity_provider.ended_at IS NULL
            """)
    }
}

extension IdentityProvider {
    /// All of a provider, in the order in which they were connected.
    static func all(of provider: ID<Provider>) -> Query<IdentityProvider> {
        Query(
            """
            SELECT \(columns) FROM identity_provider
            WHERE identity_provider.provider_id = \(provider) AND identity_provider.ended_at IS NULL
            ORDER BY identity_provider.created_at, identity_provider.id
            """)
    }

    /// Those of some providers that one can sign in with, in the order in which they were connected.
    static func open(at providers: [ID<Provider>]) -> Query<IdentityProvider> {
        Query(
            """
            SELECT \(columns) FROM identity_provider
            WHERE identity_provider.provider_id \(anyOf: providers) AND identity_provider.enabled = \(true)
                AND identity_provider.ended_at IS NULL
            ORDER BY identity_provider.created_at, identity_provider.id
            LIMIT 20
            """)
    }

    /// Those that one can sign in with at the provider with this address.
    static func open(at slug: String) -> Query<IdentityProvider> {
        Query(
            """
            SELECT \(columns) FROM provider
            CROSS JOIN identity_provider
            WHERE provider.slug = \(slug) AND identity_provider.provider_id = provider.id
                AND identity_provider.enabled = \(true) AND identity_provider.ended_at IS NULL
            ORDER BY identity_provider.created_at, identity_provider.id
            LIMIT 20
            """)
    }

    /// A row, if one can sign in with any at all.
    static var anyOpen: Query<Bool> {
        Query(
            """
            SELECT identity_provider.enabled FROM identity_provider
            WHERE identity_provider.enabled = \(true) AND identity_provider.ended_at IS NULL
            LIMIT 1
            """)
    }

    /// Those by whose logins an account can be signed in to now.
    static func linked(to account: ID<Account>) -> Query<IdentityProvider> {
        Query(
            """
            SELECT \(columns) FROM broker_link
            CROSS JOIN identity_provider
            WHERE broker_link.account_id = \(account) AND identity_provider.provider_id = broker_link.provider_id
                AND identity_provider.enabled = \(true) AND identity_provider.issuer = broker_link.issuer
                AND identity_provider.ended_at IS NULL
            ORDER BY identity_provider.created_at, identity_provider.id
            LIMIT 20
            """)
    }

    /// The schools that it speaks for; none means all.
    func schools() -> Query<ID<Organisation>> {
        Query(
            """
            SELECT identity_provider_school.organisation_id FROM identity_provider_school
            WHERE identity_provider_school.provider_id = \(provider)
                AND identity_provider_school.identity_provider_id = \(id)
            ORDER BY identity_provider_school.organisation_id
            """)
    }
}

extension PartyDraft {
    /// Adds it.
    func insert(
        _ id: ID<IdentityProvider>, in provider: ID<Provider>, secret: [UInt8]?, mandates: [UInt8]?, at now: Instant,
        _ writer: any Writer
    ) throws {
        try writer.run(
            """
            INSERT INTO identity_provider (provider_id, id, profile, title, issuer, client_id, secret, authentication,
                algorithm, mapping, roles, allows_test_numbers, enabled, manner, kind, mandate_secrets,
                created_at)
            VALUES (\(provider), \(id), \(profile.stored), \(title), \(issuer), \(clientID), \(secret), \(authentication),
                \(algorithm), \(try JSONDocument(encoding: mapping)), \(try JSONDocument(encoding: sortedRoles)),
                \(allowsTestNumbers), \(isEnabled), \(try JSONDocument(encoding: manner)), \(profile.kind), \(mandates),
                \(now))
            """)
        try insertSchools(id, in: provider, writer)
    }

    /// Changes what is there; without a secret the old one stays, also that of a mandate service that is still named.
    func update(
        _ id: ID<IdentityProvider>, in provider: ID<Provider>, secret: [UInt8]?, mandates: [UInt8]?,
        _ writer: any Writer
    ) throws {
        try writer.run(
            """
            UPDATE identity_provider SET title = \(title), issuer = \(issuer), client_id = \(clientID),
                secret = COALESCE(\(secret), secret), authentication = \(authentication), algorithm = \(algorithm),
                mapping = \(try JSONDocument(encoding: mapping)), roles = \(try JSONDocument(encoding: sortedRoles)),
                allows_test_numbers = \(allowsTestNumbers), enabled = \(isEnabled),
                manner = \(try JSONDocument(encoding: manner))
            WHERE provider_id = \(provider) AND id = \(id)
            """)
        if mandates != nil || manner.mandates == nil {
            try writer.run(
                """
                UPDATE identity_provider SET mandate_secrets = \(mandates)
                WHERE provider_id = \(provider) AND id = \(id)
                """)
        }
        try writer.run(
            "DELETE FROM identity_provider_school WHERE provider_id = \(provider) AND identity_provider_id = \(id)")
        try insertSchools(id, in: provider, writer)
    }

    private func insertSchools(_ id: ID<IdentityProvider>, in provider: ID<Provider>, _ writer: any Writer) throws {
        for school in schools.sorted() {
            try writer.run(
                """
                INSERT INTO identity_provider_school (provider_id, identity_provider_id, organisation_id)
                VALUES (\(provider), \(id), \(school))
                """)
        }
    }
}

extension IdentityProvider {
    /// Ends it: nobody signs in by it any more. Its secret is forgotten; who was linked by it stays linked.
    func end(at now: Instant, _ writer: any Writer) throws {
        try writer.run(
            """
            UPDATE identity_provider SET ended_at = \(now), enabled = \(false), secret = NULL,
                mandate_secrets = NULL, vouched = NULL
            WHERE provider_id = \(provider) AND id = \(id)
            """)
    }
}
