import Base
import Storage

extension SessionUse {
    static func write(_ session: ID<Session>, usedAt: Instant, choice: String?, in writer: any Writer) throws {
        try writer.run("UPDATE session SET used_at = \(usedAt), choice = \(choice) WHERE id = \(session)")
    }
}
