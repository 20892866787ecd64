import Accounts
import Base
import Storage

extension Authentication {
    /// How a viewer signed in. The session keeps what it was confirmed with; what it began with stands in the list of sign-ins,
    /// where an event of that moment was written with it.
    static func of(_ viewer: Viewer, at now: Instant, in reader: any Reader) throws -> Authentication {
        let (begunAt, proof) = try reader.one(
            Query(
                """
                SELECT session.created_at,
                    (SELECT event.proof FROM sign_in_event AS event
                        WHERE event.account_id = session.account_id AND event.happened_at = session.created_at
                            AND event.kind = 'sign-in'
                        ORDER BY event.id DESC LIMIT 1)
                FROM session
                WHERE session.id = \(viewer.session)
                """
            ) { row in (try row.next(Instant.self), try row.next(String?.self)) })
        let confirmed = viewer.strongAt.flatMap { at in viewer.strongBy.map { (at: at, by: $0) } }
        return Authentication(
            begunAt: begunAt, by: proof.flatMap(Proof.init), confirmed: confirmed, isStrong: viewer.isStrong(at: now))
    }
}
