import Base
import Directory
import Storage

/// A lesson of an edition with what names it from one import to the next.
struct WrittenLesson: Hashable, Sendable {
    /// The same lesson of the same week pattern, whatever its subject, room and people.
    struct Key: Hashable, Sendable {
        let number: String
        let weekday: Int
        let firstHour: Int
        let firstDay: CivilDate
        let isExtra: Bool
        /// Tells apart the parts of one lesson that are held in several rooms.
        let room: String?
    }

    let id: ID<Lesson>
    let key: Key
    let subject: String
    let lastHour: Int
    let lastDay: CivilDate
    var schedule: ID<WrittenSchedule>?

    /// The lessons of an edition.
    static func all(of edition: ID<TimetableEdition>, in provider: ID<Provider>) -> Query<WrittenLesson> {
        Query(
            """
            SELECT lesson.id, lesson.number, lesson.weekday, lesson.first_hour, lesson.first_day, lesson.is_extra,
                room.code, lesson.subject, lesson.last_hour, lesson.last_day, lesson.schedule_id
            FROM lesson
            LEFT JOIN room ON room.provider_id = lesson.provider_id AND room.id = lesson.room_id
            WHERE lesson.provider_id = \(provider) AND lesson.edition_id = \(edition)
            ORDER BY lesson.id
            """
        ) { row in
            let id = try row.next(ID<Lesson>.self)
            let key = Key(
                number: try row.next(), weekday: try row.next(), firstHour: try row.next(), firstDay: try row.next(),
                isExtra: try row.next(), room: try row.next())
            return WrittenLesson(
                id: id, key: key, subject: try row.next(), lastHour: try row.next(), lastDay: try row.next(),
                schedule: try row.next())
        }
    }

    /// The special days of an edition.
    static func special(of edition: ID<TimetableEdition>, in provider: ID<Provider>) -> Query<SpecialDays> {
        Query(
            """
            SELECT special_day.kind, special_day.first_day, special_day.last_day, special_day.follows,
                special_day.title
            FROM special_day
            WHERE special_day.provider_id = \(provider) AND special_day.edition_id = \(edition)
            ORDER BY special_day.first_day, special_day.id
            """
        ) { row in
            let kind: SpecialDays.Kind = try row.next(String.self) == "school" ? .school : .holiday
            let (first, last) = (try row.next(CivilDate.self), try row.next(CivilDate.self))
            return SpecialDays(kind, first...max(first, last), follows: try row.next(), title: try row.next())
        }
    }
}

extension WrittenLesson.Key {
    init(_ slot: EditionDraft.Slot, first: CivilDate) {
        self.init(
            number: slot.number, weekday: slot.weekday, firstHour: slot.hours.lowerBound, firstDay: first,
            isExtra: slot.isExtra, room: slot.room)
    }
}

/// A room that is known already.
struct WrittenRoom: RowDecodable {
    let id: ID<Room>
    let code: String

    init(row: inout Row) throws {
        id = try row.next()
        code = try row.next()
    }

    static func all(of school: ID<Organisation>, in provider: ID<Provider>) -> Query<WrittenRoom> {
        Query(
            """
            SELECT room.id, room.code FROM room
            WHERE room.provider_id = \(provider) AND room.organisation_id = \(school)
            """)
    }
}
