import Base
import Directory
import Storage
import Timetable

/// A group whose homework somebody gives or reads, and by which relation.
struct ReachedGroup: RowDecodable, Hashable {
    let group: SchoolGroup
    let way: GroupWay

    init(row: inout Row) throws {
        group = try SchoolGroup(row: &row)
        way = GroupWay(rawValue: try row.next(Int.self)) ?? .substitute
    }

    /// The table `found` of the groups for which one of `persons` gives homework on `day`: as their teacher, as the
    /// teacher of one of their lessons, and as a substitute on the day of the lesson alone.
    static func foundTable(by persons: [ID<Person>], in provider: ID<Provider>, on day: Day) -> SQL {
        """
        WITH found AS (
            SELECT own.group_id, 0 AS way
            FROM membership AS own
            WHERE own.provider_id = \(provider) AND own.person_id \(anyOf: persons) AND own.role = 'teacher'
                AND \(.inForce(.own, on: day))
            UNION ALL
            SELECT lesson_group.group_id, 1
            FROM lesson_teacher
            CROSS JOIN timetable_present
            CROSS JOIN lesson
            CROSS JOIN lesson_group
            WHERE lesson_teacher.provider_id = \(provider) AND lesson_teacher.person_id \(anyOf: persons)
                AND timetable_present.provider_id = lesson_teacher.provider_id
                AND timetable_present.edition_id = lesson_teacher.edition_id
                AND lesson.provider_id = lesson_teacher.provider_id
                AND lesson.edition_id = lesson_teacher.edition_id AND lesson.id = lesson_teacher.lesson_id
                AND lesson.last_day >= \(day.date) AND lesson_group.provider_id = lesson.provider_id
                AND lesson_group.edition_id = lesson.edition_id AND lesson_group.lesson_id = lesson.id
            UNION ALL
            SELECT lesson_group.group_id, 2
            FROM lesson_change
            CROSS JOIN timetable_present
            CROSS JOIN lesson_group
            LEFT JOIN lesson_change AS moved ON moved.provider_id = lesson_change.provider_id
                AND moved.edition_id = lesson_change.edition_id AND moved.lesson_id = lesson_change.lesson_id
                AND moved.held_on = lesson_change.held_on AND moved.kind = 'moved'
            WHERE lesson_change.provider_id = \(provider) AND lesson_change.person_id \(anyOf: persons)
                AND lesson_change.kind = 'substitute'
                AND COALESCE(moved.moved_to, lesson_change.held_on) = \(day.date)
                AND timetable_present.provider_id = lesson_change.provider_id
                AND timetable_present.edition_id = lesson_change.edition_id
                AND lesson_group.provider_id = lesson_change.provider_id
                AND lesson_group.edition_id = lesson_change.edition_id
                AND lesson_group.lesson_id = lesson_change.lesson_id)
        """
    }

    /// The group, if one of `persons` gives it homework on `day`.
    static func taught(
        _ group: ID<SchoolGroup>, by persons: [ID<Person>], in provider: ID<Provider>, on day: Day
    ) -> Query<ReachedGroup> {
        Query(
            """
            \(foundTable(by: persons, in: provider, on: day))
            SELECT \(SchoolGroup.columns), found.way
            FROM found
            CROSS JOIN school_group
            JOIN organisation ON organisation.provider_id = school_group.provider_id
                AND organisation.id = school_group.organisation_id
            WHERE found.group_id = \(group) AND school_group.provider_id = \(provider)
                AND school_group.id = found.group_id AND \(.taughtNow(on: day))
            ORDER BY found.way
            LIMIT 1
            """)
    }
}

extension GroupWork: RowDecodable {
    init(row: inout Row) throws {
        listed = try ListedWork(row: &row)
        ticks = try row.next()
        pupils = try row.next()
        isOfOwnLesson = try row.next()
    }

    /// What a group was given for `first` and later.
    static func all(
        of group: ID<SchoolGroup>, for persons: [ID<Person>], in provider: ID<Provider>, from first: CivilDate,
        on day: Day
    ) -> Query<GroupWork> {
        Query(
            """
            SELECT \(columns(persons, day))
            FROM homework_group
            CROSS JOIN homework
            \(WorkColumns.joined)
            WHERE homework_group.provider_id = \(provider) AND homework_group.group_id = \(group)
                AND homework_group.held_on >= \(first) AND homework.provider_id = homework_group.provider_id
                AND homework.id = homework_group.homework_id AND homework.ended_at IS NULL
            """)
    }

    /// One of them, once for each of its groups for which one of `persons` gives homework on `day`.
    static func one(
        _ work: ID<GivenWork>, for persons: [ID<Person>], in provider: ID<Provider>, on day: Day
    ) -> Query<GroupWork> {
        Query(
            """
            \(ReachedGroup.foundTable(by: persons, in: provider, on: day))
            SELECT \(columns(persons, day))
            FROM homework
            CROSS JOIN homework_group
            \(WorkColumns.joined)
            WHERE homework.provider_id = \(provider) AND homework.id = \(work) AND homework.ended_at IS NULL
                AND homework_group.provider_id = homework.provider_id
                AND homework_group.homework_id = homework.id
                AND homework_group.group_id IN (SELECT found.group_id FROM found)
                AND \(.taughtNow(on: day))
            ORDER BY school_group.sort_key, school_group.id
            """)
    }

    private static func columns(_ persons: [ID<Person>], _ day: Day) -> SQL {
        """
        \(WorkColumns.columns),
            (SELECT COUNT(*) FROM membership
                JOIN homework_tick ON homework_tick.provider_id = membership.provider_id
                    AND homework_tick.homework_id = homework.id AND homework_tick.person_id = membership.person_id
                WHERE membership.provider_id = homework_group.provider_id
                    AND membership.group_id = homework_group.group_id AND membership.role = 'pupil'
                    AND \(.inForce(.membership, on: day))),
            (SELECT COUNT(*) FROM membership
                WHERE membership.provider_id = homework_group.provider_id
                    AND membership.group_id = homework_group.group_id AND membership.role = 'pupil'
                    AND \(.inForce(.membership, on: day))),
            EXISTS (SELECT 1 FROM lesson_teacher
                WHERE lesson_teacher.provider_id = lesson.provider_id
                    AND lesson_teacher.edition_id = lesson.edition_id AND lesson_teacher.lesson_id = lesson.id
                    AND lesson_teacher.person_id \(anyOf: persons))
        """
    }
}
