import Base
import Directory
import Storage

/// Takes over from one edition of a school's timetable to another what is still possible there.
struct EditionCopy {
    let provider: ID<Provider>
    let from: ID<TimetableEdition>?
    let to: ID<TimetableEdition>
    let writer: any Writer

    /// Makes the hand-made changes and extra lessons of `from` those of `to`. One that contradicts what the timetable
    /// program says of the same lesson, day and kind gives way, as does one whose lesson or hour is no longer there.
    func carryHandMade() throws {
        try removeHandMade()
        try extraLessons(handMade: true)
        try changes(handMade: true)
    }

    func days() throws {
        try writer.run(
            """
            INSERT INTO special_day (provider_id, edition_id, id, kind, first_day, last_day, follows, title)
            SELECT provider_id, \(to), id, kind, first_day, last_day, follows, title
            FROM special_day WHERE provider_id = \(provider) AND edition_id = \(from)
            """)
    }

    /// The lessons of the weekly pattern.
    func lessons() throws { try lessons(isExtra: false, handMade: false) }

    /// Lessons of single days whose hours are still there.
    ///
    /// - Parameter handMade: only those that people have made here.
    func extraLessons(handMade: Bool) throws { try lessons(isExtra: true, handMade: handMade) }

    private func lessons(isExtra: Bool, handMade: Bool) throws {
        try writer.run(
            """
            INSERT INTO lesson (provider_id, edition_id, id, number, subject, weekday, first_hour, last_hour,
                schedule_id, room_id, first_day, last_day, is_extra, note, source)
            SELECT provider_id, \(to), id, number, subject, weekday, first_hour, last_hour, schedule_id, room_id,
                first_day, last_day, is_extra, note, source
            FROM lesson
            WHERE provider_id = \(provider) AND edition_id = \(from) AND is_extra = \(isExtra)
                AND \(isKept(handMade, "lesson"))
                AND \(hasHour("lesson.schedule_id", "lesson.first_hour"))
                AND \(hasHour("lesson.schedule_id", "lesson.last_hour"))
            """)
        for (table, columns): (SQL, SQL) in [
            ("lesson_group", "group_id"), ("lesson_teacher", "person_id"), ("lesson_code", "kind, code"),
        ] {
            try writer.run(
                """
                INSERT INTO \(table) (provider_id, edition_id, lesson_id, \(columns))
                SELECT provider_id, \(to), lesson_id, \(columns)
                FROM \(table)
                WHERE provider_id = \(provider) AND edition_id = \(from) AND lesson_id IN (
                    SELECT lesson.id FROM lesson
                    JOIN lesson AS later ON later.provider_id = lesson.provider_id AND later.edition_id = \(to)
                        AND later.id = lesson.id
                    WHERE lesson.provider_id = \(provider) AND lesson.edition_id = \(from)
                        AND lesson.is_extra = \(isExtra) AND \(isKept(handMade, "lesson")))
                """)
        }
    }

    /// Changes of lessons that are still there.
    ///
    /// - Parameter handMade: only those that people have made here.
    func changes(handMade: Bool) throws {
        try writer.run(
            """
            INSERT INTO lesson_change (provider_id, edition_id, lesson_id, held_on, kind, moved_to, first_hour,
                last_hour, room_id, person_id, note, source, made_at, account_id)
            SELECT change.provider_id, \(to), change.lesson_id, change.held_on, change.kind, change.moved_to,
                change.first_hour, change.last_hour, change.room_id, change.person_id, change.note, change.source,
                change.made_at, change.account_id
            FROM lesson_change AS change
            JOIN lesson ON lesson.provider_id = change.provider_id AND lesson.edition_id = \(to)
                AND lesson.id = change.lesson_id
            WHERE change.provider_id = \(provider) AND change.edition_id = \(from) AND \(isKept(handMade, "change"))
                AND (change.kind <> 'moved' OR (\(hasHour("lesson.schedule_id", "change.first_hour"))
                    AND \(hasHour("lesson.schedule_id", "change.last_hour"))))
            ON CONFLICT (provider_id, edition_id, lesson_id, held_on, kind) DO NOTHING
            """)
    }

    private func removeHandMade() throws {
        let own: SQL = """
            SELECT lesson.id FROM lesson
            WHERE lesson.provider_id = \(provider) AND lesson.edition_id = \(to) AND lesson.source = 'hand'
            """
        try writer.run(
            """
            DELETE FROM lesson_change
            WHERE provider_id = \(provider) AND edition_id = \(to) AND (source = 'hand' OR lesson_id IN (\(own)))
            """)
        for table: SQL in ["lesson_group", "lesson_teacher", "lesson_code"] {
            try writer.run(
                """
                DELETE FROM \(table)
                WHERE provider_id = \(provider) AND edition_id = \(to) AND lesson_id IN (\(own))
                """)
        }
        try writer.run(
            "DELETE FROM lesson WHERE provider_id = \(provider) AND edition_id = \(to) AND source = 'hand'")
    }

    private func isKept(_ handMade: Bool, _ table: SQL) -> SQL { handMade ? "\(table).source = 'hand'" : "TRUE" }

    private func hasHour(_ schedule: SQL, _ hour: SQL) -> SQL {
        """
        EXISTS (SELECT 1 FROM bell_hour
            WHERE bell_hour.provider_id = \(provider) AND bell_hour.edition_id = \(to)
                AND bell_hour.schedule_id = \(schedule) AND bell_hour.number = \(hour))
        """
    }
}
