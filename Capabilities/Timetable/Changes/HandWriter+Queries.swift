import Accounts
import Base
import Directory
import Storage

/// Writes what people change about single days in the edition in force.
struct HandWriter {
    let provider: ID<Provider>
    let school: ID<Organisation>
    let edition: ID<TimetableEdition>
    let account: ID<Account>
    let now: Instant
    let writer: any Writer

    /// Whoever changes lessons of the school waits for who is at it already.
    func lock() throws {
        try writer.run(
            """
            UPDATE timetable_present SET revision = revision
            WHERE provider_id = \(provider) AND organisation_id = \(school)
            """)
    }

    /// Writes a row over the one of its kind; from now on it is hand-made.
    func write(_ kind: String, _ row: DayEdit.Row, of lesson: ID<Lesson>, held: CivilDate, lasting hours: Int) throws {
        try writer.run(
            """
            INSERT INTO lesson_change (provider_id, edition_id, lesson_id, held_on, kind, moved_to, first_hour,
                last_hour, room_id, person_id, note, source, made_at, account_id)
            VALUES (\(provider), \(edition), \(lesson), \(held), \(kind), \(row.movedTo), \(row.firstHour),
                \(row.firstHour.map { $0 + hours - 1 }), \(row.room), \(row.person), \(row.note), 'hand', \(now),
                \(account))
            ON CONFLICT (provider_id, edition_id, lesson_id, held_on, kind) DO UPDATE SET
                moved_to = excluded.moved_to, first_hour = excluded.first_hour, last_hour = excluded.last_hour,
                room_id = excluded.room_id, person_id = excluded.person_id, note = excluded.note,
                source = excluded.source, made_at = excluded.made_at, account_id = excluded.account_id
            """)
    }

    func remove(_ kinds: [String], of lesson: ID<Lesson>, held: CivilDate) throws {
        try writer.run(
            """
            DELETE FROM lesson_change
            WHERE provider_id = \(provider) AND edition_id = \(edition) AND lesson_id = \(lesson)
                AND held_on = \(held) AND kind \(anyOf: kinds)
            """)
    }

    /// Puts an extra lesson on a day.
    func add(_ extra: ExtraLesson, _ lesson: ID<Lesson>, for group: ID<SchoolGroup>) throws {
        try writer.run(
            """
            INSERT INTO lesson (provider_id, edition_id, id, number, subject, weekday, first_hour, last_hour,
                schedule_id, room_id, first_day, last_day, is_extra, note, source)
            VALUES (\(provider), \(edition), \(lesson), \(lesson.description), \(extra.subject), \(extra.day.weekday),
                \(extra.hours.lowerBound), \(extra.hours.upperBound), \(extra.schedule), \(extra.room), \(extra.day),
                \(extra.day), \(true), \(extra.note), 'hand')
            """)
        try writer.run(
            """
            INSERT INTO lesson_group (provider_id, edition_id, lesson_id, group_id)
            VALUES (\(provider), \(edition), \(lesson), \(group))
            """)
        guard let teacher = extra.teacher else { return }
        try writer.run(
            """
            INSERT INTO lesson_teacher (provider_id, edition_id, lesson_id, person_id)
            VALUES (\(provider), \(edition), \(lesson), \(teacher))
            """)
    }

    /// Removes an extra lesson that was made by hand.
    func remove(_ lesson: ID<Lesson>) throws {
        for table: SQL in ["lesson_change", "lesson_code", "lesson_teacher", "lesson_group"] {
            try writer.run(
                """
                DELETE FROM \(table)
                WHERE provider_id = \(provider) AND edition_id = \(edition) AND lesson_id = \(lesson)
                """)
        }
        try writer.run(
            """
            DELETE FROM lesson
            WHERE provider_id = \(provider) AND edition_id = \(edition) AND id = \(lesson) AND source = 'hand'
            """)
    }

    /// The timetable is another one now: calendars ask for it again, and drafts that wait take the change over.
    func finish() throws {
        try writer.run(
            """
            UPDATE timetable_present SET revision = revision + 1, changed_at = \(now)
            WHERE provider_id = \(provider) AND organisation_id = \(school)
            """)
        try LessonPlan.noteChange(of: edition, in: provider, at: now, writer)
        for waiting in try writer.all(TimetableDraft.waiting(at: school, in: provider)) {
            try EditionCopy(provider: provider, from: edition, to: waiting, writer: writer).carryHandMade()
        }
    }
}

/// An extra lesson on a single day.
struct ExtraLesson: Sendable {
    let subject: String
    let day: CivilDate
    let schedule: ID<WrittenSchedule>
    let hours: ClosedRange<Int>
    let room: ID<Room>?
    let teacher: ID<Person>?
    let note: String?
}
