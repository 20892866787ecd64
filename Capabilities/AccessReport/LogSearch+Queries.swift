import Accounts
import Base
import Directory
import Storage

/// A search of the log that an administrator made, with its reason.
struct LogSearch: RowDecodable {
    let id: ID<LogSearch>
    let reason: String
    let person: ID<Person>?
    let reader: ID<Person>?
    let from: CivilDate?
    let to: CivilDate?
    let searchedAt: Instant

    init(row: inout Row) throws {
        id = try row.next()
        reason = try row.next()
        person = try row.next()
        reader = try row.next()
        from = try row.next()
        to = try row.next()
        searchedAt = try row.next()
    }

    private static let columns: SQL = """
        access_log_search.id, access_log_search.reason, access_log_search.person_id, access_log_search.reader_id,
        access_log_search.begins_on, access_log_search.ends_on, access_log_search.searched_at
        """

    /// One of the account's own searches.
    static func made(_ search: ID<LogSearch>, by account: ID<Account>, in provider: ID<Provider>) -> Query<LogSearch> {
        Query(
            """
            SELECT \(columns)
            FROM access_log_search
            WHERE access_log_search.provider_id = \(provider) AND access_log_search.id = \(search)
                AND access_log_search.account_id = \(account)
            """)
    }

    /// The account's latest searches.
    static func latest(by account: ID<Account>, in provider: ID<Provider>) -> Query<LogSearch> {
        Query(
            """
            SELECT \(columns)
            FROM access_log_search
            WHERE access_log_search.provider_id = \(provider) AND access_log_search.account_id = \(account)
            ORDER BY access_log_search.searched_at DESC, access_log_search.id DESC
            LIMIT 10
            """)
    }

    /// Keeps a search before it is answered.
    static func keep(
        _ form: LogSearchForm, person: ID<Person>?, reader: ID<Person>?, by account: ID<Account>,
        in provider: ID<Provider>, at now: Instant, in writer: any Writer
    ) throws -> ID<LogSearch> {
        let id = ID<LogSearch>.new(at: now)
        try writer.run(
            """
            INSERT INTO access_log_search
                (provider_id, id, account_id, reason, person_id, reader_id, begins_on, ends_on, searched_at)
            VALUES (\(provider), \(id), \(account), \(form.reason), \(person), \(reader), \(form.span.from),
                \(form.span.to), \(now))
            """)
        return id
    }
}

extension Person {
    /// The people of these ids.
    static func among(_ people: [ID<Person>], in provider: ID<Provider>) -> Query<Person> {
        Query(
            """
            SELECT \(columns)
            FROM person
            WHERE person.provider_id = \(provider) AND person.id \(anyOf: people)
            """)
    }

    /// Whose called and family name begin like this, those who have left included; one more than can be chosen from.
    static func called(_ name: String, in provider: ID<Provider>) -> Query<Person> {
        let key = SearchKey.of(name)
        return Query(
            """
            SELECT \(columns)
            FROM person
            WHERE person.provider_id = \(provider) AND person.search_key >= \(key)
                AND person.search_key < \(key + "\u{10FFFF}")
            ORDER BY person.sort_key, person.id
            LIMIT \(LogSearchForm.mostCandidates + 1)
            """)
    }

    /// The people at the provider for whom an account stands, by its folded sign-in name.
    static func signingIn(as name: String, in provider: ID<Provider>) -> Query<Person> {
        Query(
            """
            SELECT \(columns)
            FROM account
            JOIN account_person ON account_person.account_id = account.id AND account_person.provider_id = \(provider)
            JOIN person ON person.provider_id = account_person.provider_id AND person.id = account_person.person_id
            WHERE account.sign_in_name = \(name)
            ORDER BY person.sort_key, person.id
            """)
    }
}

extension Account {
    /// The accounts that stand for a person.
    static func standing(for person: ID<Person>, in provider: ID<Provider>) -> Query<ID<Account>> {
        Query(
            """
            SELECT account_person.account_id
            FROM account_person
            WHERE account_person.provider_id = \(provider) AND account_person.person_id = \(person)
            ORDER BY account_person.account_id
            """)
    }
}
