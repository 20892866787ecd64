import Base
import Directory
import Storage
import Timetable

/// A lesson that somebody taught, or stood in for, in the timetable of some import: what a register was opened for before
/// the timetable changed.
struct FormerLesson: RowDecodable {
    let edition: ID<TimetableEdition>
    let subject: String
    let time: LessonTime
    /// Whether the timetable in force has the lesson still.
    let isThere: Bool
    /// Whether it is this teacher's still.
    let isOwn: Bool

    init(row: inout Row) throws {
        edition = try row.next()
        subject = try row.next()
        time = LessonTime(try row.next(), try row.next())
        isThere = try row.next()
        isOwn = try row.next()
    }

    /// The latest that one of `persons` had.
    static func of(
        _ key: HeldLesson.Key, taughtBy persons: [ID<Person>], in provider: ID<Provider>
    ) -> Query<FormerLesson> {
        Query(
            """
            WITH found AS (
                SELECT lesson_teacher.edition_id
                FROM lesson_teacher
                WHERE lesson_teacher.provider_id = \(provider) AND lesson_teacher.person_id \(anyOf: persons)
                    AND lesson_teacher.lesson_id = \(key.lesson)
                UNION
                SELECT lesson_change.edition_id
                FROM lesson_change
                WHERE lesson_change.provider_id = \(provider) AND lesson_change.person_id \(anyOf: persons)
                    AND lesson_change.lesson_id = \(key.lesson) AND lesson_change.held_on = \(key.held)
            )
            SELECT lesson.edition_id, lesson.subject, opening.begins, closing.ends,
                EXISTS (SELECT 1 FROM timetable_present
                    JOIN lesson AS present ON present.provider_id = timetable_present.provider_id
                        AND present.edition_id = timetable_present.edition_id AND present.id = lesson.id
                    WHERE timetable_present.provider_id = timetable_edition.provider_id
                        AND timetable_present.organisation_id = timetable_edition.organisation_id),
                EXISTS (SELECT 1 FROM timetable_present
                    JOIN lesson_teacher ON lesson_teacher.provider_id = timetable_present.provider_id
                        AND lesson_teacher.edition_id = timetable_present.edition_id
                        AND lesson_teacher.lesson_id = lesson.id AND lesson_teacher.person_id \(anyOf: persons)
                    WHERE timetable_present.provider_id = timetable_edition.provider_id
                        AND timetable_present.organisation_id = timetable_edition.organisation_id)
            FROM found
            CROSS JOIN timetable_edition
            CROSS JOIN lesson
            JOIN bell_hour AS opening ON opening.provider_id = lesson.provider_id
                AND opening.edition_id = lesson.edition_id AND opening.schedule_id = lesson.schedule_id
                AND opening.number = lesson.first_hour
            JOIN bell_hour AS closing ON closing.provider_id = lesson.provider_id
                AND closing.edition_id = lesson.edition_id AND closing.schedule_id = lesson.schedule_id
                AND closing.number = lesson.last_hour
            WHERE timetable_edition.provider_id = \(provider) AND timetable_edition.id = found.edition_id
                AND lesson.provider_id = timetable_edition.provider_id AND lesson.edition_id = timetable_edition.id
                AND lesson.id = \(key.lesson)
            ORDER BY timetable_edition.made_at DESC, timetable_edition.id DESC
            LIMIT 1
            """)
    }

    /// What has become of it.
    var state: FoundLesson.State { isThere && !isOwn ? .anothers : .gone }
}
