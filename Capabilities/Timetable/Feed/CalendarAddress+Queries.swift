import Accounts
import Base
import Directory
import Storage

/// A personal calendar address, as its secret finds it.
struct CalendarAddress: RowDecodable {
    let account: ID<Account>
    let provider: ID<Provider>
    let person: ID<Person>
    let role: Role
    let language: Language?
    /// How far the change feed of the provider has come.
    let sequence: Int64
    /// One of the records there that the account stands for.
    let link: ID<Person>?

    init(row: inout Row) throws {
        account = try row.next()
        provider = try row.next()
        person = try row.next()
        role = try row.next()
        language = try row.next()
        sequence = try row.next(Int64?.self) ?? 0
        link = try row.next()
    }

    /// The address behind a secret that nobody has ended, once for each record that the account stands for.
    static func behind(_ secret: Token) -> Query<CalendarAddress> {
        Query(
            """
            SELECT timetable_feed.account_id, timetable_feed.provider_id, timetable_feed.person_id,
                timetable_feed.role, account.language,
                (SELECT change_counter.last_sequence FROM change_counter
                    WHERE change_counter.provider_id = timetable_feed.provider_id), account_person.person_id
            FROM timetable_feed
            JOIN account ON account.id = timetable_feed.account_id
            LEFT JOIN account_person ON account_person.account_id = timetable_feed.account_id
                AND account_person.provider_id = timetable_feed.provider_id
            WHERE timetable_feed.secret_hash = \(secret.hash) AND timetable_feed.ended_at IS NULL
            ORDER BY account_person.person_id NULLS LAST
            """)
    }

    /// Whether the account has an address for this person's lessons as this role.
    static func since(
        _ account: ID<Account>, _ person: ID<Person>, as role: Role, in provider: ID<Provider>
    ) -> Query<Instant> {
        Query(
            """
            SELECT timetable_feed.created_at FROM timetable_feed
            WHERE timetable_feed.provider_id = \(provider) AND timetable_feed.account_id = \(account)
                AND timetable_feed.person_id = \(person) AND timetable_feed.role = \(role)
                AND timetable_feed.ended_at IS NULL
            """)
    }

    /// Makes a new address and ends the one before: what was given away by mistake then shows nothing more.
    static func renew(
        _ account: ID<Account>, _ person: ID<Person>, as role: Role, in provider: ID<Provider>, at now: Instant,
        _ writer: any Writer
    ) throws -> Token {
        let secret = Token.session()
        try end(account, person, as: role, in: provider, at: now, writer)
        try writer.run(
            """
            INSERT INTO timetable_feed (provider_id, id, secret_hash, account_id, person_id, role, created_at)
            VALUES (\(provider), \(ID<TimetableEdition>.new(at: now)), \(secret.hash), \(account), \(person), \(role),
                \(now))
            """)
        return secret
    }

    static func end(
        _ account: ID<Account>, _ person: ID<Person>, as role: Role, in provider: ID<Provider>, at now: Instant,
        _ writer: any Writer
    ) throws {
        try writer.run(
            """
            UPDATE timetable_feed SET ended_at = \(now)
            WHERE provider_id = \(provider) AND account_id = \(account) AND person_id = \(person) AND role = \(role)
                AND ended_at IS NULL
            """)
    }
}

/// How often a timetable has changed, and when it last did.
struct TimetableRevision: RowDecodable {
    let edition: ID<TimetableEdition>
    let number: Int
    let changed: Instant

    init(row: inout Row) throws {
        edition = try row.next()
        number = try row.next()
        changed = try row.next()
    }

    static func of(_ editions: [ID<TimetableEdition>], in provider: ID<Provider>) -> Query<TimetableRevision> {
        Query(
            """
            SELECT present.edition_id, present.revision, present.changed_at FROM timetable_present AS present
            WHERE present.provider_id = \(provider) AND present.edition_id \(anyOf: editions)
            """)
    }
}
