import Accounts
import Base
import Directory
import Storage

/// A small child's card.
enum Badge {}

/// A pupil of a group with the card and what is known of the picture code; the code itself nobody can read.
struct PupilCard: RowDecodable {
    let person: Person
    let badge: ID<Badge>?
    let picture: CardPicture?
    let madeAt: Instant?
    let usedAt: Instant?
    let codeChosenAt: Instant?
    let tries: Int32

    init(row: inout Row) throws {
        person = try Person(row: &row)
        badge = try row.next()
        picture = try row.next(String?.self).flatMap { CardPicture($0) }
        madeAt = try row.next()
        usedAt = try row.next()
        codeChosenAt = try row.next()
        tries = try row.next(Int32?.self) ?? 0
    }

    /// Too many wrong picture codes: a teacher opens it again.
    var isLocked: Bool { tries >= PictureCode.mostTries }

    /// The pupils of a group on `day`, in the order of their names.
    static func all(of group: ID<SchoolGroup>, in provider: ID<Provider>, on day: Day) -> Query<PupilCard> {
        Query(
            """
            SELECT \(Person.columns), badge.id, badge.picture, badge.made_at, badge.used_at, picture_code.chosen_at,
                picture_code.tries
            FROM membership
            JOIN person ON person.provider_id = membership.provider_id AND person.id = membership.person_id
            LEFT JOIN badge ON badge.provider_id = person.provider_id AND badge.person_id = person.id
                AND badge.ended_at IS NULL
            LEFT JOIN picture_code ON picture_code.provider_id = person.provider_id
                AND picture_code.person_id = person.id
            WHERE membership.provider_id = \(provider) AND membership.group_id = \(group) AND membership.role = 'pupil'
                AND \(.inForce(.membership, on: day)) AND person.ended_at IS NULL
            ORDER BY person.sort_key, person.id
            """)
    }
}

extension Badge {
    /// Makes a card for a person; the one before opens nothing any more.
    static func issue(
        _ secret: CardSecret, _ picture: CardPicture, to person: ID<Person>, in provider: ID<Provider>,
        by account: ID<Account>, _ seal: Seal, at now: Instant, in writer: any Writer
    ) throws {
        try writer.run(
            """
            UPDATE badge SET ended_at = \(now)
            WHERE provider_id = \(provider) AND person_id = \(person) AND ended_at IS NULL
            """)
        try writer.run(
            """
            INSERT INTO badge (provider_id, id, person_id, token_hash, code_hash, picture, made_at, made_by)
            VALUES (\(provider), \(ID<Badge>.new(at: now)), \(person), \(secret.token.hash),
                \(secret.numberHash(seal)), \(picture.text), \(now), \(account))
            """)
    }

    /// Whether a number was ever on a card.
    static func isTaken(_ secret: CardSecret, _ seal: Seal, in reader: any Reader) throws -> Bool {
        try reader.first(
            Query<Int>("SELECT 1 FROM badge WHERE badge.code_hash = \(secret.numberHash(seal))")) != nil
    }

    /// Ends cards of these people that are in force, and the sessions that they opened; returns whose.
    static func end(
        of people: [ID<Person>], in provider: ID<Provider>, at now: Instant, in writer: any Writer
    ) throws -> [ID<Person>] {
        let cards = try writer.all(
            Query<(ID<Badge>, ID<Person>)>(
                """
                SELECT badge.id, badge.person_id FROM badge
                WHERE badge.provider_id = \(provider) AND badge.person_id \(anyOf: people) AND badge.ended_at IS NULL
                """
            ) { row in (try row.next(), try row.next()) })
        let sessions = try writer.all(sessions(of: cards.map(\.0), in: provider))
        try Session.end(sessions, at: now, in: writer)
        try writer.run(
            """
            UPDATE badge SET ended_at = \(now)
            WHERE provider_id = \(provider) AND person_id \(anyOf: people) AND ended_at IS NULL
            """)
        return cards.map(\.1)
    }

    private static func sessions(of badges: [ID<Badge>], in provider: ID<Provider>) -> Query<ID<Session>> {
        Query(
            """
            SELECT badge_sign_in.session_id FROM badge_sign_in
            WHERE badge_sign_in.provider_id = \(provider) AND badge_sign_in.badge_id \(anyOf: badges)
            """)
    }
}

extension PictureCode {
    /// Keeps the first code of a child; false when there is one already.
    static func keep(
        _ hash: String, of person: ID<Person>, in provider: ID<Provider>, at now: Instant, in writer: any Writer
    ) throws -> Bool {
        try writer.run(
            """
            INSERT INTO picture_code (provider_id, person_id, secret, chosen_at, tries)
            VALUES (\(provider), \(person), \(hash), \(now), 0)
            ON CONFLICT (provider_id, person_id) DO NOTHING
            """) == 1
    }

    /// Counts a try before it is tried; false when there were too many.
    static func countTry(of person: ID<Person>, in provider: ID<Provider>, in writer: any Writer) throws -> Bool {
        try writer.run(
            """
            UPDATE picture_code SET tries = tries + 1
            WHERE provider_id = \(provider) AND person_id = \(person) AND tries < \(mostTries)
            """) == 1
    }

    /// The code was right.
    static func forgive(_ person: ID<Person>, in provider: ID<Provider>, in writer: any Writer) throws {
        try writer.run(
            "UPDATE picture_code SET tries = 0 WHERE provider_id = \(provider) AND person_id = \(person)")
    }

    /// Forgets the code: the child chooses another at the next sign-in. Returns whether there was one.
    static func forget(_ person: ID<Person>, in provider: ID<Provider>, in writer: any Writer) throws -> Bool {
        try writer.run("DELETE FROM picture_code WHERE provider_id = \(provider) AND person_id = \(person)") == 1
    }
}
