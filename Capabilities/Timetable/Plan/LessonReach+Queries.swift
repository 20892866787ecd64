import Base
import Directory
import Storage

extension LessonReach {
    /// The lessons of all editions that are reached, each with the seat through which it is: the columns `provider_id`,
    /// `edition_id`, `lesson_id`, `person_id`, `begins_on`, `ends_on`, `only_on`.
    func found(from day: CivilDate) -> SQL {
        switch self {
        case .pupils(let persons, let providers):
            """
            SELECT lesson_group.provider_id, lesson_group.edition_id, lesson_group.lesson_id, membership.person_id,
                membership.begins_on, membership.ends_on, NULL AS only_on
            FROM membership
            JOIN lesson_group ON lesson_group.provider_id = membership.provider_id
                AND lesson_group.group_id = membership.group_id
            WHERE membership.provider_id \(anyOf: providers) AND membership.person_id \(anyOf: persons)
                AND membership.role = 'pupil' AND membership.ended_at IS NULL
                AND (membership.ends_on IS NULL OR membership.ends_on > \(day))
            """
        case .teachers(let persons, let provider):
            """
            SELECT lesson_teacher.provider_id, lesson_teacher.edition_id, lesson_teacher.lesson_id,
                lesson_teacher.person_id, NULL AS begins_on, NULL AS ends_on, NULL AS only_on
            FROM lesson_teacher
            WHERE lesson_teacher.provider_id = \(provider) AND lesson_teacher.person_id \(anyOf: persons)
            UNION ALL
            SELECT lesson_change.provider_id, lesson_change.edition_id, lesson_change.lesson_id,
                lesson_change.person_id, NULL, NULL, lesson_change.held_on
            FROM lesson_change
            WHERE lesson_change.provider_id = \(provider) AND lesson_change.person_id \(anyOf: persons)
            """
        case .group(let group, let provider):
            """
            SELECT lesson_group.provider_id, lesson_group.edition_id, lesson_group.lesson_id, NULL AS person_id,
                NULL AS begins_on, NULL AS ends_on, NULL AS only_on
            FROM lesson_group
            WHERE lesson_group.provider_id = \(provider) AND lesson_group.group_id = \(group)
            UNION
            SELECT lesson_group.provider_id, lesson_group.edition_id, lesson_group.lesson_id, NULL, NULL, NULL, NULL
            FROM school_group
            CROSS JOIN membership
            CROSS JOIN membership AS other
            CROSS JOIN lesson_group
            WHERE school_group.provider_id = \(provider) AND school_group.id = \(group)
                AND school_group.kind = 'homeroom' AND membership.provider_id = school_group.provider_id
                AND membership.group_id = school_group.id AND membership.role = 'pupil'
                AND membership.ended_at IS NULL AND (membership.ends_on IS NULL OR membership.ends_on > \(day))
                AND other.provider_id = membership.provider_id AND other.person_id = membership.person_id
                AND other.role = 'pupil' AND other.ended_at IS NULL
                AND lesson_group.provider_id = other.provider_id AND lesson_group.group_id = other.group_id
            """
        case .room(let room, let provider):
            """
            SELECT lesson.provider_id, lesson.edition_id, lesson.id AS lesson_id, NULL AS person_id, NULL AS begins_on,
                NULL AS ends_on, NULL AS only_on
            FROM lesson
            WHERE lesson.provider_id = \(provider) AND lesson.room_id = \(room)
            UNION ALL
            SELECT lesson_change.provider_id, lesson_change.edition_id, lesson_change.lesson_id, NULL, NULL, NULL,
                lesson_change.held_on
            FROM lesson_change
            WHERE lesson_change.provider_id = \(provider) AND lesson_change.room_id = \(room)
            """
        case .groups(let groups, let provider):
            """
            SELECT DISTINCT lesson_group.provider_id, lesson_group.edition_id, lesson_group.lesson_id, NULL AS person_id,
                NULL AS begins_on, NULL AS ends_on, NULL AS only_on
            FROM lesson_group
            WHERE lesson_group.provider_id = \(provider) AND lesson_group.group_id \(anyOf: groups)
            """
        case .lesson(let lesson, let schools, let provider):
            """
            SELECT lesson.provider_id, lesson.edition_id, lesson.id AS lesson_id, NULL AS person_id, NULL AS begins_on,
                NULL AS ends_on, NULL AS only_on
            FROM timetable_present
            CROSS JOIN lesson
            WHERE timetable_present.provider_id = \(provider) AND timetable_present.organisation_id \(anyOf: schools)
                AND lesson.provider_id = timetable_present.provider_id
                AND lesson.edition_id = timetable_present.edition_id AND lesson.id = \(lesson)
            """
        }
    }
}
