import Audit
package import Base
package import Storage

/// Our signing keys, read from the database and kept for a minute. Nodes share them through the rows alone.
package actor KeyRing {
    private let database: any Database
    private let seal: Seal
    private let now: @Sendable () -> Instant
    private let plan: KeyPlan
    private var kept: Kept?

    private struct Kept {
        let until: Instant
        let keys: [SigningKey]
        var signers: [ID<SigningKey>: TokenSigner] = [:]
        let published: JWKSet
    }

    package init(database: any Database, seal: Seal, now: @escaping @Sendable () -> Instant, plan: KeyPlan = KeyPlan())
    {
        (self.database, self.seal, self.now, self.plan) = (database, seal, now, plan)
    }

    /// Who signs with an algorithm now. At the first start the keys are made.
    package func signer(_ algorithm: SigningAlgorithm) async throws -> TokenSigner {
        var kept = try await current()
        if plan.signing(algorithm, of: kept.keys, at: now()) == nil {
            try await keepUp()
            kept = try await read()
        }
        guard let key = plan.signing(algorithm, of: kept.keys, at: now()) else {
            throw Fault(.broken, log: "there is no signing key")
        }
        if let signer = kept.signers[key.id] { return signer }
        let signer = try await TokenSigner(key, seal)
        self.kept?.signers[key.id] = signer
        return signer
    }

    /// What the JWKS document says: every key that signs, will sign soon, or has signed what may still be in use.
    package func published() async throws -> [PublishedKey] { try await current().keys.map(\.publicKey) }

    /// The same to verify with.
    package func verifying() async throws -> JWKSet { try await current().published }

    /// Makes the keys that are due and removes those that nothing is signed with.
    package func keepUp() async throws {
        for algorithm in SigningAlgorithm.own {
            try await add(algorithm, by: .schedule) { [plan] keys, now in
                plan.nextSigns(algorithm, of: keys, at: now)
            }
        }
        let (now, plan) = (now(), plan)
        try await database.write { writer in
            for key in plan.outlived(try writer.all(SigningKey.every), at: now) {
                try SigningKey.remove(key.id, in: writer)
            }
        }
        kept = nil
    }

    /// Makes a next key of each algorithm now; it signs as soon as it has been published long enough, or at once when the
    /// keys of now are no longer to be trusted.
    package func rotate(atOnce: Bool) async throws {
        for algorithm in SigningAlgorithm.own {
            try await add(algorithm, by: .command) { [plan] _, now in atOnce ? now : plan.published(from: now) }
        }
        kept = nil
    }

    /// Keys are made outside the transaction, since an RSA key takes a while. Two nodes at once make one key: the number of
    /// the second is taken.
    private func add(
        _ algorithm: SigningAlgorithm, by maker: PlatformChange.Maker,
        signingFrom start: @Sendable ([SigningKey], Instant) -> Instant?
    ) async throws {
        let (now, seal) = (now(), seal)
        let keys = try await database.read { reader in try reader.all(SigningKey.every) }
        guard let start = start(keys, now) else { return }
        let number = (keys.filter { $0.algorithm == algorithm }.map(\.number).max() ?? 0) + 1
        let id = ID<SigningKey>.new(at: now)
        let key = try NewKey(algorithm, id: id)
        do {
            try await database.write { writer in
                try SigningKey.add(
                    key, id, algorithm, number: number, signsFrom: start, sealedBy: seal, at: now, in: writer)
                try PlatformChange(.keyAdd, by: maker, fields: [algorithm.rawValue]).write(at: now, in: writer)
            }
        } catch StorageFault.unique {}
    }

    private func current() async throws -> Kept {
        if let kept, now() < kept.until { return kept }
        let fresh = try await read()
        guard fresh.keys.isEmpty else { return fresh }
        try await keepUp()
        return try await read()
    }

    private func read() async throws -> Kept {
        let keys = try await database.read { reader in try reader.all(SigningKey.every) }
        let document = try JSONDocument(encoding: ["keys": keys.map(\.publicKey)])
        let fresh = Kept(
            until: now().adding(minutes: 1), keys: keys, signers: kept?.signers ?? [:],
            published: try JWKSet(json: document.text.utf8))
        kept = fresh
        return fresh
    }
}
