import Accounts
import Base
import Directory
import Storage
import Web

/// One way of a session to the mandate service and back.
struct MandateQuestion: RowDecodable, Sendable {
    let id: ID<MandateQuestion>
    let account: ID<Account>
    /// The session that asked; no other one of the account is answered.
    let asker: ID<Session>
    let guardian: ID<Person>
    /// The conversation over there, closed by the seal.
    let session: [UInt8]
    /// Where they wanted to go when they signed in.
    let returnTo: String
    let begunAt: Instant
    let usedAt: Instant?
    let party: IdentityProvider

    static let cookieName = "__Host-mandate"
    static let sessionPlace = "mandate_question.session"
    private static let minutesValid: Int64 = 15

    init(row: inout Row) throws {
        id = try row.next()
        account = try row.next()
        asker = try row.next()
        guardian = try row.next()
        session = try row.next()
        returnTo = try row.next()
        begunAt = try row.next()
        usedAt = try row.next()
        party = try IdentityProvider(row: &row)
    }

    /// Whether the answer is in time, once.
    func isOpen(at now: Instant) -> Bool {
        usedAt == nil && now < begunAt.adding(minutes: Self.minutesValid) && party.isEnabled
    }

    static func cookie(_ token: Token) -> NewCookie {
        NewCookie(cookieName, token.text, seconds: Int(minutesValid) * 60)
    }

    static let spentCookie = NewCookie(cookieName, "", seconds: 0)

    static func behind(_ cookie: Token) -> Query<MandateQuestion> {
        Query(
            """
            SELECT mandate_question.id, mandate_question.account_id, mandate_question.session_id,
                mandate_question.guardian_id, mandate_question.session, mandate_question.return_to,
                mandate_question.begun_at, mandate_question.used_at,
                \(IdentityProvider.columns)
            FROM mandate_question
            JOIN identity_provider ON identity_provider.provider_id = mandate_question.provider_id
                AND identity_provider.id = mandate_question.identity_provider_id AND identity_provider.ended_at IS NULL
            WHERE mandate_question.cookie_hash = \(cookie.hash)
            """)
    }

    /// - Parameter asker: the token of the session that has begun.
    static func insert(
        _ cookie: Token, of asker: Token, _ guardian: ID<Person>, at party: IdentityProvider,
        session: [UInt8], returnTo: String, now: Instant, in writer: any Writer
    ) throws {
        try writer.run(
            """
            INSERT INTO mandate_question (provider_id, id, identity_provider_id, account_id, session_id, guardian_id,
                cookie_hash, session, return_to, begun_at)
            SELECT person.provider_id, \(ID<MandateQuestion>.new(at: now)), \(party.id), session.account_id, session.id,
                person.id, \(cookie.hash), \(session), \(returnTo), \(now)
            FROM session
            JOIN person ON person.provider_id = \(party.provider) AND person.id = \(guardian)
            WHERE session.token_hash = \(asker.hash) AND session.ended_at IS NULL
            """)
    }

    /// False when somebody was faster.
    func use(at now: Instant, in writer: any Writer) throws -> Bool {
        try writer.run(
            """
            UPDATE mandate_question SET used_at = \(now), session = \([UInt8]())
            WHERE provider_id = \(party.provider) AND id = \(id) AND used_at IS NULL
            """) == 1
    }

    static func removeOld(at now: Instant, in writer: any Writer) throws {
        try writer.run("DELETE FROM mandate_question WHERE begun_at < \(now.adding(days: -1))")
    }
}
