package import Base
import Foundation
package import Storage

/// The register: providers, schools, people, groups, memberships, guardianships and their change feed.
package enum Directory {
    package static func migrations() throws -> [Migration] { try Migration.all(of: "Directory", in: .module) }
}

/// An education provider, the controller of its data: a tenant.
package struct Provider: RowDecodable, Hashable {
    package let id: ID<Provider>
    package let slug: String
    package let name: TranslatedName

    /// The columns that `init(row:)` reads, of a table named `provider`.
    package static let columns: SQL = "provider.id, provider.slug, provider.name_fi, provider.name_sv, provider.name_en"

    package init(row: inout Row) throws {
        id = try row.next()
        slug = try row.next()
        name = TranslatedName(fi: try row.next(), sv: try row.next(), en: try row.next())
    }
}

/// A school or another unit of a provider.
package enum Organisation {}

/// A school year, a term or a period.
package enum AcademicSession {}

/// A syllabus or course that groups study.
package enum Course {}

/// A dated relation of a person to a group.
package enum Membership {}

/// A dated role of a person at an organisation.
package enum RoleAssignment {}
