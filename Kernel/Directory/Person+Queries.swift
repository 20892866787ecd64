package import Base
package import Storage

/// A member of a group, with the role in it.
package struct Member: RowDecodable, Hashable {
    package let person: Person
    package let role: Role

    package init(row: inout Row) throws {
        person = try Person(row: &row)
        role = try row.next()
    }
}

/// A guardian of a person, as staff sees them.
package struct Guardian: RowDecodable, Hashable {
    package let guardianship: ID<Guardianship>
    package let person: Person
    package let scope: Guardianship.Scope
    package let grantedAt: Instant?

    package init(row: inout Row) throws {
        guardianship = try row.next()
        person = try Person(row: &row)
        scope = try row.next()
        grantedAt = try row.next()
    }
}

/// One way to reach a person.
package struct Contact: RowDecodable, Hashable {
    package let person: ID<Person>
    package let kind: String
    package let value: String

    package init(row: inout Row) throws {
        person = try row.next()
        kind = try row.next()
        value = try row.next()
    }
}

extension Person {
    package init(id: ID<Person>, name: PersonName, yearLevel: String?, isProtected: Bool) {
        (self.id, self.name, self.yearLevel, self.isProtected) = (id, name, yearLevel, isProtected)
    }

    /// The members of a group on `day`, in the order of their names.
    package static func members(of group: ID<SchoolGroup>, in provider: ID<Provider>, on day: Day) -> Query<Member> {
        Query(
            """
            SELECT \(columns), membership.role
            FROM membership
            JOIN person ON person.provider_id = membership.provider_id AND person.id = membership.person_id
            WHERE membership.provider_id = \(provider) AND membership.group_id = \(group)
                AND \(.inForce(.membership, on: day)) AND person.ended_at IS NULL
            ORDER BY person.sort_key, person.id
            """)
    }

    /// The staff of a school on `day`, in the order of their names; one row for each role.
    package static func staff(of school: ID<Organisation>, in provider: ID<Provider>, on day: Day) -> Query<Member> {
        Query(
            """
            SELECT \(columns), role.role
            FROM role_assignment AS role
            JOIN person ON person.provider_id = role.provider_id AND person.id = role.person_id
            WHERE role.provider_id = \(provider) AND role.organisation_id = \(school)
                AND role.role \(anyOf: [Role.principal, .office, .teacher, .assistant])
                AND \(.inForce(.role, on: day)) AND person.ended_at IS NULL
            ORDER BY person.sort_key, person.id, role.role
            """)
    }

    /// The pupil, if one of `teachers` teaches a group of theirs on `day`.
    package static func taught(
        _ person: ID<Person>, by teachers: [ID<Person>], in provider: ID<Provider>, on day: Day
    ) -> Query<Person> {
        Query(
            """
            SELECT \(columns)
            FROM membership
            JOIN membership AS own ON own.provider_id = membership.provider_id AND own.group_id = membership.group_id
                AND own.person_id \(anyOf: teachers) AND own.role = 'teacher' AND \(.inForce(.own, on: day))
            JOIN school_group ON school_group.provider_id = membership.provider_id
                AND school_group.id = membership.group_id AND \(.taughtNow(on: day))
            JOIN person ON person.provider_id = membership.provider_id AND person.id = membership.person_id
            WHERE membership.provider_id = \(provider) AND membership.person_id = \(person) AND membership.role = 'pupil'
                AND \(.inForce(.membership, on: day)) AND person.ended_at IS NULL
            LIMIT 1
            """)
    }

    /// The person, if they have a role on `day` at a school that one of `persons` governs as `role`.
    package static func governed(
        _ person: ID<Person>, by persons: [ID<Person>], as role: Role, in provider: ID<Provider>, on day: Day
    ) -> Query<Person> {
        Query(
            """
            \(Organisation.governedTable(by: persons, as: role, in: provider, on: day))
            SELECT \(columns)
            FROM role_assignment AS role
            JOIN person ON person.provider_id = role.provider_id AND person.id = role.person_id
            WHERE role.provider_id = \(provider) AND role.person_id = \(person)
                AND \(.inForce(.role, on: day)) AND person.ended_at IS NULL
                AND role.organisation_id IN (SELECT governed.id FROM governed)
            LIMIT 1
            """)
    }

    /// The guardians of a person on `day`, whatever the person's age.
    package static func guardians(of person: ID<Person>, in provider: ID<Provider>, on day: Day) -> Query<Guardian> {
        Query(
            """
            SELECT guardianship.id, \(columns), guardianship.scope, guardianship.granted_at
            FROM guardianship
            JOIN person ON person.provider_id = guardianship.provider_id AND person.id = guardianship.guardian_id
            WHERE guardianship.provider_id = \(provider) AND guardianship.child_id = \(person)
                AND \(.inForce(.guardianship, on: day)) AND person.ended_at IS NULL
            ORDER BY person.sort_key, person.id
            """)
    }

    /// How to reach those of `people` who are neither protected nor the guardian of someone who is: the same home.
    package static func contacts(of people: [ID<Person>], in provider: ID<Provider>) -> Query<Contact> {
        Query(
            """
            SELECT contact.person_id, contact.kind, contact.value
            FROM contact
            JOIN person ON person.provider_id = contact.provider_id AND person.id = contact.person_id
            WHERE contact.provider_id = \(provider) AND contact.person_id \(anyOf: people) AND person.protected = \(false)
                AND NOT EXISTS (SELECT 1 FROM guardianship
                    JOIN person AS child ON child.provider_id = guardianship.provider_id
                        AND child.id = guardianship.child_id AND child.protected = \(true)
                    WHERE guardianship.provider_id = contact.provider_id
                        AND guardianship.guardian_id = contact.person_id AND guardianship.ended_at IS NULL)
            ORDER BY contact.person_id, contact.kind
            """)
    }
}

extension Guardianship {
    /// The learner's own word: the guardian may see what belongs to an adult, or, with `isGranted` false, no longer.
    ///
    /// Returns whether anything changed; nil when there is no such guardianship of one of `learners`.
    package static func grant(
        _ guardianship: ID<Guardianship>, by learners: [ID<Person>], in provider: ID<Provider>, isGranted: Bool,
        at instant: Instant, in writer: any Writer
    ) throws -> Bool? {
        let wasGranted = try writer.first(
            Query<Bool>(
                """
                SELECT guardianship.granted_at IS NOT NULL FROM guardianship
                WHERE guardianship.provider_id = \(provider) AND guardianship.id = \(guardianship)
                    AND guardianship.child_id \(anyOf: learners) AND \(.inForce(.guardianship, on: Day(instant.day)))
                """))
        guard let wasGranted else { return nil }
        guard wasGranted != isGranted else { return false }
        try writer.run(
            """
            UPDATE guardianship SET granted_at = \(isGranted ? instant : nil)
            WHERE provider_id = \(provider) AND id = \(guardianship)
            """)
        try ChangeFeed.append(.update, of: "guardianship", guardianship.uuid, in: provider, at: instant, in: writer)
        return true
    }
}

extension Person {
    /// The person that a source knows by this id.
    package static func from(source id: String, in provider: ID<Provider>) -> Query<ID<Person>> {
        Query(
            """
            SELECT person.id FROM person
            WHERE person.provider_id = \(provider) AND person.source = 'oneroster' AND person.source_id = \(id)
                AND person.ended_at IS NULL
            """)
    }
}
