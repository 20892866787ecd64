import Base
import Storage

/// Proofs that have been used, as long as they could be used again.
enum UsedProof {
    /// Notes a proof; false when it was used before.
    static func add(_ mark: [UInt8], until expiry: Instant, in writer: any Writer) throws -> Bool {
        try writer.run(
            """
            INSERT INTO used_proof (proof_hash, expires_at) VALUES (\(mark), \(expiry)) ON CONFLICT DO NOTHING
            """) == 1
    }

    static func removeOld(at now: Instant, in writer: any Writer) throws {
        try writer.run("DELETE FROM used_proof WHERE expires_at < \(now)")
    }
}
