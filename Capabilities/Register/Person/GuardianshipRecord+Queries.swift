import Base
import Directory
import Storage

/// A guardianship that a person is part of, with the other one.
struct GuardianshipRecord: RowDecodable, Hashable {
    let id: ID<Guardianship>
    /// The one whose page it stands on.
    let person: ID<Person>
    let other: Person
    /// Whether the other one is the guardian.
    let isOfGuardian: Bool
    let scope: Guardianship.Scope
    let kinds: [String]
    let begins: CivilDate?
    let ends: CivilDate?
    let evidence: String
    let grantedAt: Instant?
    let isEnded: Bool
    let source: String

    init(row: inout Row) throws {
        id = try row.next()
        person = try row.next()
        isOfGuardian = try row.next()
        scope = try row.next()
        kinds = try row.next(JSONDocument?.self)?.decoded(as: [String].self) ?? []
        begins = try row.next()
        ends = try row.next()
        evidence = try row.next()
        grantedAt = try row.next()
        isEnded = try row.next(Instant?.self) != nil
        source = try row.next()
        other = try Person(row: &row)
    }

    /// The guardianships of people whose other side the role reaches too.
    static func all(of people: [ID<Person>], _ scope: Scope) -> Query<GuardianshipRecord> {
        func side(own: SQL, other: SQL, isOfGuardian: Bool) -> SQL {
            """
            SELECT guardianship.id AS guardianship_id, guardianship.\(own), \(isOfGuardian) AS is_of_guardian,
                guardianship.scope, guardianship.kinds, guardianship.begins_on, guardianship.ends_on,
                guardianship.evidence, guardianship.granted_at, guardianship.ended_at, guardianship.source,
                \(Person.columns)
            FROM guardianship
            JOIN person ON person.provider_id = guardianship.provider_id AND person.id = guardianship.\(other)
            WHERE guardianship.provider_id = \(scope.provider.id) AND guardianship.\(own) \(anyOf: people)
                AND \(scope.reaches("person"))
            """
        }
        return Query(
            """
            \(scope.governed)
            \(side(own: "child_id", other: "guardian_id", isOfGuardian: true))
            UNION ALL
            \(side(own: "guardian_id", other: "child_id", isOfGuardian: false))
            ORDER BY is_of_guardian DESC, guardianship_id
            """)
    }
}
