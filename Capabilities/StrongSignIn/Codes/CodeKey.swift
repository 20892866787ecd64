import Accounts
import Base
import Storage

/// The key that an account shares with an app.
struct CodeKey: RowDecodable {
    let account: ID<Account>
    private let sealed: [UInt8]
    let madeAt: Instant
    /// When the first code proved that the app has it; nil while it is being set up.
    let confirmedAt: Instant?
    /// The step of the last code that was used.
    let lastStep: Int64
    let usedAt: Instant?

    init(row: inout Row) throws {
        account = try row.next()
        sealed = try row.next()
        madeAt = try row.next()
        confirmedAt = try row.next()
        lastStep = try row.next()
        usedAt = try row.next()
    }

    /// The key itself.
    func open(_ seal: Seal) throws -> [UInt8] { try seal.open(sealed, for: CodeKey.place(account)) }

    /// Where a sealed key stands: one that is moved to another account opens nothing.
    static func place(_ account: ID<Account>) -> String { "one_time_code_key.sealed_key \(account)" }
}
