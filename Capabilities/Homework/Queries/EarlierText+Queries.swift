import Base
import Directory
import Storage
import Timetable

/// What a homework said before a change, and who changed it when.
struct EarlierText: RowDecodable, Hashable {
    let at: Instant
    let action: String
    let before: [String: String]
    /// nil for what a command did, or for an account whose person is gone.
    let author: LessonTeacher?

    init(row: inout Row) throws {
        at = try row.next()
        action = try row.next()
        before = try row.next(JSONDocument?.self)?.decoded() ?? [:]
        let id = try row.next(ID<Person>?.self)
        let (given, called) = (try row.next(String?.self), try row.next(String?.self))
        let (family, isProtected) = (try row.next(String?.self), try row.next(Bool?.self))
        guard let id, let given, let called, let family else {
            author = nil
            return
        }
        author = LessonTeacher(
            id: id, name: PersonName(given: given, called: called, family: family), isProtected: isProtected ?? true)
    }

    /// The changes of one homework, the newest first.
    static func all(of work: ID<GivenWork>, in provider: ID<Provider>) -> Query<EarlierText> {
        Query(
            """
            SELECT change_log.changed_at, change_log.action, change_detail.before_value, person.id,
                person.given_names, person.called_name, person.family_name, person.protected
            FROM change_log
            LEFT JOIN change_detail ON change_detail.provider_id = change_log.provider_id
                AND change_detail.change_id = change_log.id
            LEFT JOIN account_person ON account_person.account_id = change_log.account_id
                AND account_person.provider_id = change_log.provider_id
            LEFT JOIN person ON person.provider_id = account_person.provider_id
                AND person.id = account_person.person_id
            WHERE change_log.provider_id = \(provider) AND change_log.entity = 'homework'
                AND change_log.entity_id = \(work)
            ORDER BY change_log.changed_at DESC, change_log.id DESC, person.id NULLS LAST
            LIMIT 100
            """)
    }

    /// Each change once, though its author's account may stand for two records.
    static func once(_ rows: [EarlierText]) -> [EarlierText] {
        rows.reduce(into: []) { texts, row in
            if texts.last?.at != row.at || texts.last?.action != row.action { texts.append(row) }
        }
    }
}
