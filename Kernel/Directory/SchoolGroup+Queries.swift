package import Base
package import Storage

/// One of a person's own groups, with how many pupils it has now. (A person's end ends the memberships too.)
package struct OwnGroup: RowDecodable, Hashable {
    package let group: SchoolGroup
    package let pupils: Int

    package init(row: inout Row) throws {
        group = try SchoolGroup(row: &row)
        pupils = try row.next()
    }
}

/// One of a learner's groups with one of its teachers; a group without a teacher has one row.
package struct TaughtGroup: RowDecodable {
    package let group: SchoolGroup
    package let teacher: Person?

    package init(row: inout Row) throws {
        group = try SchoolGroup(row: &row)
        guard let id = try row.next(ID<Person>?.self) else {
            teacher = nil
            return
        }
        let name = PersonName(given: try row.next(), called: try row.next(), family: try row.next())
        teacher = Person(id: id, name: name, yearLevel: try row.next(), isProtected: try row.next())
    }
}

extension SchoolGroup {
    /// The groups in which one of `persons` is a member as `role` on `day`: homeroom classes first.
    package static func own(
        of persons: [ID<Person>], as role: Role, in provider: ID<Provider>, on day: Day
    ) -> Query<OwnGroup> {
        Query(
            """
            SELECT \(columns), (SELECT COUNT(*) FROM membership
                WHERE membership.provider_id = school_group.provider_id AND membership.group_id = school_group.id
                    AND membership.role = 'pupil' AND \(.inForce(.membership, on: day)))
            FROM membership AS own
            \(joined)
            WHERE own.provider_id = \(provider) AND own.person_id \(anyOf: persons) AND own.role = \(role)
                AND \(.inForce(.own, on: day)) AND \(.taughtNow(on: day))
            ORDER BY school_group.kind, school_group.sort_key, school_group.id
            """)
    }

    /// The same groups with their teachers, as learners and their guardians see them.
    package static func taught(
        of person: ID<Person>, in provider: ID<Provider>, on day: Day
    ) -> Query<TaughtGroup> {
        Query(
            """
            SELECT \(columns), \(Person.columns)
            FROM membership AS own
            \(joined)
            LEFT JOIN membership ON membership.provider_id = school_group.provider_id
                AND membership.group_id = school_group.id AND membership.role = 'teacher'
                AND \(.inForce(.membership, on: day))
            LEFT JOIN person ON person.provider_id = membership.provider_id AND person.id = membership.person_id
                AND person.ended_at IS NULL
            WHERE own.provider_id = \(provider) AND own.person_id = \(person) AND own.role = 'pupil'
                AND \(.inForce(.own, on: day)) AND \(.taughtNow(on: day))
            ORDER BY school_group.kind, school_group.sort_key, school_group.id, person.sort_key NULLS LAST, person.id NULLS LAST
            """)
    }

    /// The group, if one of `persons` is a member of it as `role` on `day`.
    package static func reached(
        _ group: ID<SchoolGroup>, by persons: [ID<Person>], as role: Role, in provider: ID<Provider>, on day: Day
    ) -> Query<SchoolGroup> {
        Query(
            """
            SELECT \(columns)
            FROM membership AS own
            \(joined)
            WHERE own.provider_id = \(provider) AND own.group_id = \(group) AND own.person_id \(anyOf: persons)
                AND own.role = \(role) AND \(.inForce(.own, on: day)) AND \(.taughtNow(on: day))
            LIMIT 1
            """)
    }

    /// The group, if its school is governed by one of `persons` as `role` on `day`.
    package static func governed(
        _ group: ID<SchoolGroup>, by persons: [ID<Person>], as role: Role, in provider: ID<Provider>, on day: Day
    ) -> Query<SchoolGroup> {
        Query(
            """
            \(Organisation.governedTable(by: persons, as: role, in: provider, on: day))
            SELECT \(columns)
            FROM school_group
            JOIN organisation ON organisation.provider_id = school_group.provider_id
                AND organisation.id = school_group.organisation_id
            WHERE school_group.provider_id = \(provider) AND school_group.id = \(group) AND school_group.ended_at IS NULL
                AND school_group.organisation_id IN (SELECT governed.id FROM governed)
            """)
    }

    /// Every group of a school with its number of pupils: homeroom classes first.
    package static func all(of school: ID<Organisation>, in provider: ID<Provider>, on day: Day) -> Query<OwnGroup> {
        Query(
            """
            SELECT \(columns), (SELECT COUNT(*) FROM membership
                WHERE membership.provider_id = school_group.provider_id AND membership.group_id = school_group.id
                    AND membership.role = 'pupil' AND \(.inForce(.membership, on: day)))
            FROM school_group
            JOIN organisation ON organisation.provider_id = school_group.provider_id
                AND organisation.id = school_group.organisation_id
            WHERE school_group.provider_id = \(provider) AND school_group.organisation_id = \(school)
                AND school_group.ended_at IS NULL
            ORDER BY school_group.kind, school_group.sort_key, school_group.id
            """)
    }

    private static let joined: SQL = """
        JOIN school_group ON school_group.provider_id = own.provider_id AND school_group.id = own.group_id
        JOIN organisation ON organisation.provider_id = school_group.provider_id
            AND organisation.id = school_group.organisation_id
        """
}
