import Audit
import Base
import Directory
import Foundation
import Storage

/// A group's own row as the register has it, in force or ended.
struct GroupRecord: RowDecodable, Hashable {
    let group: SchoolGroup
    let source: String
    let endedAt: Instant?
    /// Whether it was ended by hand, so that this can be taken back.
    let isEndedByHand: Bool

    init(row: inout Row) throws {
        group = try SchoolGroup(row: &row)
        source = try row.next()
        endedAt = try row.next()
        isEndedByHand = try row.next()
    }

    /// The group, if the role governs its school.
    static func reached(_ group: ID<SchoolGroup>, _ scope: Scope) -> Query<GroupRecord> {
        let byHand = SQL.any(
            """
            change_subject
                JOIN change_log ON change_log.provider_id = change_subject.provider_id
                    AND change_log.id = change_subject.change_id
                WHERE change_subject.provider_id = school_group.provider_id
                    AND change_subject.subject_id = school_group.id
                    AND change_log.action = \(Action.groupEnd.rawValue)
                    AND change_log.changed_at = school_group.ended_at
            """)
        return Query(
            """
            \(scope.governed)
            SELECT \(SchoolGroup.columns), school_group.source, school_group.ended_at, \(byHand)
            FROM school_group
            JOIN organisation ON organisation.provider_id = school_group.provider_id
                AND organisation.id = school_group.organisation_id
            WHERE school_group.provider_id = \(scope.provider.id) AND school_group.id = \(group)
                AND school_group.organisation_id IN (SELECT governed.id FROM governed)
            """)
    }
}

/// A school year, term or period in which a group meets or could meet.
struct GroupTerm: RowDecodable, Hashable {
    let id: ID<AcademicSession>
    let title: String
    let begins: CivilDate
    /// The first day after it.
    let ends: CivilDate
    let isChosen: Bool

    init(row: inout Row) throws {
        id = try row.next()
        title = try row.next()
        begins = try row.next()
        ends = try row.next()
        isChosen = try row.next()
    }

    /// Those of the last year and of what is to come, and all in which the group meets.
    static func all(of group: ID<SchoolGroup>, _ scope: Scope) -> Query<GroupTerm> {
        let isChosen = SQL.any(
            """
            group_session WHERE group_session.provider_id = academic_session.provider_id
                AND group_session.group_id = \(group) AND group_session.session_id = academic_session.id
            """)
        return Query(
            """
            SELECT academic_session.id, academic_session.title, academic_session.begins_on, academic_session.ends_on,
                \(isChosen)
            FROM academic_session
            WHERE academic_session.provider_id = \(scope.provider.id) AND ((academic_session.ended_at IS NULL
                AND academic_session.ends_on > \(scope.day.date.adding(days: -400))) OR \(isChosen))
            ORDER BY academic_session.begins_on DESC, academic_session.ends_on DESC, academic_session.id
            """)
    }
}

/// A membership that ends with its group, or comes back with it.
struct GroupPlace: RowDecodable, Hashable {
    let id: ID<Membership>
    let person: ID<Person>

    init(row: inout Row) throws {
        id = try row.next()
        person = try row.next()
    }

    /// Those in force or to come.
    static func open(in group: ID<SchoolGroup>, _ scope: Scope) -> Query<GroupPlace> {
        Query(
            """
            SELECT membership.id, membership.person_id FROM membership
            WHERE membership.provider_id = \(scope.provider.id) AND membership.group_id = \(group)
                AND membership.ended_at IS NULL
                AND (membership.ends_on IS NULL OR membership.ends_on > \(scope.day.date))
            ORDER BY membership.id
            """)
    }

    /// Those that ended with the group, of people who are still here.
    static func ended(at instant: Instant, with group: ID<SchoolGroup>, _ scope: Scope) -> Query<GroupPlace> {
        Query(
            """
            SELECT membership.id, membership.person_id
            FROM membership
            JOIN person ON person.provider_id = membership.provider_id AND person.id = membership.person_id
            WHERE membership.provider_id = \(scope.provider.id) AND membership.group_id = \(group)
                AND membership.ended_at = \(instant) AND person.ended_at IS NULL
            ORDER BY membership.id
            """)
    }
}
