package import Base
package import Storage

/// Whom an office may help with signing in, and whose homes a group has.
extension Person {
    /// The person, if they have a role on `day` at a school that one of `helpers` governs as `role`, or are the guardian
    /// of somebody who has.
    package static func helped(
        _ person: ID<Person>, by helpers: [ID<Person>], as role: Role, in provider: ID<Provider>, on day: Day
    ) -> Query<Person> {
        Query(
            """
            \(Organisation.governedTable(by: helpers, as: role, in: provider, on: day))
            SELECT \(columns)
            FROM person
            WHERE person.provider_id = \(provider) AND person.id = \(person) AND person.ended_at IS NULL
                AND (EXISTS (SELECT 1 FROM role_assignment AS role
                        WHERE role.provider_id = person.provider_id AND role.person_id = person.id
                            AND \(.inForce(.role, on: day)) AND role.organisation_id IN (SELECT governed.id FROM governed))
                    OR EXISTS (SELECT 1 FROM guardianship
                        JOIN role_assignment AS role ON role.provider_id = guardianship.provider_id
                            AND role.person_id = guardianship.child_id AND \(.inForce(.role, on: day))
                        WHERE guardianship.provider_id = person.provider_id AND guardianship.guardian_id = person.id
                            AND \(.inForce(.guardianship, on: day))
                            AND role.organisation_id IN (SELECT governed.id FROM governed)))
            """)
    }

    /// The pupils of a group on `day`, in the order of their names.
    package static func pupils(of group: ID<SchoolGroup>, in provider: ID<Provider>, on day: Day) -> Query<ID<Person>> {
        Query(
            """
            SELECT person.id
            FROM membership
            JOIN person ON person.provider_id = membership.provider_id AND person.id = membership.person_id
            WHERE membership.provider_id = \(provider) AND membership.group_id = \(group) AND membership.role = 'pupil'
                AND \(.inForce(.membership, on: day)) AND person.ended_at IS NULL
            ORDER BY person.sort_key, person.id
            """)
    }

    /// The guardians who see something of a group's pupils on `day`. Those of a protected child without full scope are
    /// left out: a slip from the child's group would tell its school.
    package static func homes(of group: ID<SchoolGroup>, in provider: ID<Provider>, on day: Day) -> Query<ID<Person>> {
        Query(
            """
            SELECT person.id
            FROM person
            WHERE person.provider_id = \(provider) AND person.ended_at IS NULL AND person.id IN (
                SELECT guardianship.guardian_id
                FROM membership
                JOIN person AS child ON child.provider_id = membership.provider_id AND child.id = membership.person_id
                    AND child.ended_at IS NULL
                JOIN guardianship ON guardianship.provider_id = membership.provider_id
                    AND guardianship.child_id = membership.person_id AND \(.inForce(.guardianship, on: day))
                WHERE membership.provider_id = \(provider) AND membership.group_id = \(group)
                    AND membership.role = 'pupil' AND \(.inForce(.membership, on: day))
                    AND (guardianship.granted_at IS NOT NULL OR child.birth_date > \(day.adultBirthday))
                    AND (child.protected = \(false) OR guardianship.scope = 'full'))
            ORDER BY person.sort_key, person.id
            """)
    }
}
