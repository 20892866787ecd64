import Base
import Directory
import Storage

/// A person whose desktop is measured, with one of their groups.
struct BenchPerson: RowDecodable {
    let provider: ID<Provider>
    let slug: String
    let person: ID<Person>
    let group: ID<SchoolGroup>?

    init(row: inout Row) throws {
        provider = try row.next()
        slug = try row.next()
        person = try row.next()
        group = try row.next()
    }

    static func some(_ count: Int, as role: Role, on day: Day) -> Query<BenchPerson> {
        Query(
            """
            SELECT provider.id, provider.slug, person.id, (SELECT membership.group_id FROM membership
                WHERE membership.provider_id = person.provider_id AND membership.person_id = person.id
                    AND \(.inForce(.membership, on: day))
                LIMIT 1)
            FROM person
            JOIN provider ON provider.id = person.provider_id
            WHERE person.ended_at IS NULL AND EXISTS (SELECT 1 FROM role_assignment AS role
                WHERE role.provider_id = person.provider_id AND role.person_id = person.id AND role.role = \(role)
                    AND \(.inForce(.role, on: day)))
            ORDER BY person.source_id, person.id
            LIMIT \(count)
            """)
    }
}
