import Accounts
import Base
import Directory
import Storage

/// A browser on which cards of a group are good.
struct ClassDevice: RowDecodable {
    let id: ID<ClassDevice>
    let browser: String
    let boundAt: Instant
    let usedAt: Instant

    /// One that nobody has used for so long is forgotten.
    static let daysKnown: Int64 = 60
    /// The cookie is kept for longer than any school year; the row decides.
    static let cookie = "__Host-class-device"
    static let cookieSeconds = 400 * 86_400

    init(row: inout Row) throws {
        id = try row.next()
        browser = try row.next()
        boundAt = try row.next()
        usedAt = try row.next()
    }

    /// The devices of a group, the latest first.
    static func all(of group: ID<SchoolGroup>, in provider: ID<Provider>) -> Query<ClassDevice> {
        Query(
            """
            SELECT class_device.id, class_device.browser, class_device.bound_at, class_device.used_at
            FROM class_device
            WHERE class_device.provider_id = \(provider) AND class_device.group_id = \(group)
                AND class_device.ended_at IS NULL
            ORDER BY class_device.bound_at DESC, class_device.id
            """)
    }

    /// A new code for the group's devices; the one before is worth nothing.
    static func issue(
        _ hash: [UInt8], for group: ID<SchoolGroup>, in provider: ID<Provider>, by account: ID<Account>,
        until end: Instant, in writer: any Writer
    ) throws {
        try writer.run(
            """
            INSERT INTO class_device_code (provider_id, group_id, code_hash, account_id, expires_at)
            VALUES (\(provider), \(group), \(hash), \(account), \(end))
            ON CONFLICT (provider_id, group_id) DO UPDATE SET code_hash = excluded.code_hash,
                account_id = excluded.account_id, expires_at = excluded.expires_at
            """)
    }

    /// For which group a code is, and who showed it.
    static func offer(_ hash: [UInt8], at now: Instant) -> Query<DeviceOffer> {
        Query(
            """
            SELECT class_device_code.provider_id, class_device_code.group_id, class_device_code.account_id,
                school_group.title
            FROM class_device_code
            JOIN school_group ON school_group.provider_id = class_device_code.provider_id
                AND school_group.id = class_device_code.group_id AND school_group.ended_at IS NULL
            WHERE class_device_code.code_hash = \(hash) AND class_device_code.expires_at > \(now)
            """)
    }

    /// Whether a browser's token is known to any group.
    static func isKnown(_ token: Token, in reader: any Reader) throws -> Bool {
        try reader.first(
            Query<Int>("SELECT 1 FROM class_device WHERE class_device.token_hash = \(token.hash) LIMIT 1")) != nil
    }

    /// The browser with `token` is one of the group's from now on.
    static func bind(
        _ token: Token, to offer: DeviceOffer, browser: String, at now: Instant, in writer: any Writer
    ) throws -> ID<ClassDevice> {
        try writer.one(
            Query(
                """
                INSERT INTO class_device (provider_id, id, group_id, token_hash, browser, bound_at, used_at)
                VALUES (\(offer.provider), \(ID<ClassDevice>.new(at: now)), \(offer.group), \(token.hash), \(browser),
                    \(now), \(now))
                ON CONFLICT (token_hash, provider_id, group_id) DO UPDATE SET ended_at = NULL, used_at = excluded.used_at,
                    browser = excluded.browser
                RETURNING id
                """))
    }

    /// Takes a device from the group; returns whether it was there.
    static func end(
        _ device: ID<ClassDevice>, of group: ID<SchoolGroup>, in provider: ID<Provider>, at now: Instant,
        in writer: any Writer
    ) throws -> Bool {
        try writer.run(
            """
            UPDATE class_device SET ended_at = \(now)
            WHERE provider_id = \(provider) AND id = \(device) AND group_id = \(group) AND ended_at IS NULL
            """) == 1
    }
}

/// A code that makes a device the group's.
struct DeviceOffer: RowDecodable {
    let provider: ID<Provider>
    let group: ID<SchoolGroup>
    let account: ID<Account>
    let title: String

    init(row: inout Row) throws {
        provider = try row.next()
        group = try row.next()
        account = try row.next()
        title = try row.next()
    }
}
