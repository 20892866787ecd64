import Accounts
import Base
import Directory
import Storage
import Timetable

extension RegisterSaving: RowDecodable {
    init(row: inout Row) throws {
        id = try row.next()
        revision = try row.next()
        pupils = Set(try row.next(JSONDocument.self).decoded(as: [ID<Person>].self))
        savedAt = try row.next()
        account = try row.next()
        person = try row.next()
        name = PersonName(given: try row.next(), called: try row.next(), family: try row.next())
    }

    /// The savings of a lesson's register after `revision`, the latest first.
    static func all(
        of key: HeldLesson.Key, after revision: Int = 0, in provider: ID<Provider>
    ) -> Query<RegisterSaving> {
        Query(
            """
            \(selected)
            WHERE register_saving.provider_id = \(provider) AND register_saving.lesson_id = \(key.lesson)
                AND register_saving.held_on = \(key.held) AND register_saving.revision > \(revision)
            ORDER BY register_saving.revision DESC
            """)
    }

    /// The register as it was saved last.
    static func latest(of key: HeldLesson.Key, in provider: ID<Provider>) -> Query<RegisterSaving> {
        Query(
            """
            \(selected)
            WHERE register_saving.provider_id = \(provider) AND register_saving.lesson_id = \(key.lesson)
                AND register_saving.held_on = \(key.held)
            ORDER BY register_saving.revision DESC
            LIMIT 1
            """)
    }

    private static let selected: SQL = """
        SELECT register_saving.id, register_saving.revision, register_saving.pupils, register_saving.saved_at,
            register_saving.account_id, register_saving.person_id, person.given_names, person.called_name,
            person.family_name
        FROM register_saving
        JOIN person ON person.provider_id = register_saving.provider_id AND person.id = register_saving.person_id
        """

    /// Everyone who was ever on the list of a lesson, those who were merged into another record by that one.
    static func listed(
        in key: HeldLesson.Key, in provider: ID<Provider>, _ reader: any Reader
    ) throws -> Set<ID<Person>> {
        let all = try reader.all(all(of: key, in: provider)).reduce(into: Set<ID<Person>>()) { $0.formUnion($1.pupils) }
        let leads = try PersonMerge.leads(of: all, in: provider, reader)
        return Set(all.map { leads[$0] ?? $0 })
    }

    /// Who was on the list; records that were merged into one of `persons` since are that one.
    func listed(
        among persons: [ID<Person>], in provider: ID<Provider>, _ reader: any Reader
    ) throws -> Set<ID<Person>> {
        guard !pupils.isSubset(of: persons) else { return pupils }
        let leads = try PersonMerge.leads(of: pupils.subtracting(persons), in: provider, reader)
        return Set(pupils.map { leads[$0] ?? $0 })
    }

    /// Writes a saving. False when somebody has written this revision in the meantime; then nothing is written.
    static func insert(
        _ id: ID<RegisterSaving>, revision: Int, of occurrence: AttendanceEntry.Occurrence, pupils: [ID<Person>],
        by author: AttendanceEntry.Author, _ person: ID<Person>, isOwn: Bool, in provider: ID<Provider>,
        at now: Instant, _ writer: any Writer
    ) throws -> Bool {
        let (key, document) = (occurrence.key, try JSONDocument(encoding: pupils))
        let changed = try writer.run(
            """
            INSERT INTO register_saving (provider_id, id, organisation_id, lesson_id, held_on, revision, day, begins,
                ends, lunch, subject, pupils, saved_at, account_id, person_id, is_own)
            VALUES (\(provider), \(id), \(occurrence.organisation), \(key.lesson), \(key.held), \(revision),
                \(occurrence.day), \(occurrence.begins), \(occurrence.ends), \(occurrence.lunch),
                \(occurrence.subject), \(document), \(now), \(author.account), \(person), \(isOwn))
            ON CONFLICT (provider_id, lesson_id, held_on, revision) DO NOTHING
            """)
        return changed == 1
    }
}

extension AttendanceEntry {
    /// Takes the word from what stands about `persons` in a lesson.
    static func supersede(
        _ persons: [ID<Person>], in lesson: HeldLesson.Key, at now: Instant, provider: ID<Provider>,
        _ writer: any Writer
    ) throws {
        try writer.run(
            """
            UPDATE attendance_entry SET superseded_at = \(now)
            WHERE provider_id = \(provider) AND lesson_id = \(lesson.lesson) AND held_on = \(lesson.held)
                AND person_id \(anyOf: persons) AND superseded_at IS NULL
            """)
    }
}
