import Base
import Directory
import Storage
import Timetable

/// A register that somebody has saved, with how many are absent.
struct TakenRegister: RowDecodable {
    let key: HeldLesson.Key
    let absent: Int

    init(row: inout Row) throws {
        key = HeldLesson.Key(try row.next(), held: try row.next())
        absent = try row.next()
    }

    /// Those of the lessons, of the pattern's days between two.
    static func all(
        of lessons: [ID<Lesson>], held days: ClosedRange<CivilDate>, in provider: ID<Provider>
    ) -> Query<TakenRegister> {
        Query(
            """
            SELECT register_saving.lesson_id, register_saving.held_on,
                (SELECT COUNT(*) FROM attendance_entry
                    WHERE attendance_entry.provider_id = register_saving.provider_id
                        AND attendance_entry.lesson_id = register_saving.lesson_id
                        AND attendance_entry.held_on = register_saving.held_on
                        AND attendance_entry.superseded_at IS NULL AND attendance_entry.mark = 'absent')
            FROM register_saving
            WHERE register_saving.provider_id = \(provider) AND register_saving.lesson_id \(anyOf: lessons)
                AND register_saving.held_on BETWEEN \(days.lowerBound) AND \(days.upperBound)
                AND register_saving.revision = 1
            """)
    }
}

extension [HeldLesson] {
    /// The days of the pattern from the first to the last, by which registers are found.
    var heldDays: ClosedRange<CivilDate>? {
        guard let first = map(\.held).min(), let last = map(\.held).max() else { return nil }
        return first...last
    }
}
