import Accounts
import Audit
import Base
import Directory
import OpenID
import Foundation
import Storage

/// An account as an operator sees it: no names of people, whom the operator has no reason to look at.
struct AccountEntry: Sendable {
    let account: ID<Account>
    let name: String
    let createdAt: Instant
    let language: Language?

    /// The account that signs in under `name`.
    static func named(_ name: String, in reader: any Reader) throws -> AccountEntry {
        guard let entry = try reader.first(AccountEntry.behind(SignInName.folded(name))) else {
            throw Fault(.missing, log: "there is no account of that name")
        }
        return entry
    }

    /// One line of the list.
    struct Listed: Sendable {
        let name: String
        let roles: String
        let createdAt: Instant
        let usedAt: Instant?

        var line: String {
            let used = usedAt.map { "used \($0.day)" } ?? "never used"
            return [name, roles.isEmpty ? "-" : roles, "made \(createdAt.day)", used].joined(separator: "\t")
        }
    }

    /// A provider's accounts by their names.
    static func list(
        of slug: String, role: String?, limit: Int32, at now: Instant, in reader: any Reader
    ) throws -> [Listed] {
        guard let provider = try reader.first(Provider.named(slug)) else {
            throw Fault(.missing, log: "there is no provider of that slug")
        }
        guard let role else { return try reader.all(rows(of: provider.id, role: nil, limit, on: Day(now.day))) }
        guard let known = Role(rawValue: role) else { throw Fault(.invalid, log: "there is no role of that name") }
        return try reader.all(rows(of: provider.id, role: known, limit, on: Day(now.day)))
    }

    /// What the account stands for, and where it is signed in.
    func lines(at now: Instant, _ limits: SessionLimits, in reader: any Reader) throws -> [String] {
        let persons = try reader.all(persons(on: Day(now.day)))
        let devices = try reader.all(Session.open(of: account, at: now, limits))
        let factors = try reader.one(SecondFactors.of(account))
        return [
            "sign-in name  \(name)", "made          \(createdAt)", "language      \(language?.rawValue ?? "-")",
            "passkeys      \(factors.passkeys)", "codes         \(factors.hasCodes ? "set up" : "-")",
        ] + persons.map { "person        \($0)" } + devices.map { "session       used \($0.usedAt)" }
    }

    func endSessions(at now: Instant, in writer: any Writer) throws {
        try Session.endAll(of: account, but: nil, at: now, in: writer)
        try OpenID.endAll(account, at: now, in: writer)
        try log("end-sessions", at: now, in: writer)
    }

    func renew(_ hash: String, at now: Instant, in writer: any Writer) throws {
        try PasswordAccount.set(hash, for: account, at: now, in: writer)
        try SecondFactors.removeAll(of: account, at: now, in: writer)
        try Session.endAll(of: account, but: nil, at: now, in: writer)
        try OpenID.endAll(account, at: now, in: writer)
        try log("renew-password", at: now, in: writer)
    }

    /// One row for each provider whose person the account stands for.
    private func log(_ action: String, at now: Instant, in writer: any Writer) throws {
        for provider in try writer.all(providers) {
            try Change(action, of: "account", account.uuid, in: provider.uuid, by: nil).write(at: now, in: writer)
        }
    }
}
