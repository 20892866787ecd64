import Base
import Directory
import Storage

extension ProviderEntry: RowDecodable {
    init(row: inout Row) throws {
        id = try row.next()
        slug = try row.next()
        values = Values(
            fi: try row.next(), sv: try row.next(), en: try row.next(), oid: try row.next(), businessID: try row.next())
    }

    private static let columns: SQL = "id, slug, name_fi, name_sv, name_en, oid, business_id"

    /// All by slug.
    static var every: Query<ProviderEntry> { Query("SELECT \(columns) FROM provider ORDER BY slug") }

    static func named(_ slug: String) -> Query<ProviderEntry> {
        Query("SELECT \(columns) FROM provider WHERE slug = \(slug)")
    }

    static func insertion(
        of slug: Slug, _ name: String, _ values: Values, as id: ID<Provider>, at now: Instant
    ) -> SQL {
        """
        INSERT INTO provider (id, slug, oid, business_id, name_fi, name_sv, name_en, created_at)
        VALUES (\(id), \(slug.description), \(values.oid), \(values.businessID), \(name), \(values.sv), \(values.en),
            \(now))
        """
    }

    /// What is not given stays.
    func change(to rename: String?, _ new: Values) -> SQL {
        """
        UPDATE provider
        SET slug = \(rename ?? slug), name_fi = \(new.fi ?? values.fi), name_sv = \(new.sv ?? values.sv),
            name_en = \(new.en ?? values.en), oid = \(new.oid ?? values.oid),
            business_id = \(new.businessID ?? values.businessID)
        WHERE id = \(id)
        """
    }
}
