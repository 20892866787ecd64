import Accounts
import Audit
import Base
import Clients
import Directory
import Foundation
import Storage

extension AuditQuestion {
    /// What happened to ways in, the latest first.
    func events(in provider: ID<Provider>, most: Int) -> Query<AuditEntry> {
        let (above, below) = bounds
        let whose: SQL = (person ?? maker).map { "AND record.person_id = \($0)" } ?? ""
        let about: SQL = subject.map { "AND record.subject = \($0.rawValue)" } ?? ""
        return Query(
            """
            SELECT record.id, record.kind, record.proof, record.person_id, record.account_id, record.browser
            FROM sign_in_record AS record
            WHERE record.provider_id = \(provider) AND record.id > \(above) AND record.id < \(below) \(whose) \(about)
            ORDER BY record.id DESC
            LIMIT \(most)
            """
        ) { row in
            let id = try row.next(ID<AuditEntry>.self)
            guard let kind = SignInEvent.Kind(rawValue: try row.next()), let proof = Proof(rawValue: try row.next())
            else { throw StorageFault.malformed("an event of no known kind") }
            return AuditEntry(
                id: id, what: .event(kind, proof), person: try row.next(), account: try row.next(),
                browser: try row.next())
        }
    }

    /// Acts of administration, the latest first.
    ///
    /// - Parameter makers: the accounts of whoever is asked for as the one who did it; nil when nobody is.
    func acts(in provider: ID<Provider>, by makers: [ID<Account>]?, most: Int) -> Query<AuditEntry> {
        let (above, below) = bounds
        let made: SQL = makers.map { "AND change.account_id \(anyOf: $0)" } ?? ""
        let about: SQL = act.map { "AND change.act = \($0.rawValue)" } ?? ""
        let details: SQL = """
            LEFT JOIN change_detail AS detail ON detail.provider_id = change.provider_id
                AND detail.change_id = change.id AND change.entity = 'client'
            """
        // From a person one comes to the few changes that concern them, and from each to itself.
        let source: SQL =
            if let person {
                """
                FROM change_subject AS concern CROSS JOIN change_log AS change \(details)
                WHERE concern.provider_id = \(provider) AND concern.subject_id = \(person)
                    AND concern.change_id > \(above) AND concern.change_id < \(below)
                    AND change.provider_id = concern.provider_id AND change.id = concern.change_id
                """
            } else {
                """
                FROM change_log AS change \(details)
                WHERE change.provider_id = \(provider) AND change.act_id > \(above) AND change.act_id < \(below)
                """
            }
        return Query(
            """
            SELECT change.id, change.action, change.changed_by, change.account_id, change.entity, change.entity_id,
                detail.before_value, detail.after_value
            \(source) AND change.act_id IS NOT NULL \(made) \(about)
            ORDER BY change.act_id DESC
            LIMIT \(most)
            """
        ) { row in
            var entry = AuditEntry(
                id: try row.next(), what: .act(try row.next(), maker: try row.next()), account: try row.next(),
                browser: "")
            entry.matter = try AuditEntry.Matter(released: &row)
            return entry
        }
    }

    /// Acts on services that the provider releases something to, and those that concern everybody, the latest first. They are
    /// few beside all others, so that they are walked in their order.
    func platformActs(concerning provider: ID<Provider>, most: Int) -> Query<AuditEntry> {
        let (above, below) = bounds
        return Query(
            """
            SELECT record.id, record.action, record.changed_by, record.client_id, record.fields
            FROM platform_change AS record
            WHERE record.id > \(above) AND record.id < \(below) AND (record.client_id IS NULL
                OR EXISTS (SELECT 1 FROM release
                    WHERE release.client_id = record.client_id AND release.provider_id = \(provider)))
            ORDER BY record.id DESC
            LIMIT \(most)
            """
        ) { row in
            var entry = AuditEntry(
                id: try row.next(), what: .act(try row.next(), maker: try row.next()), account: nil, browser: "")
            entry.matter.service = try row.next()
            entry.matter.fields = try row.next(String.self).split(separator: " ").map(String.init)
            return entry
        }
    }
}

extension AuditEntry.Matter {
    /// What a release was about, from the change that made or ended it.
    fileprivate init(released row: inout Row) throws {
        let (entity, id) = (try row.next(String.self), try row.next(ID<Client>.self))
        let values = [try row.next(JSONDocument?.self), try row.next(JSONDocument?.self)]
        guard entity == "client" else { return }
        service = id
        let logged = try values.map { try $0?.decoded(as: [String: String].self) ?? [:] }
        name = logged.compactMap { $0["service"] }.last
        changes = ReleaseEdit.all(before: logged[0], after: logged[1])
        guard changes.isEmpty else { return }
        fields = logged.compactMap { $0["fields"] }.last.map { $0.split(separator: " ").map(String.init) } ?? []
    }
}

/// A person with what they are there for: an account, or a change that concerns them.
struct Concerned<Subject>: RowDecodable {
    let subject: ID<Subject>
    let person: Person

    init(row: inout Row) throws {
        subject = try row.next()
        person = try Person(row: &row)
    }
}

extension Concerned where Subject == Account {
    /// The records at the provider of those who did something.
    static func standing(for accounts: [ID<Account>], in provider: ID<Provider>) -> Query<Concerned> {
        Query(
            """
            SELECT account_person.account_id, \(Person.columns)
            FROM account_person
            JOIN person ON person.provider_id = account_person.provider_id AND person.id = account_person.person_id
            WHERE account_person.account_id \(anyOf: accounts) AND account_person.provider_id = \(provider)
            ORDER BY account_person.account_id, person.id
            """)
    }
}

extension Concerned where Subject == AuditEntry {
    /// Whom acts concern.
    static func by(_ acts: [ID<AuditEntry>], in provider: ID<Provider>) -> Query<Concerned> {
        Query(
            """
            SELECT change_subject.change_id, \(Person.columns)
            FROM change_subject
            JOIN person ON person.provider_id = change_subject.provider_id AND person.id = change_subject.subject_id
            WHERE change_subject.provider_id = \(provider) AND change_subject.change_id \(anyOf: acts)
            ORDER BY change_subject.change_id, person.id
            """)
    }
}
