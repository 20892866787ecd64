import Base
import Clients
import Storage

extension PartyKey {
    /// The keys for one identity provider.
    static func all(of party: IdentityProvider) -> Query<PartyKey> {
        Query(
            """
            SELECT identity_provider_key.id, identity_provider_key.purpose, identity_provider_key.algorithm,
                identity_provider_key.number, identity_provider_key.public_key, identity_provider_key.private_key,
                identity_provider_key.created_at, identity_provider_key.used_from
            FROM identity_provider_key
            WHERE identity_provider_key.provider_id = \(party.provider)
                AND identity_provider_key.identity_provider_id = \(party.id)
            ORDER BY identity_provider_key.purpose, identity_provider_key.number DESC, identity_provider_key.id
            """)
    }

    /// Adds it; `StorageFault.unique` when another node was faster.
    func insert(for party: IdentityProvider, in writer: any Writer) throws {
        try writer.run(
            """
            INSERT INTO identity_provider_key (provider_id, identity_provider_id, id, purpose, algorithm, number,
                public_key, private_key, created_at, used_from)
            VALUES (\(party.provider), \(party.id), \(id), \(purpose), \(algorithm), \(number),
                \(try JSONDocument(encoding: publicKey)), \(sealedPrivateKey), \(createdAt), \(usedFrom))
            """)
    }

    static func remove(_ id: ID<SigningKey>, of party: IdentityProvider, in writer: any Writer) throws {
        try writer.run(
            """
            DELETE FROM identity_provider_key
            WHERE provider_id = \(party.provider) AND identity_provider_id = \(party.id) AND id = \(id)
            """)
    }

    /// Every identity provider in use that has keys of its own.
    static var holders: Query<IdentityProvider> {
        Query(
            """
            SELECT \(IdentityProvider.columns) FROM identity_provider
            WHERE identity_provider.enabled = \(true) AND identity_provider.kind IS NOT NULL
                AND identity_provider.ended_at IS NULL
            """)
    }
}
