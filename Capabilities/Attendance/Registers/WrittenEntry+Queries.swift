import Base
import Directory
import Storage
import Timetable

/// An entry of a register, whether it speaks or was superseded, with whom it is about and who wrote it.
struct WrittenEntry: RowDecodable, Sendable {
    let entry: AttendanceEntry
    let author: ShownAuthor
    let pupil: PersonName

    init(row: inout Row) throws {
        entry = try AttendanceEntry(row: &row)
        author = try ShownAuthor(row: &row)
        pupil = PersonName(given: try row.next(), called: try row.next(), family: try row.next())
    }

    /// Everything that was ever written about a lesson of a day: by pupil, the latest first.
    static func all(of key: HeldLesson.Key, in provider: ID<Provider>) -> Query<WrittenEntry> {
        Query(
            """
            SELECT \(AttendanceEntry.columns), \(ShownAuthor.ofEntry), pupil.given_names, pupil.called_name,
                pupil.family_name
            FROM attendance_entry
            CROSS JOIN person AS pupil
            LEFT JOIN person ON person.provider_id = attendance_entry.provider_id
                AND person.id = attendance_entry.author_id
            WHERE attendance_entry.provider_id = \(provider) AND attendance_entry.lesson_id = \(key.lesson)
                AND attendance_entry.held_on = \(key.held) AND pupil.provider_id = attendance_entry.provider_id
                AND pupil.id = attendance_entry.person_id
            ORDER BY pupil.sort_key, pupil.id, attendance_entry.written_at DESC, attendance_entry.id DESC
            """)
    }
}
