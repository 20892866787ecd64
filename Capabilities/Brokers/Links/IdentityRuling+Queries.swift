import Base
import Directory
import Storage

/// What an administrator has decided between two identity codes of somebody, by their keyed hashes.
enum IdentityRuling {
    /// The code that came is this person's. What a login showed before it stands no more; what the register says stays, and
    /// stands against it no longer.
    static func write(
        _ identity: [UInt8], of person: ID<Person>, in provider: ID<Provider>, at now: Instant, in writer: any Writer
    ) throws {
        try PersonIdentity.replace(identity, of: person, in: provider, at: now, in: writer)
        let known = try writer.all(PersonIdentity.hashes(of: person, in: provider))
        for hash in known where hash != identity {
            try writer.run(
                """
                INSERT INTO identity_ruling (provider_id, person_id, code_hash, known_hash, decided_at)
                VALUES (\(provider), \(person), \(identity), \(hash), \(now))
                ON CONFLICT (provider_id, person_id, code_hash, known_hash) DO NOTHING
                """)
        }
    }

    /// Whether a row of `person_identity` with another code was overruled for this one.
    static func overrules(for identity: [UInt8]) -> SQL {
        """
        EXISTS (SELECT 1 FROM identity_ruling AS ruling
            WHERE ruling.provider_id = person_identity.provider_id AND ruling.person_id = person_identity.person_id
                AND ruling.code_hash = \(identity) AND ruling.known_hash = person_identity.code_hash)
        """
    }
}
