import Base
import Directory
import Storage

/// A school of the provider, to be chosen from.
struct SchoolUnit: RowDecodable, Sendable {
    let id: ID<Organisation>
    let name: String

    init(row: inout Row) throws {
        id = try row.next()
        name = try row.next()
    }

    /// The schools of a provider, by name.
    static func all(of provider: ID<Provider>) -> Query<SchoolUnit> {
        Query(
            """
            SELECT organisation.id, organisation.name FROM organisation
            WHERE organisation.provider_id = \(provider) AND organisation.kind = 'school'
                AND organisation.ended_at IS NULL
            ORDER BY organisation.sort_key, organisation.id
            """)
    }

    /// Whether the provider's OID is known, which MPASSid's roles are compared with.
    static func hasOID(_ provider: ID<Provider>) -> Query<Bool> {
        Query("SELECT provider.oid IS NOT NULL FROM provider WHERE provider.id = \(provider)")
    }
}
