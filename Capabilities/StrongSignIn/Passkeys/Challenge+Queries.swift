import Accounts
import Base
import Storage

extension Challenge {
    /// Keeps the question until it is answered. Anyone may ask, so those that nobody answered go at once: the table never
    /// holds more than five minutes.
    func ask(at now: Instant, in writer: any Writer) throws {
        try Challenge.removeOld(at: now, in: writer)
        try writer.run(
            """
            INSERT INTO passkey_challenge (challenge_hash, purpose, session_id, user_handle, made_at)
            VALUES (\(Challenge.hash(bytes)), \(purpose.rawValue), \(session), \(userHandle), \(now))
            """)
    }

    /// Takes the question away, whatever the answer is worth; nil when it was never asked for this, by this session, or
    /// within five minutes. The result holds the handle of a passkey that is being made.
    static func take(
        _ bytes: [UInt8], for purpose: Purpose, by session: ID<Session>?, at now: Instant, in writer: any Writer
    ) throws -> Taken? {
        let rows = try writer.all(
            Query(
                """
                DELETE FROM passkey_challenge WHERE challenge_hash = \(hash(bytes))
                RETURNING purpose, session_id, user_handle, made_at
                """
            ) { row in
                (
                    try row.next(String.self), try row.next(ID<Session>?.self), try row.next([UInt8]?.self),
                    try row.next(Instant.self)
                )
            })
        guard let (kept, asker, handle, madeAt) = rows.first, kept == purpose.rawValue, asker == session,
            now < madeAt.adding(minutes: minutes)
        else { return nil }
        return Taken(userHandle: handle)
    }

    /// A question that was answered in time.
    struct Taken: Sendable {
        let userHandle: [UInt8]?
    }

    private static func removeOld(at now: Instant, in writer: any Writer) throws {
        try writer.run("DELETE FROM passkey_challenge WHERE made_at < \(now.adding(minutes: -minutes))")
    }
}
