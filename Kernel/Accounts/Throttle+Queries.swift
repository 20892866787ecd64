package import Base
package import Storage

extension Throttle {
    /// Takes the attempt back after it succeeded.
    package static func forgive(_ subjects: [Subject], in writer: any Writer) throws {
        for subject in subjects {
            try writer.run(
                "UPDATE throttle SET attempts = attempts - 1 WHERE subject = \(subject.key) AND attempts > 0")
        }
    }

    /// Removes windows that are over.
    package static func removeOld(at now: Instant, in writer: any Writer) throws {
        try writer.run("DELETE FROM throttle WHERE window_began_at < \(now.adding(minutes: -windowMinutes))")
    }

    /// When the window began, if the subject is over its limit; nil if the attempt is allowed.
    static func add(_ subject: Subject, at now: Instant, in writer: any Writer) throws -> Instant? {
        let oldest = now.adding(minutes: -windowMinutes)
        let (attempts, began) = try writer.one(
            Query(
                """
                INSERT INTO throttle (subject, window_began_at, attempts) VALUES (\(subject.key), \(now), 1)
                ON CONFLICT (subject) DO UPDATE SET
                    attempts = CASE WHEN throttle.window_began_at < \(oldest) THEN 1 ELSE throttle.attempts + 1 END,
                    window_began_at = CASE WHEN throttle.window_began_at < \(oldest) THEN \(now)
                        ELSE throttle.window_began_at END
                RETURNING attempts, window_began_at
                """
            ) { row in (try row.next(Int.self), try row.next(Instant.self)) })
        return attempts > subject.most ? began : nil
    }
}
