import Base
package import Storage

extension Provider {
    /// The provider whose pages begin with `slug`.
    package static func named(_ slug: String) -> Query<Provider> {
        Query("SELECT \(columns) FROM provider WHERE provider.slug = \(slug)")
    }

    /// Every provider by slug.
    package static var every: Query<Provider> { Query("SELECT \(columns) FROM provider ORDER BY provider.slug") }
}
