import Accounts
import Base
import Foundation
import Storage

extension Passkey {
    private static let columns: SQL = """
        account_id, id, credential_id, user_handle, algorithm, public_key, sign_count, is_backup_eligible, transports,
        title, made_at, used_at, went_back_at
        """

    /// The passkeys of an account, the oldest first.
    static func all(of account: ID<Account>) -> Query<Passkey> {
        Query("SELECT \(columns) FROM passkey WHERE account_id = \(account) ORDER BY id")
    }

    /// The passkey with this credential, whosever it is.
    static func with(_ credential: [UInt8]) -> Query<Passkey> {
        Query("SELECT \(columns) FROM passkey WHERE credential_id = \(credential)")
    }

    /// Keeps a new passkey; false when somebody has this credential already.
    static func add(
        _ made: NewCredential, called title: String, handle: [UInt8], to account: ID<Account>, at now: Instant,
        in writer: any Writer
    ) throws -> Bool {
        guard let aaguid = UUID(cell: .bytes(made.aaguid)) else { return false }
        return try writer.run(
            """
            INSERT INTO passkey (account_id, id, credential_id, user_handle, algorithm, public_key, sign_count,
                is_backup_eligible, is_backed_up, aaguid, transports, title, made_at)
            VALUES (\(account), \(ID<Passkey>.new(at: now)), \(made.id), \(handle), \(made.algorithm.rawValue),
                \(made.key), \(made.signCount), \(made.isBackupEligible), \(made.isBackedUp), \(aaguid),
                \(made.transports), \(title), \(now))
            ON CONFLICT (credential_id) DO NOTHING
            """) == 1
    }

    /// Keeps that it was used; false when another use with as high a count came first.
    func note(_ use: PasskeyUse, at now: Instant, in writer: any Writer) throws -> Bool {
        try writer.run(
            """
            UPDATE passkey SET sign_count = \(use.signCount), is_backed_up = \(use.isBackedUp), used_at = \(now)
            WHERE account_id = \(account) AND id = \(id)
                AND (sign_count < \(use.signCount) OR sign_count = 0 AND \(use.signCount) = 0)
            """) == 1
    }

    /// Keeps that it counted backwards.
    func flag(at now: Instant, in writer: any Writer) throws {
        try writer.run(
            "UPDATE passkey SET went_back_at = \(now) WHERE account_id = \(account) AND id = \(id)")
    }

    /// Removes one passkey of the account.
    static func remove(_ id: ID<Passkey>, of account: ID<Account>, in writer: any Writer) throws {
        try writer.run("DELETE FROM passkey WHERE account_id = \(account) AND id = \(id)")
    }

    /// Gives one passkey of the account another name; false when there is none.
    static func rename(
        _ id: ID<Passkey>, of account: ID<Account>, to title: String, in writer: any Writer
    ) throws -> Bool {
        try writer.run("UPDATE passkey SET title = \(title) WHERE account_id = \(account) AND id = \(id)") == 1
    }
}
