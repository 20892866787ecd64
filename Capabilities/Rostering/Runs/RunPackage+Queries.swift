import Base
import Directory
import Storage

extension RunPackage {
    static func insert(_ bytes: [UInt8], as number: Int32, of run: ID<RosterRun>, provider: ID<Provider>) -> SQL {
        """
        INSERT INTO roster_run_chunk (provider_id, run_id, number, content, is_sealed)
        VALUES (\(provider), \(run), \(number), \(bytes), \(true))
        """
    }

    static func chunk(
        _ number: Int32, of run: ID<RosterRun>, provider: ID<Provider>
    ) -> Query<(bytes: [UInt8], isSealed: Bool)> {
        Query(
            """
            SELECT content, is_sealed FROM roster_run_chunk
            WHERE provider_id = \(provider) AND run_id = \(run) AND number = \(number)
            """
        ) { (try $0.next(), try $0.next(Bool?.self) ?? false) }
    }

    static func remove(_ run: ID<RosterRun>, of provider: ID<Provider>) -> SQL {
        "DELETE FROM roster_run_chunk WHERE provider_id = \(provider) AND run_id = \(run)"
    }

    static func noteSize(_ bytes: Int, of run: ID<RosterRun>, provider: ID<Provider>) -> SQL {
        "UPDATE roster_run SET package_bytes = \(bytes) WHERE provider_id = \(provider) AND id = \(run)"
    }
}
