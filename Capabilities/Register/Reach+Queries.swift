import Base
import Directory
import Storage

/// What a role reaches, read before everything else: all of a provider, or the people of these organisations.
struct Reach: Sendable {
    let isWhole: Bool
    /// Where the role is held, and everything below; of the whole at least the root.
    let organisations: [ID<Organisation>]

    /// The organisation whose people are all that is reached.
    var only: ID<Organisation>? { !isWhole && organisations.count == 1 ? organisations.first : nil }

    /// - Parameter withAll: whether everything below the root is asked for as well.
    init(_ scope: Scope, withAll: Bool = false, in reader: any Reader) throws {
        let found = try reader.all(Self.organisations(of: scope, withAll: withAll))
        isWhole = found.contains { $0.isRoot }
        organisations = found.map(\.id)
    }

    /// No `governed.id` is NULL; said there, it keeps SQLite from reading every organisation into a Bloom filter first.
    private static func organisations(of scope: Scope, withAll: Bool) -> Query<(id: ID<Organisation>, isRoot: Bool)> {
        let provider = scope.provider.id
        let below: SQL = withAll ? "" : "AND NOT governed.is_root"
        return Query(
            """
            WITH RECURSIVE governed (id, is_root) AS (
                SELECT organisation.id, organisation.parent_id IS NULL
                FROM role_assignment AS role
                CROSS JOIN organisation
                WHERE role.provider_id = \(provider) AND role.person_id \(anyOf: scope.persons)
                    AND role.role = \(scope.role) AND \(.inForce(.role, on: scope.day))
                    AND organisation.provider_id = \(provider) AND organisation.id = role.organisation_id
                UNION
                SELECT organisation.id, organisation.parent_id IS NULL
                FROM organisation
                JOIN governed ON organisation.parent_id = governed.id
                WHERE organisation.provider_id = \(provider) \(below)
                    AND (organisation.ended_at IS NULL OR governed.id IS NULL)
            )
            SELECT governed.id, governed.is_root FROM governed
            """
        ) { row in (id: try row.next(), isRoot: try row.next()) }
    }

    /// The condition that the person under the alias is reached.
    func reaches(_ person: SQL, _ scope: Scope) -> SQL {
        isWhole ? "TRUE" : scope.reaches(person, through: "\(anyOf: organisations)")
    }

    /// What everybody who is reached fulfils, and few others; one look into an index.
    func isNear(_ person: SQL, in provider: ID<Provider>) -> SQL {
        guard !isWhole else { return "TRUE" }
        return .any(
            """
            person_place AS near WHERE near.provider_id = \(provider) AND near.person_id = \(person)
                AND near.organisation_id \(anyOf: organisations)
            """)
    }
}

extension SQL {
    /// Whether there is one of `rows`, as a value: of a condition with EXISTS PostgreSQL makes a join, and reads all of
    /// a table for the sake of one page.
    static func any(_ rows: SQL) -> SQL { "COALESCE((SELECT TRUE FROM \(rows) LIMIT 1), FALSE)" }
}
