import Accounts
import Base
import Storage

extension Authentication {
    /// How a viewer signed in. The session keeps what it was confirmed with; what it began with stands in the list of sign-ins,
    /// where an event of that moment was written with it.
    static func of(_ viewer: Viewer, at now: Instant, in reader: any Reader) throws -> Authentication {
        let (signedInAt, proof) = try reader.one(
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
        return Authentication(
            signedInAt: signedInAt, by: proof.flatMap(Proof.init),
            confirmedBy: viewer.isStrong(at: now) ? viewer.strongBy : nil)
    }
}
