package import Base
package import Directory
package import Storage

extension KnownProvider {
    static var every: Query<KnownProvider> {
        Query("SELECT id, slug, oid FROM provider ORDER BY slug") {
            KnownProvider(id: try $0.next(), slug: try $0.next(), oid: try $0.next())
        }
    }

    static var everyRoot: Query<(ID<Provider>, Root)> {
        Query(
            """
            SELECT provider_id, source_id, oid
            FROM organisation
            WHERE parent_id IS NULL AND ended_at IS NULL AND source = \(Rostering.source)
            """
        ) { (try $0.next(), Root(sourceID: try $0.next(), oid: try $0.next())) }
    }

    /// Every provider with the roots that files gave it.
    static func all(in reader: any Reader) throws -> [KnownProvider] {
        let roots = Dictionary(grouping: try reader.all(everyRoot), by: \.0)
        return try reader.all(every).map { provider in
            var provider = provider
            provider.roots = (roots[provider.id] ?? []).map(\.1)
            return provider
        }
    }
}

extension NewProvider {
    func insert(id: ID<Provider>, at instant: Instant) -> SQL {
        """
        INSERT INTO provider (id, slug, oid, business_id, name_fi, name_sv, name_en, municipality, created_at)
        VALUES (\(id), \(slug.description), \(oid), \(businessID), \(name.fi), \(name.sv), \(name.en),
            \(municipality), \(instant))
        """
    }
}

extension Rostering {
    /// Every provider with the names that a command may call it by.
    package static var providers: Query<(id: ID<Provider>, slug: String, oid: String?)> {
        Query("SELECT id, slug, oid FROM provider ORDER BY slug") { (try $0.next(), try $0.next(), try $0.next()) }
    }
}
