import Base
import Directory
import Storage
import Timetable

/// A register that somebody has saved, with how many are absent.
struct TakenRegister: Sendable {
    let key: HeldLesson.Key
    let absent: Int

    init(key: HeldLesson.Key, absent: Int) { (self.key, self.absent) = (key, absent) }

    /// Those of the lessons, of the pattern's days between two.
    ///
    /// - Parameters:
    ///   - counts: whether the absent are counted; without it there are none.
    ///   - more: columns behind the three, for a statement that has other rows too.
    static func select(
        of lessons: [ID<Lesson>], held days: ClosedRange<CivilDate>, counts: Bool, in provider: ID<Provider>,
        more: SQL = ""
    ) -> SQL {
        """
        SELECT register_saving.lesson_id, register_saving.held_on, \(counts ? absentees : "0")\(more)
        FROM register_saving
        WHERE register_saving.provider_id = \(provider) AND register_saving.lesson_id \(anyOf: lessons)
            AND register_saving.held_on BETWEEN \(days.lowerBound) AND \(days.upperBound)
            AND register_saving.revision = 1
        """
    }

    private static let absentees: SQL = """
        (SELECT COUNT(*) FROM attendance_entry
            WHERE attendance_entry.provider_id = register_saving.provider_id
                AND attendance_entry.lesson_id = register_saving.lesson_id
                AND attendance_entry.held_on = register_saving.held_on
                AND attendance_entry.superseded_at IS NULL AND attendance_entry.mark = 'absent')
        """
}

/// What is known of a teacher's last days in one statement: registers that are taken, and for how long one corrects.
enum RecentFact: RowDecodable {
    case taken(TakenRegister)
    case correctionDays(Int)

    init(row: inout Row) throws {
        let (lesson, held) = (try row.next(ID<Lesson>?.self), try row.next(CivilDate?.self))
        let number = try row.next(Int.self)
        guard let lesson, let held else {
            self = .correctionDays(number)
            return
        }
        self = .taken(TakenRegister(key: HeldLesson.Key(lesson, held: held), absent: number))
    }

    /// What is known of some lessons: how many are absent where the register is taken, and how long one corrects.
    static func all(
        about lessons: [HeldLesson], counts: Bool, in provider: ID<Provider>, _ reader: any Reader
    ) throws -> (absent: [HeldLesson.Key: Int], rules: AttendanceRules) {
        var (absent, rules): ([HeldLesson.Key: Int], AttendanceRules) = ([:], AttendanceRules())
        guard let days = lessons.heldDays else { return (absent, rules) }
        let ids = Array(Set(lessons.map(\.lesson.id)))
        for fact in try reader.all(all(of: ids, held: days, counts: counts, in: provider)) {
            switch fact {
            case .taken(let register): absent[register.key] = register.absent
            case .correctionDays(let days): rules = AttendanceRules(correctionDays: days)
            }
        }
        return (absent, rules)
    }

    private static func all(
        of lessons: [ID<Lesson>], held days: ClosedRange<CivilDate>, counts: Bool, in provider: ID<Provider>
    ) -> Query<RecentFact> {
        Query(
            """
            \(TakenRegister.select(of: lessons, held: days, counts: counts, in: provider))
            UNION ALL
            SELECT NULL, NULL, attendance_rule.correction_days
            FROM attendance_rule
            WHERE attendance_rule.provider_id = \(provider)
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
