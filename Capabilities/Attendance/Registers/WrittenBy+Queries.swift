import Base
import Directory
import Storage
import Timetable

/// Whose entry a saving wrote.
struct WrittenBy: RowDecodable {
    let saving: ID<RegisterSaving>
    let person: ID<Person>

    init(row: inout Row) throws { (saving, person) = (try row.next(), try row.next()) }

    static func all(
        in savings: [ID<RegisterSaving>], of key: HeldLesson.Key, in provider: ID<Provider>
    ) -> Query<WrittenBy> {
        Query(
            """
            SELECT attendance_entry.saving_id, attendance_entry.person_id
            FROM attendance_entry
            WHERE attendance_entry.provider_id = \(provider) AND attendance_entry.lesson_id = \(key.lesson)
                AND attendance_entry.held_on = \(key.held) AND attendance_entry.saving_id \(anyOf: savings)
            """)
    }
}
