import Accounts
import Base
import Directory
import Storage

/// A group whose device this is, and until when its door is open.
struct DoorState: RowDecodable {
    let title: String
    let endsAt: Instant?

    init(row: inout Row) throws {
        title = try row.next()
        endsAt = try row.next()
    }

    /// The groups of a device; nothing for a browser that no class knows.
    static func of(_ device: Token, at now: Instant) -> Query<DoorState> {
        Query(
            """
            SELECT school_group.title, badge_opening.ends_at
            FROM class_device
            JOIN school_group ON school_group.provider_id = class_device.provider_id
                AND school_group.id = class_device.group_id AND \(.taughtNow(on: Day(now.day)))
            LEFT JOIN badge_opening ON badge_opening.provider_id = class_device.provider_id
                AND badge_opening.group_id = class_device.group_id AND badge_opening.ended_at IS NULL
                AND badge_opening.ends_at > \(now)
            WHERE class_device.token_hash = \(device.hash) AND class_device.ended_at IS NULL
            ORDER BY badge_opening.ends_at DESC NULLS LAST, school_group.sort_key
            """)
    }
}

/// A card that may open the door now, on this device: everything is found through the device.
struct Arrival: RowDecodable {
    let provider: Provider
    let badge: ID<Badge>
    let person: ID<Person>
    let name: PersonName
    let isProtected: Bool
    let language: Language?
    let opening: ID<Opening>
    let endsAt: Instant
    let device: ID<ClassDevice>
    /// The hash of the picture code; nil until the child has chosen one.
    let secret: String?
    let tries: Int32

    init(row: inout Row) throws {
        provider = try Provider(row: &row)
        badge = try row.next()
        person = try row.next()
        name = PersonName(given: try row.next(), called: try row.next(), family: try row.next())
        isProtected = try row.next()
        language = try row.next(String?.self).flatMap(Language.init(rawValue:))
        opening = try row.next()
        endsAt = try row.next()
        device = try row.next()
        secret = try row.next()
        tries = try row.next(Int32?.self) ?? 0
    }

    static func of(_ card: ShownCard, on device: Token, _ seal: Seal, at now: Instant) -> Query<Arrival> {
        let day = Day(now.day)
        return Query(
            """
            SELECT \(Provider.columns), badge.id, person.id, person.given_names, person.called_name, person.family_name,
                person.protected, person.language, badge_opening.id, badge_opening.ends_at, class_device.id,
                picture_code.secret, picture_code.tries
            FROM class_device
            JOIN provider ON provider.id = class_device.provider_id
            JOIN badge_opening ON badge_opening.provider_id = class_device.provider_id
                AND badge_opening.group_id = class_device.group_id AND badge_opening.ended_at IS NULL
                AND badge_opening.ends_at > \(now)
            JOIN school_group ON school_group.provider_id = class_device.provider_id
                AND school_group.id = class_device.group_id AND \(.taughtNow(on: day))
            JOIN badge ON badge.provider_id = class_device.provider_id AND badge.ended_at IS NULL
                AND \(condition(card, seal))
            JOIN membership ON membership.provider_id = class_device.provider_id
                AND membership.group_id = class_device.group_id AND membership.person_id = badge.person_id
                AND membership.role = 'pupil' AND \(.inForce(.membership, on: day))
            JOIN person ON person.provider_id = badge.provider_id AND person.id = badge.person_id
                AND person.ended_at IS NULL
            LEFT JOIN picture_code ON picture_code.provider_id = badge.provider_id
                AND picture_code.person_id = badge.person_id
            WHERE class_device.token_hash = \(device.hash) AND class_device.ended_at IS NULL
            ORDER BY badge_opening.ends_at DESC, badge_opening.id
            LIMIT 1
            """)
    }

    private static func condition(_ card: ShownCard, _ seal: Seal) -> SQL {
        switch card {
        case .token(let text): "badge.token_hash = \(Token(text: text).hash)"
        case .number(let number): "badge.code_hash = \(CardSecret.hash(ofNumber: number, seal))"
        }
    }

    /// The account that stands for the child, the oldest if there are several.
    func account() -> Query<ID<Account>> {
        Query(
            """
            SELECT account_person.account_id FROM account_person
            WHERE account_person.provider_id = \(provider.id) AND account_person.person_id = \(person)
            ORDER BY account_person.linked_at, account_person.account_id
            LIMIT 1
            """)
    }

    /// Notes that the card was used, where, and which session it opened.
    func note(_ session: ID<Session>, at now: Instant, in writer: any Writer) throws {
        try writer.run(
            """
            INSERT INTO badge_sign_in (provider_id, id, opening_id, badge_id, session_id, happened_at)
            VALUES (\(provider.id), \(ID<Arrival>.new(at: now)), \(opening), \(badge), \(session), \(now))
            """)
        try writer.run("UPDATE badge SET used_at = \(now) WHERE provider_id = \(provider.id) AND id = \(badge)")
        try writer.run(
            "UPDATE class_device SET used_at = \(now) WHERE provider_id = \(provider.id) AND id = \(device)")
    }
}
