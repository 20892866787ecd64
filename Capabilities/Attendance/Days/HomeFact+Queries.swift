import Base
import Directory
import Storage
import Timetable

/// How a pupil was in a lesson, as the home sees it on a time line.
struct OwnMark: Hashable, Sendable {
    let person: ID<Person>
    let key: HeldLesson.Key
    let standing: Standing
}

/// What a home knows of a pupil's lessons in one statement: how it was in those that were, and what is announced for those
/// that come.
enum HomeFact: RowDecodable {
    case mark(OwnMark)
    case known(KnownAbsence, AbsenceClass, AbsenceNotice.Origin)

    init(row: inout Row) throws {
        let person = try row.next(ID<Person>.self)
        let (lesson, held) = (try row.next(ID<Lesson>?.self), try row.next(CivilDate?.self))
        let (mark, minutes) = (try row.next(Mark?.self), try row.next(Int?.self))
        let (absenceClass, note) = (try row.next(AbsenceClass?.self), try row.next(String?.self))
        let origin = try row.next(AbsenceNotice.Origin?.self)
        if let lesson, let held, let mark {
            let standing = Standing(mark, minutes: minutes, absenceClass, note: note)
            self = .mark(OwnMark(person: person, key: HeldLesson.Key(lesson, held: held), standing: standing))
        } else {
            self = .known(
                try KnownAbsence(&row, of: person), absenceClass ?? .other, origin ?? .guardian)
        }
    }

    /// For whom it is asked.
    struct Ask {
        let persons: [ID<Person>]
        let providers: [ID<Provider>]
        /// The guardians who ask; nil for the pupil.
        let guardians: [ID<Person>]?
    }

    /// Marks of the days of `past`, announcements for those of `coming`.
    static func all(_ ask: Ask, past: [CivilDate], coming: [CivilDate], today: CivilDate) -> Query<HomeFact> {
        let (held, next) = (span(past) ?? today...today, span(coming) ?? today...today)
        return Query(
            """
            SELECT attendance_entry.person_id, attendance_entry.lesson_id, attendance_entry.held_on,
                attendance_entry.mark, attendance_entry.minutes, attendance_entry.class, attendance_entry.note, NULL,
                NULL, NULL, NULL, NULL
            FROM attendance_entry
            WHERE attendance_entry.provider_id \(anyOf: ask.providers)
                AND attendance_entry.person_id \(anyOf: past.isEmpty ? [] : ask.persons)
                AND attendance_entry.day BETWEEN \(held.lowerBound) AND \(held.upperBound)
                AND attendance_entry.superseded_at IS NULL AND attendance_entry.mark <> 'present'
            UNION ALL
            SELECT absence_notice.person_id, NULL, NULL, NULL, NULL, absence_notice.class, NULL,
                absence_notice.origin, absence_notice.first_day, absence_notice.last_day, absence_notice.begins,
                absence_notice.ends
            FROM absence_notice
            LEFT JOIN person AS author ON author.provider_id = absence_notice.provider_id
                AND author.id = COALESCE(absence_notice.applicant_id, absence_notice.author_id)
            WHERE absence_notice.provider_id \(anyOf: ask.providers)
                AND absence_notice.person_id \(anyOf: coming.isEmpty ? [] : ask.persons)
                AND absence_notice.last_day >= \(next.lowerBound) AND absence_notice.first_day <= \(next.upperBound)
                AND absence_notice.ended_at IS NULL \(ask.open)
            ORDER BY 1
            """)
    }

    private static func span(_ days: [CivilDate]) -> ClosedRange<CivilDate>? {
        days.min().flatMap { first in days.max().map { first...$0 } }
    }
}

extension HomeFact.Ask {
    /// What `ShownNotice.isOpen` says, as a condition: of two guardians of whom one is protected neither learns what the
    /// other wrote, or for what leave the other applied.
    fileprivate var open: SQL {
        guard let guardians else { return "" }
        return """
            AND (absence_notice.origin <> 'leave' OR absence_notice.applicant_id IS NOT NULL)
                AND ((absence_notice.origin <> 'leave' AND absence_notice.author_role <> 'guardian')
                    OR absence_notice.applicant_id = absence_notice.person_id OR author.id \(anyOf: guardians)
                    OR (author.protected = \(false) AND NOT EXISTS (SELECT 1 FROM person AS reader
                        WHERE reader.provider_id = absence_notice.provider_id AND reader.id \(anyOf: guardians)
                            AND reader.protected = \(true))))
            """
    }
}
