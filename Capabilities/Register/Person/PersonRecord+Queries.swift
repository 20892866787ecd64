import Base
import Directory
import Foundation
import Storage

/// A person's own row as the register has it.
struct PersonRecord: RowDecodable, Hashable {
    let person: Person
    let birthDate: CivilDate?
    let language: String?
    let source: String
    let sourceID: String
    let endedAt: Instant?
    let hasAccount: Bool
    /// Whether another record has been merged into this one.
    let hasMerged: Bool
    /// Whether this record has been merged into another.
    let isMerged: Bool
    let identifier: Known?

    /// One of the person's identifiers.
    struct Known: Hashable {
        let kind: String
        let value: String
        let begins: CivilDate?
        let ends: CivilDate?
    }

    init(row: inout Row) throws {
        person = try Person(row: &row)
        birthDate = try row.next()
        language = try row.next()
        source = try row.next()
        sourceID = try row.next()
        endedAt = try row.next()
        hasAccount = try row.next()
        hasMerged = try row.next()
        isMerged = try row.next()
        let (kind, value) = (try row.next(String?.self), try row.next(String?.self))
        let (begins, ends) = (try row.next(CivilDate?.self), try row.next(CivilDate?.self))
        if let kind, let value {
            identifier = Known(kind: kind, value: value, begins: begins, ends: ends)
        } else {
            identifier = nil
        }
    }

    /// The person, if the role reaches them: one row for each identifier, or one without any.
    static func reached(_ people: [ID<Person>], _ scope: Scope) -> Query<PersonRecord> {
        Query(
            """
            \(scope.governed)
            SELECT \(Person.columns), person.birth_date, person.language, person.source, person.source_id,
                person.ended_at,
                EXISTS (SELECT 1 FROM account_person WHERE account_person.provider_id = person.provider_id
                    AND account_person.person_id = person.id),
                EXISTS (SELECT 1 FROM person_merge WHERE person_merge.provider_id = person.provider_id
                    AND person_merge.kept_id = person.id AND person_merge.undone_at IS NULL),
                EXISTS (SELECT 1 FROM person_merge WHERE person_merge.provider_id = person.provider_id
                    AND person_merge.merged_id = person.id AND person_merge.undone_at IS NULL),
                person_identifier.kind, person_identifier.value, person_identifier.begins_on, person_identifier.ends_on
            FROM person
            LEFT JOIN person_identifier ON person_identifier.provider_id = person.provider_id
                AND person_identifier.person_id = person.id
            WHERE person.provider_id = \(scope.provider.id) AND person.id \(anyOf: people) AND \(scope.reaches("person"))
            ORDER BY person.id, person_identifier.kind NULLS LAST, person_identifier.value NULLS LAST
            """)
    }
}

/// A role of a person, in force or not.
struct RoleRecord: RowDecodable, Hashable {
    let id: ID<RoleAssignment>
    let person: ID<Person>
    let role: Role
    let organisation: String
    let begins: CivilDate?
    let ends: CivilDate?
    let isEnded: Bool
    let source: String
    let isGoverned: Bool

    init(row: inout Row) throws {
        id = try row.next()
        person = try row.next()
        role = try row.next()
        organisation = try row.next()
        begins = try row.next()
        ends = try row.next()
        isEnded = try row.next(Instant?.self) != nil
        source = try row.next()
        isGoverned = try row.next()
    }

    static func all(of people: [ID<Person>], _ scope: Scope) -> Query<RoleRecord> {
        Query(
            """
            \(scope.governed)
            SELECT role.id, role.person_id, role.role, organisation.name, role.begins_on, role.ends_on, role.ended_at,
                role.source, role.organisation_id IN (SELECT governed.id FROM governed)
            FROM role_assignment AS role
            JOIN organisation ON organisation.provider_id = role.provider_id AND organisation.id = role.organisation_id
            WHERE role.provider_id = \(scope.provider.id) AND role.person_id \(anyOf: people)
            ORDER BY role.begins_on NULLS FIRST, organisation.sort_key, role.id
            """)
    }
}

/// A person's place in a group, in force or not.
struct MembershipRecord: RowDecodable, Hashable {
    let id: ID<Membership>
    let person: ID<Person>
    let role: Role
    let group: SchoolGroup
    let begins: CivilDate?
    let ends: CivilDate?
    let isEnded: Bool
    let source: String
    let isGoverned: Bool

    init(row: inout Row) throws {
        id = try row.next()
        person = try row.next()
        role = try row.next()
        group = try SchoolGroup(row: &row)
        begins = try row.next()
        ends = try row.next()
        isEnded = try row.next(Bool.self)
        source = try row.next()
        isGoverned = try row.next()
    }

    /// A group that is not taught any more has none but past members.
    static func all(of people: [ID<Person>], _ scope: Scope) -> Query<MembershipRecord> {
        Query(
            """
            \(scope.governed)
            SELECT membership.id, membership.person_id, membership.role, \(SchoolGroup.columns), membership.begins_on,
                membership.ends_on, membership.ended_at IS NOT NULL OR NOT (\(SQL.taughtNow(on: scope.day))),
                membership.source, school_group.organisation_id IN (SELECT governed.id FROM governed)
            FROM membership
            JOIN school_group ON school_group.provider_id = membership.provider_id
                AND school_group.id = membership.group_id
            JOIN organisation ON organisation.provider_id = school_group.provider_id
                AND organisation.id = school_group.organisation_id
            WHERE membership.provider_id = \(scope.provider.id) AND membership.person_id \(anyOf: people)
            ORDER BY school_group.kind, school_group.sort_key, membership.id
            """)
    }
}
