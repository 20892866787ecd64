import Base
import Directory
import Storage
import Timetable

/// A register that a teacher saved, as the saving kept its lesson.
struct FormerRegister: RowDecodable, Sendable {
    let key: HeldLesson.Key
    let day: CivilDate
    let begins: Int
    let ends: Int
    let subject: String

    init(row: inout Row) throws {
        key = HeldLesson.Key(try row.next(), held: try row.next())
        (day, begins, ends, subject) = (try row.next(), try row.next(), try row.next(), try row.next())
    }

    /// Those that one of `persons` saved of days from `first` on, the latest lesson and saving first.
    static func saved(
        by persons: [ID<Person>], from first: CivilDate, in provider: ID<Provider>
    ) -> Query<FormerRegister> {
        Query(
            """
            SELECT register_saving.lesson_id, register_saving.held_on, register_saving.day, register_saving.begins,
                register_saving.ends, register_saving.subject
            FROM register_saving
            WHERE register_saving.provider_id = \(provider) AND register_saving.person_id \(anyOf: persons)
                AND register_saving.day >= \(first)
            ORDER BY register_saving.day DESC, register_saving.begins DESC, register_saving.revision DESC
            """)
    }

    /// Each once, without those whose lessons are listed anyway.
    static func once(_ all: [FormerRegister], except listed: [HeldLesson]) -> [FormerRegister] {
        var seen = Set(listed.map(\.key))
        return all.filter { seen.insert($0.key).inserted }
    }
}
