import Base
package import Storage

extension SigningKey {
    /// Every key that is published, the newest of each algorithm first.
    package static var every: Query<SigningKey> {
        Query(
            """
            SELECT signing_key.id, signing_key.algorithm, signing_key.number, signing_key.public_key,
                signing_key.private_key, signing_key.created_at, signing_key.signs_from
            FROM signing_key
            ORDER BY signing_key.algorithm, signing_key.number DESC
            """)
    }

    /// Adds a key; `StorageFault.unique` when another node has added the one of this number.
    static func add(
        _ key: NewKey, _ id: ID<SigningKey>, _ algorithm: SigningAlgorithm, number: Int64, signsFrom: Instant,
        sealedBy seal: Seal, at now: Instant, in writer: any Writer
    ) throws {
        let closed = try seal.close(Array(key.privateKey.reveal().utf8), for: place)
        try writer.run(
            """
            INSERT INTO signing_key (id, algorithm, number, public_key, private_key, created_at, signs_from)
            VALUES (\(id), \(algorithm), \(number), \(try JSONDocument(encoding: key.publicKey)), \(closed), \(now),
                \(signsFrom))
            """)
    }

    /// Removes a key that nothing in use was signed with.
    static func remove(_ id: ID<SigningKey>, in writer: any Writer) throws {
        try writer.run("DELETE FROM signing_key WHERE id = \(id)")
    }
}
