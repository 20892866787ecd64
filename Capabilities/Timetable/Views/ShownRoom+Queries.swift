import Base
import Directory
import Storage

/// A room as a page names it.
struct ShownRoom: RowDecodable {
    let id: ID<Room>
    let code: String

    init(row: inout Row) throws {
        id = try row.next()
        code = try row.next()
    }

    /// The room, if one of `persons` works at its school as `role`, or governs it.
    static func reached(
        _ room: ID<Room>, by persons: [ID<Person>], as role: Role, in provider: ID<Provider>, on day: Day
    ) -> Query<ShownRoom> {
        Query(
            """
            \(Organisation.governedTable(by: persons, as: role, in: provider, on: day))
            SELECT room.id, room.code
            FROM room
            WHERE room.provider_id = \(provider) AND room.id = \(room)
                AND room.organisation_id IN (SELECT governed.id FROM governed)
            """)
    }
}

extension SchoolGroup {
    /// The group, if one of `persons` stands in for a lesson of it that is on `day`: a moved one where it was moved to.
    static func substituted(
        _ group: ID<SchoolGroup>, by persons: [ID<Person>], in provider: ID<Provider>, on day: CivilDate
    ) -> Query<SchoolGroup> {
        Query(
            """
            SELECT \(columns)
            FROM lesson_change
            CROSS JOIN timetable_present
            CROSS JOIN lesson_group
            CROSS JOIN school_group
            LEFT JOIN lesson_change AS moved ON moved.provider_id = lesson_change.provider_id
                AND moved.edition_id = lesson_change.edition_id AND moved.lesson_id = lesson_change.lesson_id
                AND moved.held_on = lesson_change.held_on AND moved.kind = 'moved'
            JOIN organisation ON organisation.provider_id = school_group.provider_id
                AND organisation.id = school_group.organisation_id
            WHERE lesson_change.provider_id = \(provider) AND lesson_change.person_id \(anyOf: persons)
                AND lesson_change.kind = 'substitute'
                AND COALESCE(moved.moved_to, lesson_change.held_on) = \(day) AND timetable_present.provider_id = lesson_change.provider_id
                AND timetable_present.edition_id = lesson_change.edition_id
                AND lesson_group.provider_id = lesson_change.provider_id
                AND lesson_group.edition_id = lesson_change.edition_id
                AND lesson_group.lesson_id = lesson_change.lesson_id AND lesson_group.group_id = \(group)
                AND school_group.provider_id = lesson_group.provider_id AND school_group.id = lesson_group.group_id
                AND school_group.ended_at IS NULL
            LIMIT 1
            """)
    }
}
