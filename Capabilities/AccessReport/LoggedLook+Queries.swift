import Accounts
import Base
import Clients
import Directory
import Storage

/// Who saw somebody's data: whoever looked, or a service that was given them.
enum LoggedReader: Hashable {
    case account(ID<Account>)
    case service(ID<Client>)

    var account: ID<Account>? { if case .account(let id) = self { id } else { nil } }
    var client: ID<Client>? { if case .service(let id) = self { id } else { nil } }

    /// Its place among others of the same moment.
    var id: ID<LoggedReader> {
        switch self {
        case .account(let id): id.retagged()
        case .service(let id): id.retagged()
        }
    }
}

/// One row of the access log: an account's looks at a person in a quarter of an hour, or what a service was given in it.
struct LoggedLook: RowDecodable, Hashable {
    let person: ID<Person>
    let reader: LoggedReader
    /// What a service was given, by the names of the fields; empty for looks.
    let fields: [String]
    let purpose: String
    let relation: String
    let first: Instant
    let last: Instant
    let looks: Int

    init(row: inout Row) throws {
        person = try row.next()
        (reader, fields) = (.account(try row.next()), [])
        purpose = try row.next()
        relation = try row.next()
        first = try row.next()
        last = try row.next()
        looks = try row.next()
    }

    /// What stands as the relation of a service.
    static let service = "service"

    private init(disclosure row: inout Row) throws {
        person = try row.next()
        reader = .service(try row.next())
        fields = try row.next(String.self).split(separator: " ").map(String.init)
        (purpose, relation) = (Self.service, Self.service)
        first = try row.next()
        last = try row.next()
        looks = try row.next()
    }

    /// Looks and what services were given as one list, as far as a page and the row after it need.
    static func together(_ looks: [LoggedLook], _ given: [LoggedLook]) -> [LoggedLook] {
        guard !given.isEmpty else { return looks }
        let all = (looks + given).sorted { left, right in
            guard left.first == right.first else { return left.first > right.first }
            return (left.person, left.reader.id) < (right.person, right.reader.id)
        }
        return Array(all.prefix(LogPage.size + 1))
    }

    private static let columns: SQL = """
        access_log.person_id, access_log.account_id, access_log.purpose, access_log.relation, access_log.first_at,
        access_log.last_at, access_log.looks
        """

    /// Looks at one person, the latest first; one more than a page shows, to know whether there are older ones.
    static func at(_ person: ID<Person>, in provider: ID<Provider>, _ span: LogSpan) -> Query<LoggedLook> {
        Query(
            """
            SELECT \(columns)
            FROM access_log
            WHERE access_log.provider_id = \(provider) AND access_log.person_id = \(person)
                AND access_log.first_at >= \(span.begins) AND access_log.first_at < \(span.ends)
            ORDER BY access_log.first_at DESC, access_log.account_id, access_log.purpose, access_log.relation
            LIMIT \(LogPage.size + 1)
            """)
    }

    private static let disclosed: SQL = """
        disclosure.person_id, disclosure.client_id, disclosure.fields, disclosure.first_at, disclosure.last_at,
        disclosure.times
        """

    /// What services were given of one person, the same way.
    static func given(of person: ID<Person>, in provider: ID<Provider>, _ span: LogSpan) -> Query<LoggedLook> {
        Query(
            """
            SELECT \(disclosed)
            FROM disclosure
            WHERE disclosure.provider_id = \(provider) AND disclosure.person_id = \(person)
                AND disclosure.first_at >= \(span.begins) AND disclosure.first_at < \(span.ends)
            ORDER BY disclosure.first_at DESC, disclosure.client_id, disclosure.fields
            LIMIT \(LogPage.size + 1)
            """
        ) { row in try LoggedLook(disclosure: &row) }
    }

    /// The same for what an administrator asked without naming a reader.
    static func given(_ asked: LogQuestion, in provider: ID<Provider>) -> Query<LoggedLook> {
        let person: SQL = asked.person.map { "AND disclosure.person_id = \($0)" } ?? ""
        let after: SQL =
            asked.cursor.map { cursor in
                """
                AND disclosure.first_at <= \(cursor.first) AND (disclosure.first_at < \(cursor.first)
                    OR disclosure.person_id > \(cursor.person)
                    OR (disclosure.person_id = \(cursor.person) AND disclosure.client_id > \(cursor.reader)))
                """
            } ?? ""
        return Query(
            """
            SELECT \(disclosed)
            FROM disclosure
            WHERE disclosure.provider_id = \(provider) \(person)
                AND disclosure.first_at >= \(asked.span.begins) AND disclosure.first_at < \(asked.span.ends) \(after)
            ORDER BY disclosure.first_at DESC, disclosure.person_id, disclosure.client_id, disclosure.fields
            LIMIT \(LogPage.size + 1)
            """
        ) { row in try LoggedLook(disclosure: &row) }
    }

    /// Looks that an administrator asked for: a person, readers by their accounts, or all within the time.
    static func matching(_ asked: LogQuestion, in provider: ID<Provider>) -> Query<LoggedLook> {
        let readers: SQL = asked.readers.map { "AND access_log.account_id \(anyOf: $0)" } ?? ""
        let person: SQL = asked.person.map { "AND access_log.person_id = \($0)" } ?? ""
        return Query(
            """
            SELECT \(columns)
            FROM access_log
            WHERE access_log.provider_id = \(provider) \(person) \(readers)
                AND access_log.first_at >= \(asked.span.begins) AND access_log.first_at < \(asked.span.ends)
                \(after(asked.cursor))
            ORDER BY access_log.first_at DESC, access_log.person_id, access_log.account_id, access_log.purpose,
                access_log.relation
            LIMIT \(LogPage.size + 1)
            """)
    }

    /// One page view is many rows of one moment, so the place in the list is a moment, a person and an account.
    private static func after(_ cursor: LogCursor?) -> SQL {
        guard let cursor else { return "" }
        return """
            AND access_log.first_at <= \(cursor.first) AND (access_log.first_at < \(cursor.first)
                OR access_log.person_id > \(cursor.person)
                OR (access_log.person_id = \(cursor.person) AND access_log.account_id > \(cursor.reader)))
            """
    }
}

/// A post of a reader, to name them by; a person without any has one row with none.
struct ReaderPost: RowDecodable {
    let account: ID<Account>
    let person: Person
    let role: Role?
    let school: String?
    let begins: CivilDate?
    let ends: CivilDate?
    let ended: Instant?

    init(row: inout Row) throws {
        account = try row.next()
        person = try Person(row: &row)
        role = try row.next()
        school = try row.next()
        begins = try row.next()
        ends = try row.next()
        ended = try row.next()
    }

    /// Everything that these accounts were at the provider, also what is over by now.
    static func of(_ accounts: [ID<Account>], in provider: ID<Provider>) -> Query<ReaderPost> {
        Query(
            """
            SELECT account_person.account_id, \(Person.columns), role.role, organisation.name, role.begins_on,
                role.ends_on, role.ended_at
            FROM account_person
            JOIN person ON person.provider_id = account_person.provider_id AND person.id = account_person.person_id
            LEFT JOIN role_assignment AS role ON role.provider_id = person.provider_id AND role.person_id = person.id
            LEFT JOIN organisation ON organisation.provider_id = role.provider_id
                AND organisation.id = role.organisation_id
            WHERE account_person.account_id \(anyOf: accounts) AND account_person.provider_id = \(provider)
            ORDER BY account_person.account_id, person.id, role.id NULLS LAST
            """)
    }
}
