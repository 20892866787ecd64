package import Base
import Storage

extension TestHouse {
    /// The session of `who` proves no more than a password from now on, and began at `begunAt`. Sessions of the world are
    /// strong and stay so, as in a demo.
    package func weaken(_ who: Who, begunAt: Instant? = nil) async throws {
        _ = try await database.write { writer in
            try writer.run(
                """
                UPDATE session SET strong_at = NULL, strong_by = NULL, created_at = \(begunAt ?? World.now)
                WHERE id = \(World.session(who))
                """)
        }
    }

    /// The session of `who` was begun by a badge.
    package func beginByBadge(_ who: Who) async throws {
        _ = try await database.write { writer in
            try writer.run("UPDATE session SET begun_by = 'badge' WHERE id = \(World.session(who))")
        }
    }
}
