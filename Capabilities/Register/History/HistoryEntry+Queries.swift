import Base
import Directory
import Foundation
import Storage

/// One change in the history of a record, with who made it and whom else it concerned.
struct HistoryEntry: Sendable {
    let id: UUID
    let at: Instant
    /// Who made it, by kind: an account, a command, a schedule.
    let maker: String
    let action: String
    let before: [String: String]
    let after: [String: String]
    /// Who made it and other people whom it concerned, as far as the reader reaches them.
    private(set) var author: Person?
    private(set) var others: [Person]

    static let most = 300

    /// What concerned all members of a group: none of them is named in the history of another.
    private static let ofGroups = [Action.groupEnd.rawValue, Action.groupRestore.rawValue]

    /// The newest changes of a record, one for each.
    static func all(of subject: UUID, _ scope: Scope, in reader: any Reader) throws -> [HistoryEntry] {
        try reader.all(rows(of: subject, scope)).reduce(into: []) { entries, row in
            guard entries.last?.id == row.id else { return entries.append(row) }
            entries[entries.count - 1].author = entries[entries.count - 1].author ?? row.author
            for other in row.others where !entries[entries.count - 1].others.contains(other) {
                entries[entries.count - 1].others.append(other)
            }
        }
    }

    /// A change has a row for each other record that it concerned, and for each record of its author.
    static func rows(of subject: UUID, _ scope: Scope) -> Query<HistoryEntry> {
        Query(
            """
            \(scope.governed)
            SELECT change_log.id, change_log.changed_at, change_log.changed_by, change_log.action,
                change_detail.before_value, change_detail.after_value,
                author.id, author.given_names, author.called_name, author.family_name, author.year_level,
                author.protected, \(Person.columns)
            FROM change_subject
            JOIN change_log ON change_log.provider_id = change_subject.provider_id
                AND change_log.id = change_subject.change_id
            LEFT JOIN change_detail ON change_detail.provider_id = change_log.provider_id
                AND change_detail.change_id = change_log.id
            LEFT JOIN change_subject AS beside ON beside.provider_id = change_subject.provider_id
                AND beside.change_id = change_subject.change_id AND beside.subject_id <> change_subject.subject_id
                AND (change_log.entity_id = change_subject.subject_id OR NOT (change_log.action \(anyOf: ofGroups)))
            LEFT JOIN person ON person.provider_id = beside.provider_id AND person.id = beside.subject_id
                AND \(scope.reaches("person"))
            LEFT JOIN account_person ON account_person.account_id = change_log.account_id
                AND account_person.provider_id = change_log.provider_id
            LEFT JOIN person AS author ON author.provider_id = account_person.provider_id
                AND author.id = account_person.person_id
                AND (author.protected = \(false) OR \(scope.reaches("author")))
            WHERE change_subject.provider_id = \(scope.provider.id) AND change_subject.subject_id = \(subject)
            ORDER BY change_subject.change_id DESC, person.sort_key NULLS LAST, author.sort_key NULLS LAST
            LIMIT \(most)
            """)
    }
}

extension HistoryEntry: RowDecodable {
    init(row: inout Row) throws {
        id = try row.next()
        at = try row.next()
        maker = try row.next()
        action = try row.next()
        before = try row.next(JSONDocument?.self)?.decoded() ?? [:]
        after = try row.next(JSONDocument?.self)?.decoded() ?? [:]
        author = try Person.optional(&row)
        others = try [Person.optional(&row)].compactMap { $0 }
    }
}

extension Person {
    /// The columns of a person that may be missing.
    static func optional(_ row: inout Row) throws -> Person? {
        let id = try row.next(ID<Person>?.self)
        let (given, called) = (try row.next(String?.self), try row.next(String?.self))
        let (family, level) = (try row.next(String?.self), try row.next(String?.self))
        let isProtected = try row.next(Bool?.self)
        guard let id, let given, let called, let family, let isProtected else { return nil }
        return Person(
            id: id, name: PersonName(given: given, called: called, family: family), yearLevel: level,
            isProtected: isProtected)
    }
}
