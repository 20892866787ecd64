import Base
import Directory
import Storage

/// A place in a group, in force or not, with who has it.
struct GroupMember: RowDecodable, Hashable {
    let id: ID<Membership>
    let person: Person
    let role: Role
    let begins: CivilDate?
    let ends: CivilDate?
    let isEnded: Bool
    /// Whether the role reaches the person's record.
    let isReached: Bool

    init(row: inout Row) throws {
        id = try row.next()
        person = try Person(row: &row)
        role = try row.next()
        begins = try row.next()
        ends = try row.next()
        isEnded = try row.next(Bool.self)
        isReached = try row.next()
    }

    func standing(on day: Day) -> Standing { Standing(begins: begins, ends: ends, isEnded: isEnded, on: day) }

    /// Everyone who is or was in the group; a protected person who is not reached is not told of when it is over.
    static func all(of group: ID<SchoolGroup>, _ scope: Scope) -> Query<GroupMember> {
        Query(
            """
            \(scope.governed)
            SELECT membership.id, \(Person.columns), membership.role, membership.begins_on, membership.ends_on,
                membership.ended_at IS NOT NULL OR person.ended_at IS NOT NULL, \(scope.reaches("person"))
            FROM membership
            JOIN person ON person.provider_id = membership.provider_id AND person.id = membership.person_id
            WHERE membership.provider_id = \(scope.provider.id) AND membership.group_id = \(group)
                AND (person.protected = \(false) OR \(.inForce(.membership, on: scope.day)) OR \(scope.reaches("person")))
            ORDER BY person.sort_key, person.id, membership.id
            """)
    }
}
