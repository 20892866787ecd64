import Base
import Directory
import Storage

/// What identifies a provider outside.
struct ProviderIdentity: RowDecodable, Hashable {
    let businessID: String?
    let oid: String?
    let municipality: String?

    init(row: inout Row) throws {
        businessID = try row.next()
        oid = try row.next()
        municipality = try row.next()
    }

    static func of(_ provider: ID<Provider>) -> Query<ProviderIdentity> {
        Query(
            """
            SELECT provider.business_id, provider.oid, provider.municipality FROM provider
            WHERE provider.id = \(provider)
            """)
    }
}
