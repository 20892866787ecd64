import Base
import Directory
import Storage

/// A pupil with the homeroom class.
struct ClassPupil: Hashable, Sendable {
    let person: Person
    let group: ID<SchoolGroup>?
    let title: String?
}

extension ClassPupil: RowDecodable {
    init(row: inout Row) throws {
        person = try Person(row: &row)
        group = try row.next()
        title = try row.next()
    }

    /// The pupils of the homeroom classes of `teachers`, by class and name; one of them, if `only` says whom.
    static func own(
        of teachers: [ID<Person>], only: ID<Person>? = nil, in provider: ID<Provider>, on day: Day
    ) -> Query<ClassPupil> {
        let one: SQL = only.map { "AND membership.person_id = \($0)" } ?? ""
        return Query(
            """
            SELECT DISTINCT \(Person.columns), school_group.id, school_group.title, school_group.sort_key, person.sort_key
            FROM membership AS own
            CROSS JOIN school_group
            CROSS JOIN membership
            CROSS JOIN person
            WHERE own.provider_id = \(provider) AND own.person_id \(anyOf: teachers) AND own.role = 'teacher'
                AND \(.inForce(.own, on: day))
                AND school_group.provider_id = own.provider_id AND school_group.id = own.group_id
                AND school_group.kind = 'homeroom' AND \(.taughtNow(on: day))
                AND membership.provider_id = own.provider_id AND membership.group_id = own.group_id
                AND membership.role = 'pupil' AND \(.inForce(.membership, on: day)) \(one)
                AND person.provider_id = membership.provider_id AND person.id = membership.person_id
                AND person.ended_at IS NULL
            ORDER BY school_group.sort_key, school_group.id, person.sort_key, person.id
            """)
    }

    /// Those of `people` who are pupils now, with a homeroom class if they have one.
    static func of(_ people: [ID<Person>], in provider: ID<Provider>, on day: Day) -> Query<ClassPupil> {
        Query(
            """
            SELECT DISTINCT \(Person.columns), school_group.id, school_group.title, school_group.sort_key, person.sort_key
            FROM person
            JOIN role_assignment AS role ON role.provider_id = person.provider_id AND role.person_id = person.id
                AND role.role = 'pupil' AND \(.inForce(.role, on: day))
            LEFT JOIN membership ON membership.provider_id = person.provider_id AND membership.person_id = person.id
                AND membership.role = 'pupil' AND \(.inForce(.membership, on: day))
                AND EXISTS (SELECT 1 FROM school_group
                    WHERE school_group.provider_id = membership.provider_id AND school_group.id = membership.group_id
                        AND school_group.kind = 'homeroom' AND \(.taughtNow(on: day)))
            LEFT JOIN school_group ON school_group.provider_id = membership.provider_id
                AND school_group.id = membership.group_id
            WHERE person.provider_id = \(provider) AND person.id \(anyOf: people) AND person.ended_at IS NULL
            ORDER BY school_group.sort_key NULLS LAST, school_group.id NULLS LAST, person.sort_key, person.id
            """)
    }
}
