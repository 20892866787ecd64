package import Base
package import Storage

extension SessionUse {
    /// The session was used at this moment, for sure: it does not wait for a batch.
    package static func write(_ session: ID<Session>, usedAt: Instant, in writer: any Writer) throws {
        try writer.run(
            "UPDATE session SET used_at = \(usedAt) WHERE id = \(session) AND ended_at IS NULL")
    }

    static func write(_ session: ID<Session>, usedAt: Instant, choice: String?, in writer: any Writer) throws {
        try writer.run("UPDATE session SET used_at = \(usedAt), choice = \(choice) WHERE id = \(session)")
    }
}
