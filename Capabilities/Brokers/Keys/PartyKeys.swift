import Base
import Clients
import Storage

/// Our own keys for each identity provider that has some; nodes share them through the rows alone.
struct PartyKeys: Sendable {
    let database: any Database
    let seal: Seal
    let now: @Sendable () -> Instant

    /// What we sign with; nothing else was agreed with anybody.
    static let signing = SigningAlgorithm.rs256

    /// Who signs our questions.
    func signer(for party: IdentityProvider) async throws -> TokenSigner {
        guard let key = PartyKeyPlan.signing(try await all(of: party), Self.signing, at: now()) else {
            throw Fault(.broken, log: "an identity provider has no key of ours")
        }
        return try await TokenSigner(pem: try pem(key), Self.signing, id: key.id)
    }

    /// What opens the answers.
    func opening(for party: IdentityProvider, _ algorithm: KeyEncryption) async throws -> [DecryptionKey] {
        try await all(of: party).filter { $0.purpose == .decrypt && $0.algorithm == algorithm.rawValue }.map {
            try DecryptionKey(pem: try pem($0), id: $0.id.description, for: algorithm)
        }
    }

    /// What the identity provider reads of them.
    func published(for party: IdentityProvider) async throws -> [PublishedKey] {
        PartyKeyPlan.published(try await all(of: party), party.manner.encryption?.key).map(\.publicKey)
    }

    /// Makes what is due and forgets what nobody can use any more.
    func keepUp() async throws {
        for party in try await database.read({ try $0.all(PartyKey.holders) }) {
            let outlived = PartyKeyPlan.outlived(try await made(party), at: now())
            guard !outlived.isEmpty else { continue }
            try await database.write { writer in
                for key in outlived { try PartyKey.remove(key.id, of: party, in: writer) }
            }
        }
    }

    /// All of them; at the first question they are made.
    private func all(of party: IdentityProvider) async throws -> [PartyKey] {
        let keys = try await database.read { try $0.all(PartyKey.all(of: party)) }
        let isComplete = wanted(party).allSatisfy { want in
            keys.contains { $0.purpose == want.purpose && $0.algorithm == want.algorithm }
        }
        return isComplete ? keys : try await made(party)
    }

    private func wanted(_ party: IdentityProvider) -> [(purpose: PartyKey.Purpose, algorithm: String)] {
        [(.sign, Self.signing.rawValue)] + (party.manner.encryption.map { [(.decrypt, $0.key.rawValue)] } ?? [])
    }

    /// Makes keys outside the transaction, since one of RSA takes a while; two nodes at once make one.
    private func made(_ party: IdentityProvider) async throws -> [PartyKey] {
        let present = now()
        let keys = try await database.read { try $0.all(PartyKey.all(of: party)) }
        for want in wanted(party) {
            guard let from = PartyKeyPlan.next(want.purpose, want.algorithm, keys, at: present) else { continue }
            let own = keys.filter { $0.purpose == want.purpose && $0.algorithm == want.algorithm }
            let key = try new(want.purpose, want.algorithm, (own.map(\.number).max() ?? 0) + 1, from, present)
            do {
                try await database.write { try key.insert(for: party, in: $0) }
            } catch StorageFault.unique {}
        }
        return try await database.read { try $0.all(PartyKey.all(of: party)) }
    }

    private func new(
        _ purpose: PartyKey.Purpose, _ algorithm: String, _ number: Int64, _ from: Instant, _ now: Instant
    ) throws -> PartyKey {
        let id = ID<SigningKey>.new(at: now)
        let pair =
            if let encryption = KeyEncryption(rawValue: algorithm) {
                try NewKey(encryption, id: id)
            } else {
                try NewKey(Self.signing, id: id)
            }
        let closed = try seal.close(Array(pair.privateKey.reveal().utf8), for: PartyKey.place)
        return PartyKey(
            id: id, purpose: purpose, algorithm: algorithm, number: number, publicKey: pair.publicKey,
            sealedPrivateKey: closed, createdAt: now, usedFrom: from)
    }

    private func pem(_ key: PartyKey) throws -> Secret<String> {
        Secret(String(decoding: try seal.open(key.sealedPrivateKey, for: PartyKey.place), as: UTF8.self))
    }
}
