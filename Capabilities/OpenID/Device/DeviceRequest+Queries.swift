import Accounts
import Base
import Clients
import Storage

extension DeviceRequest: RowDecodable {
    init(row: inout Row) throws {
        client = try row.next()
        scope = Scope(try row.next())
        createdAt = try row.next()
        expiresAt = try row.next()
        interval = try row.next()
        polledAt = try row.next()
        let isAnswered = try row.next(Instant?.self) != nil
        let grant = try row.next(ID<ClientGrant>?.self)
        answer = isAnswered ? grant.map { .approved($0) } ?? .refused : nil
        isRedeemed = try row.next(Instant?.self) != nil
    }

    private static let selected: SQL = """
        SELECT device.client_id, device.scope, device.created_at, device.expires_at, device.interval_seconds,
            device.polled_at, device.answered_at, device.grant_id, device.redeemed_at
        FROM device_request AS device
        """

    /// What the device asks with.
    static func behind(device token: Token) -> Query<DeviceRequest> {
        Query("\(selected) WHERE device.device_hash = \(token.hash)")
    }

    /// What somebody typed, answered or not.
    static func behind(_ code: UserCode) -> Query<DeviceRequest> {
        Query("\(selected) WHERE device.user_code_hash = \(code.token.hash)")
    }

    /// Keeps a new request; false when another has this code.
    static func add(
        _ token: Token, _ code: UserCode, of client: ID<Client>, _ scope: Scope, at now: Instant,
        in writer: any Writer
    ) throws -> Bool {
        try writer.run(
            """
            INSERT INTO device_request (device_hash, user_code_hash, client_id, scope, interval_seconds, created_at,
                expires_at)
            VALUES (\(token.hash), \(code.token.hash), \(client), \(scope.text), \(firstInterval), \(now),
                \(now.adding(minutes: minutes)))
            ON CONFLICT DO NOTHING
            """) == 1
    }

    /// Notes that the device asked, and how long it has to wait from now on.
    static func poll(_ token: Token, interval: Int64, at now: Instant, in writer: any Writer) throws {
        try writer.run(
            """
            UPDATE device_request SET polled_at = \(now), interval_seconds = \(interval)
            WHERE device_hash = \(token.hash)
            """)
    }

    /// Notes what somebody said; false when it was said before, or too late.
    static func answer(
        _ code: UserCode, _ answer: Answer, at now: Instant, in writer: any Writer
    ) throws -> Bool {
        let grant: ID<ClientGrant>? = if case .approved(let grant) = answer { grant } else { nil }
        return try writer.run(
            """
            UPDATE device_request SET answered_at = \(now), grant_id = \(grant)
            WHERE user_code_hash = \(code.token.hash) AND answered_at IS NULL AND expires_at > \(now)
            """) == 1
    }

    /// Takes it for tokens; false when it was taken before, also by another node at this moment.
    static func redeem(_ token: Token, at now: Instant, in writer: any Writer) throws -> Bool {
        try writer.run(
            """
            UPDATE device_request SET redeemed_at = \(now)
            WHERE device_hash = \(token.hash) AND redeemed_at IS NULL
            """) == 1
    }

    /// Removes requests that are long over, before the grants that they led to.
    static func removeOld(at now: Instant, in writer: any Writer) throws {
        try writer.run("DELETE FROM device_request WHERE expires_at < \(now.adding(days: -1))")
    }
}
