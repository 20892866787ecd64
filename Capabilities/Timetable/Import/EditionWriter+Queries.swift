import Base
import Directory
import Storage

extension EditionWriter {
    func write(_ days: SpecialDays) throws {
        try writer.run(
            """
            INSERT INTO special_day (provider_id, edition_id, id, kind, first_day, last_day, follows, title)
            VALUES (\(provider), \(edition), \(ID<TimetableEdition>.new(at: now)), \(days.kind.rawValue),
                \(days.days.lowerBound), \(days.days.upperBound), \(days.follows), \(days.title))
            """)
    }

    func insert(
        _ lesson: WrittenLesson, _ slot: EditionDraft.Slot, _ schedule: ID<WrittenSchedule>, _ room: ID<Room>?
    ) throws {
        try writer.run(
            """
            INSERT INTO lesson (provider_id, edition_id, id, number, subject, weekday, first_hour, last_hour,
                schedule_id, room_id, first_day, last_day, is_extra, note)
            VALUES (\(provider), \(edition), \(lesson.id), \(slot.number), \(lesson.subject), \(slot.weekday),
                \(slot.hours.lowerBound), \(slot.hours.upperBound), \(schedule), \(room), \(lesson.key.firstDay),
                \(lesson.lastDay), \(slot.isExtra), \(slot.note))
            """)
    }

    func insert(_ group: ID<SchoolGroup>, to lesson: ID<Lesson>) throws {
        try writer.run(
            """
            INSERT INTO lesson_group (provider_id, edition_id, lesson_id, group_id)
            VALUES (\(provider), \(edition), \(lesson), \(group))
            """)
    }

    func insert(_ teacher: ID<Person>, to lesson: ID<Lesson>) throws {
        try writer.run(
            """
            INSERT INTO lesson_teacher (provider_id, edition_id, lesson_id, person_id)
            VALUES (\(provider), \(edition), \(lesson), \(teacher))
            """)
    }

    func insert(unknown kind: CodeKind, _ code: String, of lesson: ID<Lesson>) throws {
        try writer.run(
            """
            INSERT INTO timetable_mapping (provider_id, organisation_id, kind, code)
            VALUES (\(provider), \(school), \(kind), \(code))
            ON CONFLICT (provider_id, organisation_id, kind, code) DO NOTHING
            """)
        try writer.run(
            """
            INSERT INTO lesson_code (provider_id, edition_id, lesson_id, kind, code)
            VALUES (\(provider), \(edition), \(lesson), \(kind), \(code))
            """)
    }

    func insert(_ room: ID<Room>, _ code: String) throws {
        try writer.run(
            """
            INSERT INTO room (provider_id, id, organisation_id, code, sort_key)
            VALUES (\(provider), \(room), \(school), \(code), \(SortKey.of(code)))
            """)
    }

    func insert(
        _ change: EditionDraft.Change, of lesson: WrittenLesson, _ room: ID<Room>?, _ substitute: ID<Person>?
    ) throws {
        var (day, first, last) = (CivilDate?.none, Int?.none, Int?.none)
        if case .moved(let to, let hour) = change.what {
            (day, first, last) = (to, hour, hour + lesson.lastHour - lesson.key.firstHour)
        }
        try writer.run(
            """
            INSERT INTO lesson_change (provider_id, edition_id, lesson_id, held_on, kind, moved_to, first_hour,
                last_hour, room_id, person_id, note)
            VALUES (\(provider), \(edition), \(lesson.id), \(change.day), \(change.what.word), \(day), \(first),
                \(last), \(room), \(substitute), \(change.note))
            ON CONFLICT (provider_id, edition_id, lesson_id, held_on, kind) DO NOTHING
            """)
    }
}

extension EditionDraft.Change.What {
    /// The word of the table.
    fileprivate var word: String {
        switch self {
        case .cancelled: "cancelled"
        case .moved: "moved"
        case .room: "room"
        case .substitute: "substitute"
        }
    }
}
