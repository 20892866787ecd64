import Accounts
import Base
import Storage
import TestKit

/// Looks at the tables, for what no page shows.
enum StrongTrial {
    /// Kinds and proofs of the events of an account, the oldest first.
    static func events(of who: Who, in reader: any Reader) throws -> [String] {
        let account = try reader.one(PasswordAccount.named(who.signInName)).account
        return try reader.all(
            Query("SELECT kind, proof FROM sign_in_event WHERE account_id = \(account) ORDER BY id") { row in
                "\(try row.next(String.self)) \(try row.next(String.self))"
            })
    }

    /// How many questions wait for an answer.
    static func questions(in reader: any Reader) throws -> Int {
        try reader.one(Query<Int>("SELECT COUNT(*) FROM passkey_challenge"))
    }

    /// The passkey ids of everyone.
    static func passkeys(in reader: any Reader) throws -> [String] {
        try reader.all(
            Query("SELECT id FROM passkey ORDER BY id") { row in try row.next(ID<Account>.self).description })
    }

    /// What is kept of keys and recovery codes.
    static func keptCodes(in reader: any Reader) throws -> (key: [UInt8], hashes: [[UInt8]]) {
        let keys = try reader.all(Query<[UInt8]>("SELECT sealed_key FROM one_time_code_key"))
        return (keys.first ?? [], try reader.all(Query<[UInt8]>("SELECT code_hash FROM recovery_code")))
    }

    /// Takes the password of an account away, as if it had only ever had a passkey.
    static func removePassword(of who: Who, in writer: any Writer) throws {
        let account = try writer.one(PasswordAccount.named(who.signInName)).account
        try PasswordAccount.remove(from: account, in: writer)
    }
}
