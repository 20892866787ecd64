import Base
import Clients
import Directory
import Storage

/// A service that begins a sign-in itself when it is sent somebody (OIDC Core §4), as a desktop shows it.
struct StartableService: RowDecodable, Sendable {
    let client: ID<Client>
    let title: String
    /// The schools that the provider chose it for; none means all.
    let schools: Set<ID<Organisation>>

    init(row: inout Row) throws {
        client = try row.next()
        title = try row.next()
        schools = Set(try row.next(JSONDocument.self).decoded(as: [ID<Organisation>].self))
    }

    func isFor(_ posts: some Sequence<ID<Organisation>>) -> Bool {
        schools.isEmpty || posts.contains(where: schools.contains)
    }

    /// The services that a provider releases something to on a day, as the releases were made. What they are called and where they begin stands beside
    /// their metadata, so that no desktop reads those.
    static func chosen(by provider: ID<Provider>, on day: Day) -> Query<StartableService> {
        Query(
            """
            SELECT client.id, client.title, release.schools
            FROM release
            CROSS JOIN client
            WHERE client.id = release.client_id AND client.ended_at IS NULL
                AND client.starts_at IS NOT NULL AND client.title IS NOT NULL
                AND release.provider_id = \(provider) AND release.ended_at IS NULL
                AND release.from_day <= \(day.date) AND (release.until_day IS NULL OR release.until_day > \(day.date))
            ORDER BY release.id
            """)
    }
}
