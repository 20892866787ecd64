import Accounts
import Base
import Directory
import Storage

/// Somebody came from an identity provider and could not be told apart. An administrator decides.
struct LinkConflict: RowDecodable, Sendable {
    let id: ID<LinkConflict>
    let reason: ConflictReason
    let issuer: String
    let subject: String
    /// What came, closed by the seal.
    let arrived: [UInt8]
    let tries: Int32
    let createdAt: Instant
    let lastAt: Instant
    let party: ID<IdentityProvider>
    let title: String

    static let arrivedPlace = "link_conflict.arrived"
    /// What nobody decided about for so long is dropped; whoever it concerns has long asked.
    static let daysKept: Int64 = 90

    private static let selected: SQL = """
        SELECT link_conflict.id, link_conflict.reason, link_conflict.issuer, link_conflict.login_id,
            link_conflict.arrived, link_conflict.tries, link_conflict.created_at, link_conflict.last_at,
            identity_provider.id, identity_provider.title
        FROM link_conflict
        JOIN identity_provider ON identity_provider.provider_id = link_conflict.provider_id
            AND identity_provider.id = link_conflict.identity_provider_id
        """

    init(row: inout Row) throws {
        id = try row.next()
        reason = try row.next()
        issuer = try row.next()
        subject = try row.next()
        arrived = try row.next()
        tries = try row.next()
        createdAt = try row.next()
        lastAt = try row.next()
        party = try row.next()
        title = try row.next()
    }

    /// What waits for an administrator, the oldest first.
    static func open(in provider: ID<Provider>) -> Query<LinkConflict> {
        Query(
            """
            \(selected)
            WHERE link_conflict.provider_id = \(provider) AND link_conflict.decided_at IS NULL
            ORDER BY link_conflict.created_at, link_conflict.id
            LIMIT 200
            """)
    }

    static func open(_ id: ID<LinkConflict>, in provider: ID<Provider>) -> Query<LinkConflict> {
        Query(
            """
            \(selected)
            WHERE link_conflict.provider_id = \(provider) AND link_conflict.id = \(id)
                AND link_conflict.decided_at IS NULL
            """)
    }

    /// How many wait, at most a hundred.
    static func waiting(in provider: ID<Provider>) -> Query<Int> {
        Query(
            """
            SELECT COUNT(*) FROM (SELECT 1 FROM link_conflict
                WHERE link_conflict.provider_id = \(provider) AND link_conflict.decided_at IS NULL LIMIT 100) AS counted
            """)
    }

    /// Queues it, or counts one more try of the same login.
    static func queue(
        _ reason: ConflictReason, _ arrival: Arrival, arrived: [UInt8], _ party: IdentityProvider,
        _ people: [ID<Person>], at now: Instant, in writer: any Writer
    ) throws {
        let waiting = try writer.run(
            """
            UPDATE link_conflict SET tries = tries + 1, last_at = \(now), reason = \(reason), arrived = \(arrived)
            WHERE provider_id = \(party.provider) AND identity_provider_id = \(party.id)
                AND login_id = \(arrival.login.subject) AND decided_at IS NULL
            """)
        let id = ID<LinkConflict>.new(at: now)
        if waiting == 0 {
            try writer.run(
                """
                INSERT INTO link_conflict (provider_id, id, identity_provider_id, reason, issuer, login_id, arrived,
                    tries, created_at, last_at)
                VALUES (\(party.provider), \(id), \(party.id), \(reason), \(arrival.login.issuer), \(arrival.login.subject),
                    \(arrived), \(Int32(1)), \(now), \(now))
                """)
        }
        try writer.run(
            """
            INSERT INTO link_conflict_person (provider_id, conflict_id, person_id)
            SELECT link_conflict.provider_id, link_conflict.id, person.id
            FROM link_conflict
            JOIN person ON person.provider_id = link_conflict.provider_id AND person.id \(anyOf: people)
            WHERE link_conflict.provider_id = \(party.provider)
                AND link_conflict.identity_provider_id = \(party.id)
                AND link_conflict.login_id = \(arrival.login.subject) AND link_conflict.decided_at IS NULL
            ON CONFLICT (provider_id, conflict_id, person_id) DO NOTHING
            """)
    }

    /// Closes it; what came is forgotten. False when somebody was faster.
    func decide(
        _ decision: Decision, in provider: ID<Provider>, by account: ID<Account>, at now: Instant,
        in writer: any Writer
    ) throws -> Bool {
        try writer.run(
            """
            UPDATE link_conflict SET decided_at = \(now), decided_by = \(account), decision = \(decision),
                arrived = \([UInt8]())
            WHERE provider_id = \(provider) AND id = \(id) AND decided_at IS NULL
            """) == 1
    }

    /// What an administrator may decide; one word each in the table.
    enum Decision: String, Sendable, ColumnValue { case linked, dismissed }

    static func removeOld(at now: Instant, in writer: any Writer) throws {
        let limit = now.adding(days: -daysKept)
        try writer.run(
            """
            DELETE FROM link_conflict_person
            WHERE EXISTS (SELECT 1 FROM link_conflict
                WHERE link_conflict.provider_id = link_conflict_person.provider_id
                    AND link_conflict.id = link_conflict_person.conflict_id AND link_conflict.last_at < \(limit))
            """)
        try writer.run("DELETE FROM link_conflict WHERE last_at < \(limit)")
    }
}

/// One of those whom a conflict may be about, with the account that stands for the person.
struct ConflictSide: RowDecodable, Sendable {
    let person: Person
    let account: ID<Account>?
    let signInName: String?
    /// When the account was last joined to a login of the same issuer; nil when it has none.
    let otherLogin: Instant?

    init(row: inout Row) throws {
        person = try Person(row: &row)
        account = try row.next()
        signInName = try row.next()
        otherLogin = try row.next()
    }

    /// The sides of our own register, in the order of their names.
    static func of(_ conflict: LinkConflict, in provider: ID<Provider>) -> Query<ConflictSide> {
        Query(
            """
            SELECT \(Person.columns), account.id, account.sign_in_name,
                (SELECT MAX(broker_link.used_at) FROM broker_link
                    WHERE broker_link.account_id = account.id AND broker_link.issuer = \(conflict.issuer))
            FROM link_conflict_person
            JOIN person ON person.provider_id = link_conflict_person.provider_id
                AND person.id = link_conflict_person.person_id AND person.ended_at IS NULL
            LEFT JOIN account_person ON account_person.provider_id = person.provider_id
                AND account_person.person_id = person.id
            LEFT JOIN account ON account.id = account_person.account_id
            WHERE link_conflict_person.provider_id = \(provider) AND link_conflict_person.conflict_id = \(conflict.id)
            ORDER BY person.sort_key, person.id, account.id NULLS FIRST
            """)
    }
}
