package import Base
package import Directory
package import Storage

extension Release {
    private static let columns: SQL = """
        release.id, release.provider_id, release.client_id, release.fields, release.schools, release.legal_basis,
        release.purpose, release.takes_protected, release.from_day, release.until_day
        """

    /// What is let out to a client on a day, by any of the providers.
    package static func inForce(
        for client: ID<Client>, by providers: [ID<Provider>], on day: Day
    ) -> Query<Release> {
        Query(
            """
            SELECT \(columns)
            FROM release
            WHERE release.client_id = \(client) AND release.provider_id \(anyOf: providers) AND release.ended_at IS NULL
                AND release.from_day <= \(day.date) AND (release.until_day IS NULL OR release.until_day > \(day.date))
            ORDER BY release.provider_id, release.id
            """)
    }

    /// A row for a client that some provider lets have something, or will.
    package static func stands(for client: ID<Client>, on day: Day) -> Query<ID<Release>> {
        Query(
            """
            SELECT release.id
            FROM release
            WHERE release.client_id = \(client) AND release.ended_at IS NULL
                AND (release.until_day IS NULL OR release.until_day > \(day.date))
            LIMIT 1
            """)
    }

    /// Every release of a provider that was not ended, the newest first.
    package static func all(of provider: ID<Provider>) -> Query<Release> {
        Query(
            """
            SELECT \(columns)
            FROM release
            WHERE release.provider_id = \(provider) AND release.ended_at IS NULL
            ORDER BY release.id DESC
            """)
    }

    /// One release of a provider that was not ended.
    package static func under(_ id: ID<Release>, of provider: ID<Provider>) -> Query<Release> {
        Query(
            """
            SELECT \(columns)
            FROM release
            WHERE release.provider_id = \(provider) AND release.id = \(id) AND release.ended_at IS NULL
            """)
    }

    /// Adds what a provider has decided.
    package static func add(
        _ id: ID<Release>, _ draft: ReleaseDraft, for client: ID<Client>, of provider: ID<Provider>, at now: Instant,
        in writer: any Writer
    ) throws {
        try writer.run(
            """
            INSERT INTO release (provider_id, id, client_id, fields, schools, legal_basis, purpose, takes_protected,
                from_day, until_day, created_at)
            VALUES (\(provider), \(id), \(client), \(try draft.fieldDocument), \(try draft.schoolDocument),
                \(draft.legalBasis), \(draft.purpose), \(draft.takesProtected), \(draft.from), \(draft.until), \(now))
            """)
    }

    /// Ends a release; what was let out stays where it is, nothing more follows.
    @discardableResult
    package static func end(
        _ id: ID<Release>, of provider: ID<Provider>, at now: Instant, in writer: any Writer
    ) throws -> Bool {
        try writer.run(
            """
            UPDATE release SET ended_at = \(now)
            WHERE provider_id = \(provider) AND id = \(id) AND ended_at IS NULL
            """) == 1
    }
}
