import Accounts
import Audit
import Base
import Directory
import Storage
import Web

/// One person whose way in may be cared for, with every account that stands for them.
struct Care: Sendable {
    let person: Person
    let language: Language?
    let accounts: [ID<Account>]
    let signInName: String?
    let hasPassword: Bool
    let invitedAt: Instant?
    let expiresAt: Instant?
    let isAllowed: Bool
    /// Whether the person is anything at the provider beside a guardian.
    let hasRole: Bool

    /// The people among `people` who are still there, in the order of their names.
    static func of(
        _ people: [ID<Person>], as helper: Role, in provider: ID<Provider>, at now: Instant, _ reader: any Reader
    ) throws -> [Care] {
        let states = try reader.all(SignInState.of(people, in: provider, at: now))
        let standings = Dictionary(
            grouping: try reader.all(Standing.around(people, in: provider, on: Day(now.day))), by: \.asked)
        var order: [ID<Person>] = []
        for state in states where order.last != state.person.id { order.append(state.person.id) }
        let rows = Dictionary(grouping: states, by: \.person.id)
        return order.compactMap { id in
            guard let own = rows[id], let first = own.first else { return nil }
            return Care(
                person: first.person, language: first.language, accounts: own.compactMap(\.account),
                signInName: first.signInName, hasPassword: first.hasPassword, invitedAt: first.invitedAt,
                expiresAt: first.expiresAt,
                isAllowed: SignInHelp.may(helper, help: id, standings[id] ?? [], in: provider),
                hasRole: (standings[id] ?? []).contains { $0.person == id && $0.role != nil })
        }
    }
}

/// A password that was made and hashed before the transaction that sets it.
struct Renewal: Sendable {
    let account: ID<Account>
    let password: Secret<String>
    let hash: String
}

/// Makes slips: what a helper of one role does for the people that the helper reaches.
struct SlipMaking: Sendable {
    let access: Access
    let role: Role
    let provider: Provider
    let viewer: Viewer
    let visit: Visit
    /// The people whom the helper reaches, asked again inside the transaction.
    let reach: @Sendable (any Reader) throws -> [ID<Person>]

    /// A slip for each of `chosen` whom the helper reaches and may help.
    func make(for chosen: Set<ID<Person>>) async throws -> [Slip] {
        // A teacher hands over a password; a code that takes the password away until it is used would close a pupil
        // out of a lesson. The office gives a code, since it sees grown-ups whose password it must not know.
        let renewals = role == .teacher ? try await renewals(for: chosen) : [:]
        return try await access.database.write { writer in
            let people = try reach(writer).filter(chosen.contains)
            return try Care.of(people, as: role, in: provider.id, at: visit.now, writer).filter(\.isAllowed)
                .compactMap { try slip(for: $0, renewals[$0.person.id], writer) }
        }
    }

    private func renewals(for chosen: Set<ID<Person>>) async throws -> [ID<Person>: Renewal] {
        let known = try await access.database.read { reader in
            let people = try reach(reader).filter(chosen.contains)
            return try Care.of(people, as: role, in: provider.id, at: visit.now, reader).filter(\.isAllowed)
        }
        return try await withThrowingTaskGroup(of: (ID<Person>, Renewal)?.self) { group in
            for care in known {
                group.addTask {
                    guard let account = care.accounts.first else { return nil }
                    let password = access.passphrases.password(in: care.language ?? visit.language)
                    let hash = try await access.hasher.hash(password)
                    return (care.person.id, Renewal(account: account, password: password, hash: hash))
                }
            }
            return try await group.reduce(into: [:]) { made, one in if let one { made[one.0] = one.1 } }
        }
    }

    /// nil when the pupil got an account between the two steps.
    private func slip(for care: Care, _ renewal: Renewal?, _ writer: any Writer) throws -> Slip? {
        let secret: Slip.Secret
        switch (care.accounts.first, role) {
        case (nil, _):
            secret = try invite(care, restoring: nil, writer)
            try note("invite", care, writer)
        case (let account?, .teacher):
            guard let renewal, renewal.account == account else { return nil }
            try PasswordAccount.set(renewal.hash, for: account, at: visit.now, in: writer)
            try SecondFactors.removeAll(of: account, at: visit.now, in: writer)
            try Session.endAll(of: account, but: nil, at: visit.now, in: writer)
            for ending in access.endings { try ending(account, visit.now, writer) }
            secret = .password(renewal.password.reveal())
            try note("renew-password", care, writer)
        case (let account?, _):
            for one in care.accounts {
                try PasswordAccount.remove(from: one, in: writer)
                try SecondFactors.removeAll(of: one, at: visit.now, in: writer)
                try Session.endAll(of: one, but: nil, at: visit.now, in: writer)
                for ending in access.endings { try ending(one, visit.now, writer) }
            }
            secret = try invite(care, restoring: account, writer)
            try note("reset-sign-in", care, writer)
        }
        let name = care.person.isProtected ? care.person.name.called : care.person.name.full
        return Slip(person: care.person.id, name: name, signInName: care.signInName, secret: secret)
    }

    private func invite(_ care: Care, restoring account: ID<Account>?, _ writer: any Writer) throws -> Slip.Secret {
        let code = try Invitation.issue(
            to: care.person.id, in: provider.id, makesAdministrator: false, restoring: account, by: viewer.account,
            at: visit.now, in: writer)
        return .code(code.text, until: visit.now.adding(days: Invitation.daysValid))
    }

    private func note(_ action: String, _ care: Care, _ writer: any Writer) throws {
        try Change(action, of: "person", care.person.id.uuid, in: provider.id.uuid, by: viewer.account.uuid)
            .write(at: visit.now, in: writer)
        if let look = viewer.look(at: care.person.id, in: provider.id, for: "slips", as: role) {
            try AccessLog.write(look, at: visit.now, in: writer)
        }
    }
}
