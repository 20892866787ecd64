import Base
import Directory
import Storage
import Timetable

/// How a pupil was in a lesson, as the home sees it on a time line.
struct OwnMark: RowDecodable {
    let person: ID<Person>
    let key: HeldLesson.Key
    let standing: Standing

    init(row: inout Row) throws {
        person = try row.next()
        key = HeldLesson.Key(try row.next(), held: try row.next())
        standing = Standing(try row.next(), minutes: try row.next(), try row.next(), note: try row.next())
    }

    static func all(
        of persons: [ID<Person>], on days: ClosedRange<CivilDate>, in providers: [ID<Provider>]
    ) -> Query<OwnMark> {
        Query(
            """
            SELECT attendance_entry.person_id, attendance_entry.lesson_id, attendance_entry.held_on,
                attendance_entry.mark, attendance_entry.minutes, attendance_entry.class, attendance_entry.note
            FROM attendance_entry
            WHERE attendance_entry.provider_id \(anyOf: providers) AND attendance_entry.person_id \(anyOf: persons)
                AND attendance_entry.day BETWEEN \(days.lowerBound) AND \(days.upperBound)
                AND attendance_entry.superseded_at IS NULL AND attendance_entry.mark <> 'present'
            ORDER BY attendance_entry.person_id
            """)
    }
}
