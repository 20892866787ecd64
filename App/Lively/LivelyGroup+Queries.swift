import Base
import Directory
import Storage

/// A teaching group of a demo, with the name of its school.
struct LivelyGroup: RowDecodable {
    let id: ID<SchoolGroup>
    let title: String
    let school: String
    let schoolID: ID<Organisation>

    init(row: inout Row) throws {
        id = try row.next()
        title = try row.next()
        school = try row.next()
        schoolID = try row.next()
    }

    static func all(in provider: ID<Provider>) -> Query<LivelyGroup> {
        Query(
            """
            SELECT school_group.id, school_group.title, organisation.name, organisation.id
            FROM school_group
            JOIN organisation ON organisation.provider_id = school_group.provider_id
                AND organisation.id = school_group.organisation_id
            WHERE school_group.provider_id = \(provider) AND school_group.kind = 'teaching'
                AND school_group.ended_at IS NULL
            ORDER BY organisation.sort_key, school_group.sort_key, school_group.source_id
            """)
    }

    /// The pupils of every group on a day, in an order that is the same for the same files.
    static func pupils(in provider: ID<Provider>, on day: Day) -> Query<(ID<SchoolGroup>, ID<Person>)> {
        Query(
            """
            SELECT membership.group_id, membership.person_id
            FROM membership
            JOIN person ON person.provider_id = membership.provider_id AND person.id = membership.person_id
            WHERE membership.provider_id = \(provider) AND membership.role = 'pupil'
                AND \(.inForce(.membership, on: day))
            ORDER BY membership.group_id, person.source_id
            """
        ) { row in (try row.next(), try row.next()) }
    }
}
