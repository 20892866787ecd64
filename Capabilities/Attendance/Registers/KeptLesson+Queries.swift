import Base
import Directory
import Storage
import Timetable

/// A lesson as the saving of its register kept it, for when the timetable has it no more.
struct KeptLesson: RowDecodable {
    let organisation: ID<Organisation>
    let day: CivilDate
    let begins: Int
    let ends: Int
    /// Minutes of lunch within the lesson.
    let lunch: Int
    let subject: String
    /// Whether one of the askers ever saved the register.
    let isSaver: Bool
    /// Whether it was an asker's own lesson, by a saving or by an earlier timetable.
    let isOwn: Bool

    init(row: inout Row) throws {
        organisation = try row.next()
        day = try row.next()
        begins = try row.next()
        ends = try row.next()
        lunch = try row.next()
        subject = try row.next()
        isSaver = try row.next()
        isOwn = try row.next()
    }

    /// As it was saved last.
    static func of(
        _ key: HeldLesson.Key, askedBy persons: [ID<Person>], in provider: ID<Provider>
    ) -> Query<KeptLesson> {
        let own: SQL = """
            FROM register_saving AS own
                WHERE own.provider_id = register_saving.provider_id AND own.lesson_id = register_saving.lesson_id
                    AND own.held_on = register_saving.held_on AND own.person_id \(anyOf: persons)
            """
        return Query(
            """
            SELECT register_saving.organisation_id, register_saving.day, register_saving.begins, register_saving.ends,
                register_saving.lunch, register_saving.subject, EXISTS (SELECT 1 \(own)),
                EXISTS (SELECT 1 \(own) AND own.is_own = \(true))
                    OR EXISTS (SELECT 1 FROM lesson_teacher
                        WHERE lesson_teacher.provider_id = register_saving.provider_id
                            AND lesson_teacher.person_id \(anyOf: persons)
                            AND lesson_teacher.lesson_id = register_saving.lesson_id)
            FROM register_saving
            WHERE register_saving.provider_id = \(provider) AND register_saving.lesson_id = \(key.lesson)
                AND register_saving.held_on = \(key.held)
            ORDER BY register_saving.revision DESC
            LIMIT 1
            """)
    }
}

extension RegisterPupil {
    /// The pupils who were on the list of a lesson that the timetable has no more, whatever has become of them since.
    static func kept(
        _ persons: Set<ID<Person>>, of key: HeldLesson.Key, at organisation: ID<Organisation>, in provider: ID<Provider>
    ) -> Query<RegisterPupil> {
        Query(
            """
            SELECT organisation.id, \(Person.columns), attendance_entry.mark, attendance_entry.minutes,
                attendance_entry.class, attendance_entry.code_id, attendance_entry.note, attendance_entry.origin
            FROM organisation
            CROSS JOIN person
            LEFT JOIN attendance_entry ON attendance_entry.provider_id = person.provider_id
                AND attendance_entry.person_id = person.id AND attendance_entry.lesson_id = \(key.lesson)
                AND attendance_entry.held_on = \(key.held) AND attendance_entry.superseded_at IS NULL
            WHERE organisation.provider_id = \(provider) AND organisation.id = \(organisation)
                AND person.provider_id = organisation.provider_id AND person.id \(anyOf: Array(persons))
            ORDER BY person.sort_key, person.id
            """)
    }
}
