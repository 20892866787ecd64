package import Base
package import Foundation
package import Storage

/// The people of each organisation in the order of their names, in `person_place`: who has or has had a role there, and
/// the guardians of those. A list checks each row by the relations themselves: a row too many shows nobody, a missing
/// one would hide somebody.
///
/// Whoever writes `role_assignment`, `guardianship` or the name of a person MUST call these in the same transaction,
/// when the rows are written.
package enum PersonPlaces {
    private static let batch = 5000

    /// After these rows of `role_assignment` were written.
    package static func add(roles: [UUID], in provider: ID<Provider>, _ writer: any Writer) throws {
        for some in roles.batches(of: batch) {
            let these: SQL = "role.provider_id = \(provider) AND role.id \(anyOf: some)"
            try writer.run(addition(ownRoles(these)))
            try writer.run(addition(childrensRoles(from: "role_assignment AS role CROSS JOIN guardianship", these)))
        }
    }

    /// After these rows of `guardianship` were written.
    package static func add(guardianships: [UUID], in provider: ID<Provider>, _ writer: any Writer) throws {
        for some in guardianships.batches(of: batch) {
            let these: SQL = "guardianship.provider_id = \(provider) AND guardianship.id \(anyOf: some)"
            try writer.run(addition(childrensRoles(from: "guardianship CROSS JOIN role_assignment AS role", these)))
        }
    }

    /// After the names of these people may have changed.
    package static func refresh(_ people: [ID<Person>], in provider: ID<Provider>, _ writer: any Writer) throws {
        for some in people.batches(of: batch) {
            let ward: SQL = "guardianship.provider_id = \(provider) AND guardianship.guardian_id \(anyOf: some)"
            let own: SQL = "role.provider_id = \(provider) AND role.person_id \(anyOf: some)"
            try writer.run("DELETE FROM person_place WHERE provider_id = \(provider) AND person_id \(anyOf: some)")
            try writer.run(addition(ownRoles(own)))
            try writer.run(addition(childrensRoles(from: "guardianship CROSS JOIN role_assignment AS role", ward)))
        }
    }

    private static func addition(_ rows: SQL) -> SQL {
        """
        INSERT INTO person_place (provider_id, organisation_id, sort_key, person_id)
        \(rows)
        ON CONFLICT (provider_id, organisation_id, sort_key, person_id) DO NOTHING
        """
    }

    private static func ownRoles(_ these: SQL) -> SQL {
        """
        SELECT DISTINCT role.provider_id, role.organisation_id, person.sort_key, person.id
        FROM role_assignment AS role
        CROSS JOIN person
        WHERE \(these) AND person.provider_id = role.provider_id AND person.id = role.person_id
        """
    }

    /// The roles of children, for their guardians; a cross join goes through `tables` in their order.
    private static func childrensRoles(from tables: SQL, _ these: SQL) -> SQL {
        """
        SELECT DISTINCT role.provider_id, role.organisation_id, person.sort_key, person.id
        FROM \(tables)
        CROSS JOIN person
        WHERE \(these) AND guardianship.provider_id = role.provider_id AND guardianship.child_id = role.person_id
            AND person.provider_id = guardianship.provider_id AND person.id = guardianship.guardian_id
        """
    }
}

extension Array {
    fileprivate func batches(of size: Int) -> [[Element]] {
        stride(from: 0, to: count, by: size).map { Array(self[$0..<Swift.min($0 + size, count)]) }
    }
}
