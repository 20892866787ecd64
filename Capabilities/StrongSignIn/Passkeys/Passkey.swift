import Accounts
import Base
import Storage

/// A passkey of an account.
struct Passkey: RowDecodable {
    let account: ID<Account>
    let id: ID<Passkey>
    let credential: [UInt8]
    let userHandle: [UInt8]
    let algorithm: KeyAlgorithm
    let key: [UInt8]
    let signCount: Int64
    let isBackupEligible: Bool
    let transports: String
    let title: String
    let madeAt: Instant
    let usedAt: Instant?
    /// When it counted backwards for the last time.
    let wentBackAt: Instant?

    /// How long a name may be.
    static let titleLength = 60

    /// One that nobody has used yet.
    init(
        account: ID<Account>, id: ID<Passkey>, credential: [UInt8], userHandle: [UInt8], algorithm: KeyAlgorithm,
        key: [UInt8], signCount: Int64, isBackupEligible: Bool
    ) {
        (self.account, self.id, self.credential, self.userHandle) = (account, id, credential, userHandle)
        (self.algorithm, self.key, self.signCount) = (algorithm, key, signCount)
        (self.isBackupEligible, transports, title) = (isBackupEligible, "", "")
        (madeAt, usedAt, wentBackAt) = (id.madeAt, nil, nil)
    }

    init(row: inout Row) throws {
        account = try row.next()
        id = try row.next()
        credential = try row.next()
        userHandle = try row.next()
        guard let algorithm = KeyAlgorithm(rawValue: try row.next()) else {
            throw StorageFault.malformed("a passkey of no known algorithm")
        }
        self.algorithm = algorithm
        key = try row.next()
        signCount = try row.next()
        isBackupEligible = try row.next()
        transports = try row.next()
        title = try row.next()
        madeAt = try row.next()
        usedAt = try row.next()
        wentBackAt = try row.next()
    }
}
