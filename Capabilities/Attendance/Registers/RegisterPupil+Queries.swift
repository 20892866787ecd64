import Base
import Directory
import Storage
import Timetable

/// A pupil of a lesson with what stands about it in the register.
struct RegisterPupil: RowDecodable, Sendable {
    /// The entry that speaks.
    struct Entry: Sendable {
        let standing: Standing
        let origin: EntryOrigin
    }

    let organisation: ID<Organisation>
    let person: Person
    let entry: Entry?

    init(row: inout Row) throws {
        organisation = try row.next()
        person = try Person(row: &row)
        let (mark, minutes) = (try row.next(Mark?.self), try row.next(Int?.self))
        let (absenceClass, code) = (try row.next(AbsenceClass?.self), try row.next(ID<AbsenceCode>?.self))
        let (note, origin) = (try row.next(String?.self), try row.next(EntryOrigin?.self))
        entry = mark.flatMap { mark in
            origin.map { origin in
                Entry(
                    standing: Standing(mark, minutes: minutes, absenceClass, code: code, note: note), origin: origin)
            }
        }
    }

    /// The pupils of all the lesson's groups on the day on which it is, each once, by name; of a lesson that no timetable
    /// has, those who were on its list.
    static func all(of lesson: FoundLesson, in provider: ID<Provider>, _ reader: any Reader) throws -> [RegisterPupil] {
        if let organisation = lesson.organisation {
            let listed = try RegisterSaving.listed(in: lesson.key, in: provider, reader)
            return try reader.all(kept(listed, of: lesson.key, at: organisation, in: provider))
        }
        guard let edition = lesson.edition else { return [] }
        return try reader.all(rows(of: lesson, in: edition, provider)).reduce(into: []) { pupils, row in
            if pupils.last?.person.id != row.person.id { pupils.append(row) }
        }
    }

    private static func rows(
        of lesson: FoundLesson, in edition: ID<TimetableEdition>, _ provider: ID<Provider>
    ) -> Query<RegisterPupil> {
        Query(
            """
            SELECT timetable_edition.organisation_id, \(Person.columns), attendance_entry.mark,
                attendance_entry.minutes, attendance_entry.class, attendance_entry.code_id, attendance_entry.note,
                attendance_entry.origin
            FROM lesson_group
            CROSS JOIN timetable_edition
            CROSS JOIN membership
            CROSS JOIN person
            LEFT JOIN attendance_entry ON attendance_entry.provider_id = person.provider_id
                AND attendance_entry.person_id = person.id AND attendance_entry.lesson_id = \(lesson.key.lesson)
                AND attendance_entry.held_on = \(lesson.key.held) AND attendance_entry.superseded_at IS NULL
            WHERE lesson_group.provider_id = \(provider) AND lesson_group.edition_id = \(edition)
                AND lesson_group.lesson_id = \(lesson.key.lesson)
                AND timetable_edition.provider_id = lesson_group.provider_id
                AND timetable_edition.id = lesson_group.edition_id
                AND membership.provider_id = lesson_group.provider_id
                AND membership.group_id = lesson_group.group_id AND membership.role = 'pupil'
                AND \(.inForce(.membership, on: Day(lesson.day)))
                AND person.provider_id = membership.provider_id AND person.id = membership.person_id
                AND person.ended_at IS NULL
            ORDER BY person.sort_key, person.id
            """)
    }
}

/// A pupil in a group, by which other lessons at the same time are found.
struct PupilGroup: RowDecodable {
    let person: ID<Person>
    let group: ID<SchoolGroup>

    init(row: inout Row) throws { (person, group) = (try row.next(), try row.next()) }

    static func all(of persons: [ID<Person>], in provider: ID<Provider>, on day: CivilDate) -> Query<PupilGroup> {
        Query(
            """
            SELECT membership.person_id, membership.group_id
            FROM membership
            WHERE membership.provider_id = \(provider) AND membership.person_id \(anyOf: persons)
                AND membership.role = 'pupil' AND \(.inForce(.membership, on: Day(day)))
            """)
    }
}
