import Accounts
import Base
import Directory
import Storage

/// The door is open for a group until a time, by somebody.
struct Opening: RowDecodable {
    let id: ID<Opening>
    let openedAt: Instant
    let endsAt: Instant
    let opener: Person

    init(row: inout Row) throws {
        id = try row.next()
        openedAt = try row.next()
        endsAt = try row.next()
        opener = try Person(row: &row)
    }

    /// The opening of a group that is in force.
    static func current(of group: ID<SchoolGroup>, in provider: ID<Provider>, at now: Instant) -> Query<Opening> {
        Query(
            """
            SELECT badge_opening.id, badge_opening.opened_at, badge_opening.ends_at, \(Person.columns)
            FROM badge_opening
            JOIN person ON person.provider_id = badge_opening.provider_id AND person.id = badge_opening.opener_id
            WHERE badge_opening.provider_id = \(provider) AND badge_opening.group_id = \(group)
                AND badge_opening.ends_at > \(now) AND badge_opening.ended_at IS NULL
            ORDER BY badge_opening.ends_at DESC
            LIMIT 1
            """)
    }

    /// Opens the door.
    static func begin(
        for group: ID<SchoolGroup>, in provider: ID<Provider>, by opener: ID<Person>, _ account: ID<Account>,
        until end: Instant, at now: Instant, in writer: any Writer
    ) throws {
        try writer.run(
            """
            INSERT INTO badge_opening (provider_id, id, group_id, opener_id, account_id, opened_at, ends_at)
            VALUES (\(provider), \(ID<Opening>.new(at: now)), \(group), \(opener), \(account), \(now), \(end))
            """)
    }

    /// Another end for an opening and for the sessions that began in it.
    func last(until end: Instant, in provider: ID<Provider>, in writer: any Writer) throws {
        try writer.run(
            "UPDATE badge_opening SET ends_at = \(end) WHERE provider_id = \(provider) AND id = \(id)")
        try Session.last(try writer.all(sessions(in: provider)), until: end, in: writer)
    }

    /// The door shuts now, and everybody who came in by it is signed out.
    func end(in provider: ID<Provider>, at now: Instant, in writer: any Writer) throws {
        try writer.run(
            "UPDATE badge_opening SET ended_at = \(now) WHERE provider_id = \(provider) AND id = \(id)")
        try Session.end(try writer.all(sessions(in: provider)), at: now, in: writer)
    }

    private func sessions(in provider: ID<Provider>) -> Query<ID<Session>> {
        Query(
            """
            SELECT badge_sign_in.session_id FROM badge_sign_in
            WHERE badge_sign_in.provider_id = \(provider) AND badge_sign_in.opening_id = \(id)
            """)
    }

    /// Removes what is too old to matter: sign-ins of a month ago, openings that none of them names, devices that nobody
    /// has used for two months.
    static func removeOld(at now: Instant, in writer: any Writer) throws {
        let month = now.adding(days: -30)
        try writer.run("DELETE FROM badge_sign_in WHERE happened_at < \(month)")
        try writer.run(
            """
            DELETE FROM badge_opening WHERE ends_at < \(month) AND NOT EXISTS (SELECT 1 FROM badge_sign_in
                WHERE badge_sign_in.provider_id = badge_opening.provider_id
                    AND badge_sign_in.opening_id = badge_opening.id)
            """)
        try writer.run("DELETE FROM class_device WHERE used_at < \(now.adding(days: -ClassDevice.daysKnown))")
    }
}
