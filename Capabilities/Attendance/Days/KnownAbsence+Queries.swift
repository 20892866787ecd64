import Base
import Directory
import Storage
import Timetable

/// An absence that is announced and not withdrawn, as it lies over coming lessons.
struct KnownAbsence: Hashable, Sendable {
    let person: ID<Person>
    let days: ClosedRange<CivilDate>
    /// Minutes of the day; nil for the whole.
    let part: Range<Int>?

    func covers(_ lesson: HeldLesson) -> Bool {
        days.contains(lesson.day) && part?.overlaps(lesson.time.begins..<lesson.time.ends) ?? true
    }

    /// First and last day, and the minutes, of a row that has them.
    init(_ row: inout Row, of person: ID<Person>) throws {
        self.person = person
        let (first, last) = (try row.next(CivilDate.self), try row.next(CivilDate.self))
        days = first...max(first, last)
        let (begins, ends) = (try row.next(Int?.self), try row.next(Int?.self))
        part = begins.flatMap { begins in ends.flatMap { begins < $0 ? begins..<$0 : nil } }
    }
}

/// A pupil of a group of whom an absence is known, while the pupil is in the group.
struct GroupAbsence: Hashable, Sendable {
    let group: ID<SchoolGroup>
    let begins: CivilDate?
    let ends: CivilDate?
    let absence: KnownAbsence

    func covers(_ lesson: HeldLesson) -> Bool {
        lesson.lesson.groups.contains { $0.id == group } && absence.covers(lesson)
            && (begins.map { $0 <= lesson.day } ?? true) && (ends.map { lesson.day < $0 } ?? true)
    }

    /// Those of `groups` on any of `days`; the columns after three empty ones, as `TeacherFact` reads them.
    static func select(
        of groups: [ID<SchoolGroup>], on days: ClosedRange<CivilDate>, in provider: ID<Provider>
    ) -> SQL {
        """
        SELECT NULL, NULL, NULL, membership.group_id, membership.person_id, membership.begins_on, membership.ends_on,
            absence_notice.first_day, absence_notice.last_day, absence_notice.begins, absence_notice.ends
        FROM membership
        CROSS JOIN absence_notice
        WHERE membership.provider_id = \(provider) AND membership.group_id \(anyOf: groups)
            AND membership.role = 'pupil' AND membership.ended_at IS NULL
            AND absence_notice.provider_id = membership.provider_id
            AND absence_notice.person_id = membership.person_id AND absence_notice.last_day >= \(days.lowerBound)
            AND absence_notice.first_day <= \(days.upperBound) AND absence_notice.ended_at IS NULL
        """
    }
}

/// What is known of a teacher's lessons in one statement: registers that are taken, and who is announced to be absent.
enum TeacherFact: RowDecodable {
    case taken(TakenRegister)
    case known(GroupAbsence)

    init(row: inout Row) throws {
        let (lesson, held) = (try row.next(ID<Lesson>?.self), try row.next(CivilDate?.self))
        let absent = try row.next(Int?.self)
        if let lesson, let held {
            self = .taken(TakenRegister(key: HeldLesson.Key(lesson, held: held), absent: absent ?? 0))
            return
        }
        let (group, person) = (try row.next(ID<SchoolGroup>.self), try row.next(ID<Person>.self))
        let (begins, ends) = (try row.next(CivilDate?.self), try row.next(CivilDate?.self))
        self = .known(
            GroupAbsence(group: group, begins: begins, ends: ends, absence: try KnownAbsence(&row, of: person)))
    }

    /// Registers of lessons that have begun, and announced absences for those that come.
    static func all(
        begun: [HeldLesson], coming: [HeldLesson], in provider: ID<Provider>, today: CivilDate
    ) -> Query<TeacherFact> {
        let taken = TakenRegister.select(
            of: begun.map(\.lesson.id), held: begun.heldDays ?? today...today, counts: true, in: provider,
            more: ", NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL")
        let days = coming.map(\.day).min().flatMap { first in coming.map(\.day).max().map { first...$0 } }
        return Query(
            """
            \(taken)
            UNION ALL
            \(GroupAbsence.select(
                of: Array(Set(coming.flatMap(\.lesson.groups).map(\.id))), on: days ?? today...today, in: provider))
            """)
    }
}
