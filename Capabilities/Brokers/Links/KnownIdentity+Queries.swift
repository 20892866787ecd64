import Base
import Directory
import Storage

/// Whose identity code is known: by its keyed hash alone. The code itself is never in a row.
enum KnownIdentity {
    static let place = "known_identity.code_hash"

    private static func hash(of person: ID<Person>, in provider: ID<Provider>) -> Query<[UInt8]> {
        Query(
            """
            SELECT known_identity.code_hash FROM known_identity
            WHERE known_identity.provider_id = \(provider) AND known_identity.person_id = \(person)
            """)
    }

    /// Keeps it for a person; false when another one is known of the person already.
    static func keep(
        _ hash: [UInt8], of person: ID<Person>, in provider: ID<Provider>, _ evidence: String, at now: Instant,
        in writer: any Writer
    ) throws -> Bool {
        if let known = try writer.first(Self.hash(of: person, in: provider)) { return known == hash }
        return try writer.run(
            """
            INSERT INTO known_identity (provider_id, person_id, code_hash, evidence, known_at)
            VALUES (\(provider), \(person), \(hash), \(evidence), \(now))
            ON CONFLICT (provider_id, person_id) DO NOTHING
            """) == 1
    }
}
