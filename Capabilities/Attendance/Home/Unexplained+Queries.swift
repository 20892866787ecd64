import Base
import Directory
import Storage
import Timetable

/// An absence that nobody has explained.
struct Unexplained: RowDecodable, Hashable {
    let provider: ID<Provider>
    let person: ID<Person>
    let day: CivilDate
    let lesson: ID<Lesson>
    let begins: Int
    let subject: String

    init(row: inout Row) throws {
        provider = try row.next()
        person = try row.next()
        day = try row.next()
        lesson = try row.next()
        begins = try row.next()
        subject = try row.next()
    }

    /// How many days back a home is asked.
    static let asks = 60

    /// Those of `persons`, the latest day first.
    ///
    /// - Parameter minors: only of who is known to be younger than 18 on that day.
    static func all(
        of persons: [ID<Person>], in providers: [ID<Provider>], from day: CivilDate, minorsOn minors: Day?
    ) -> Query<Unexplained> {
        Query(
            """
            SELECT attendance_entry.provider_id, attendance_entry.person_id, attendance_entry.day,
                attendance_entry.lesson_id, attendance_entry.begins, attendance_entry.subject
            FROM attendance_entry
            JOIN person ON person.provider_id = attendance_entry.provider_id AND person.id = attendance_entry.person_id
            WHERE attendance_entry.provider_id \(anyOf: providers) AND attendance_entry.person_id \(anyOf: persons)
                AND attendance_entry.day >= \(day) AND attendance_entry.class = 'unexplained'
                AND attendance_entry.superseded_at IS NULL
                AND (\(minors == nil) OR person.birth_date > \(minors?.adultBirthday))
            ORDER BY attendance_entry.day DESC, attendance_entry.person_id, attendance_entry.begins
            """)
    }
}

extension AttendanceEntry {
    /// Takes the word from absences of a day that nobody has explained, of the lessons that the home was asked about.
    static func supersede(
        unexplainedOf person: ID<Person>, in provider: ID<Provider>, on day: CivilDate, lessons: [ID<Lesson>],
        at now: Instant
    ) -> Query<AttendanceEntry> {
        Query(
            """
            UPDATE attendance_entry SET superseded_at = \(now)
            WHERE attendance_entry.provider_id = \(provider) AND attendance_entry.person_id = \(person)
                AND attendance_entry.day = \(day) AND attendance_entry.lesson_id \(anyOf: lessons)
                AND attendance_entry.class = 'unexplained' AND attendance_entry.superseded_at IS NULL
            RETURNING \(columns)
            """)
    }
}
