import Base
import Clients
import Storage

/// A key of ours for one identity provider alone: what is signed for one says nothing to another.
struct PartyKey: RowDecodable, Sendable {
    /// What it does.
    enum Purpose: String, Sendable, ColumnValue { case sign, decrypt }

    let id: ID<SigningKey>
    let purpose: Purpose
    let algorithm: String
    let number: Int64
    let publicKey: PublishedKey
    let sealedPrivateKey: [UInt8]
    let createdAt: Instant
    let usedFrom: Instant

    static let place = "identity_provider_key.private_key"

    init(
        id: ID<SigningKey>, purpose: Purpose, algorithm: String, number: Int64, publicKey: PublishedKey,
        sealedPrivateKey: [UInt8], createdAt: Instant, usedFrom: Instant
    ) {
        (self.id, self.purpose, self.algorithm, self.number) = (id, purpose, algorithm, number)
        (self.publicKey, self.sealedPrivateKey) = (publicKey, sealedPrivateKey)
        (self.createdAt, self.usedFrom) = (createdAt, usedFrom)
    }

    init(row: inout Row) throws {
        id = try row.next()
        purpose = try row.next()
        algorithm = try row.next()
        number = try row.next()
        publicKey = try row.next(JSONDocument.self).decoded()
        sealedPrivateKey = try row.next()
        createdAt = try row.next()
        usedFrom = try row.next()
    }
}

/// When the keys for an identity provider are made, used and forgotten.
enum PartyKeyPlan {
    static let daysOfUse: Int64 = 90
    /// Others keep what they have read of our keys for about a day.
    static let daysOfReading: Int64 = 2

    /// The key that signs now: the newest whose time has come.
    static func signing(_ keys: [PartyKey], _ algorithm: SigningAlgorithm, at now: Instant) -> PartyKey? {
        let own = keys.filter { $0.purpose == .sign && $0.algorithm == algorithm.rawValue }
        return own.filter { $0.usedFrom <= now }.max { $0.number < $1.number } ?? own.min { $0.number < $1.number }
    }

    /// When a next key would be used from; nil while none is due. The first is used at once.
    static func next(
        _ purpose: PartyKey.Purpose, _ algorithm: String, _ keys: [PartyKey], at now: Instant
    ) -> Instant? {
        let own = keys.filter { $0.purpose == purpose && $0.algorithm == algorithm }
        guard let newest = own.max(by: { $0.number < $1.number }) else { return now }
        guard now >= newest.usedFrom.adding(days: daysOfUse - daysOfReading) else { return nil }
        // It is published before it signs. For what others encrypt, publishing it is using it.
        return purpose == .decrypt ? now : now.adding(days: daysOfReading)
    }

    /// What our document of keys says: every key that signs, and of those that others encrypt for the newest alone.
    static func published(_ keys: [PartyKey], _ encryption: KeyEncryption?) -> [PartyKey] {
        let newest = keys.filter { $0.purpose == .decrypt && $0.algorithm == encryption?.rawValue }
            .max { $0.number < $1.number }
        return keys.filter { $0.purpose == .sign } + (newest.map { [$0] } ?? [])
    }

    /// Keys whose successor has been used for so long that nothing of theirs is on the way.
    static func outlived(_ keys: [PartyKey], at now: Instant) -> [PartyKey] {
        keys.filter { key in
            keys.contains { other in
                other.purpose == key.purpose && other.algorithm == key.algorithm && other.number > key.number
                    && other.usedFrom.adding(days: daysOfReading) <= now
            }
        }
    }
}
