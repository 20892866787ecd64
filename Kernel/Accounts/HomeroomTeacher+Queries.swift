package import Base
package import Directory
package import Storage

/// A teacher of the homeroom class of a child in the account's care.
package struct HomeroomTeacher: RowDecodable {
    package let provider: ID<Provider>
    package let child: ID<Person>
    package let teacher: Person

    package init(row: inout Row) throws {
        provider = try row.next()
        child = try row.next()
        teacher = try Person(row: &row)
    }

    /// The homeroom teachers of every child whose guardian the account is, at all providers; whether a child's school
    /// may be seen is the viewer's to say.
    package static func ofChildren(in account: ID<Account>, on day: Day) -> Query<HomeroomTeacher> {
        Query(
            """
            SELECT own.provider_id, own.person_id, \(Person.columns)
            FROM account_person
            JOIN guardianship ON guardianship.provider_id = account_person.provider_id
                AND guardianship.guardian_id = account_person.person_id AND \(.inForce(.guardianship, on: day))
            JOIN membership AS own ON own.provider_id = guardianship.provider_id
                AND own.person_id = guardianship.child_id AND own.role = 'pupil' AND \(.inForce(.own, on: day))
            JOIN school_group ON school_group.provider_id = own.provider_id AND school_group.id = own.group_id
                AND school_group.kind = 'homeroom' AND \(.taughtNow(on: day))
            JOIN membership ON membership.provider_id = own.provider_id AND membership.group_id = own.group_id
                AND membership.role = 'teacher' AND \(.inForce(.membership, on: day))
            JOIN person ON person.provider_id = membership.provider_id AND person.id = membership.person_id
                AND person.ended_at IS NULL
            WHERE account_person.account_id = \(account)
            ORDER BY person.sort_key, person.id
            """)
    }
}
