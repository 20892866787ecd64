package import Base
package import Storage

/// A school that somebody governs, with its size now.
package struct School: RowDecodable, Hashable {
    package let id: ID<Organisation>
    package let name: String
    package let pupils: Int
    package let groups: Int

    package init(row: inout Row) throws {
        id = try row.next()
        name = try row.next()
        pupils = try row.next()
        groups = try row.next()
    }
}

extension Organisation {
    /// The table `governed` of the organisations where one of `persons` is `role`, with everything below them.
    ///
    /// No `governed.id` is NULL; said there, it keeps SQLite from reading every organisation into a Bloom filter first
    /// (it does for conditions on the inner table alone that its index does not answer).
    package static func governedTable(
        by persons: [ID<Person>], as role: Role, in provider: ID<Provider>, on day: Day
    ) -> SQL {
        """
        WITH RECURSIVE governed (id) AS (
            SELECT role.organisation_id
            FROM role_assignment AS role
            WHERE role.provider_id = \(provider) AND role.person_id \(anyOf: persons) AND role.role = \(role)
                AND \(.inForce(.role, on: day))
            UNION
            SELECT organisation.id
            FROM organisation
            JOIN governed ON organisation.parent_id = governed.id
            WHERE organisation.provider_id = \(provider)
                AND (organisation.ended_at IS NULL OR governed.id IS NULL)
        )
        """
    }

    /// The organisations that one of `persons` governs as `role`, those below them included.
    package static func governedIDs(
        by persons: [ID<Person>], as role: Role, in provider: ID<Provider>, on day: Day
    ) -> Query<ID<Organisation>> {
        Query(
            """
            \(governedTable(by: persons, as: role, in: provider, on: day))
            SELECT governed.id FROM governed
            """)
    }

    /// The schools that one of `persons` governs as `role`, by name.
    package static func governed(
        by persons: [ID<Person>], as role: Role, in provider: ID<Provider>, on day: Day
    ) -> Query<School> {
        Query(
            """
            \(governedTable(by: persons, as: role, in: provider, on: day))
            \(selected(in: provider, on: day)) AND organisation.id IN (SELECT governed.id FROM governed)
            ORDER BY organisation.sort_key, organisation.id
            """)
    }

    /// The school, if one of `persons` governs it as `role`.
    package static func governed(
        _ school: ID<Organisation>, by persons: [ID<Person>], as role: Role, in provider: ID<Provider>, on day: Day
    ) -> Query<School> {
        Query(
            """
            \(governedTable(by: persons, as: role, in: provider, on: day))
            \(selected(in: provider, on: day)) AND organisation.id = \(school)
                AND organisation.id IN (SELECT governed.id FROM governed)
            """)
    }

    private static func selected(in provider: ID<Provider>, on day: Day) -> SQL {
        """
        SELECT organisation.id, organisation.name,
            (SELECT COUNT(DISTINCT role.person_id) FROM role_assignment AS role
                JOIN person ON person.provider_id = role.provider_id AND person.id = role.person_id
                WHERE role.provider_id = organisation.provider_id AND role.organisation_id = organisation.id
                    AND role.role = 'pupil' AND \(.inForce(.role, on: day)) AND person.ended_at IS NULL),
            (SELECT COUNT(*) FROM school_group
                WHERE school_group.provider_id = organisation.provider_id
                    AND school_group.organisation_id = organisation.id AND school_group.ended_at IS NULL)
        FROM organisation
        WHERE organisation.provider_id = \(provider) AND organisation.kind = 'school' AND organisation.ended_at IS NULL
        """
    }
}
