import Accounts
import Base
import Directory
import Storage
import Web

extension Badges {
    /// The child's account, made now for one who has none; nil when it stands for more than this child, since then the
    /// card would open more than a small child's.
    func account(of arrival: Arrival, _ visit: Visit, in writer: any Writer) throws -> ID<Account>? {
        let provider = arrival.provider
        let standings = try writer.all(Standing.around([arrival.person], in: provider.id, on: Day(visit.today)))
        guard SignInHelp.may(.teacher, help: arrival.person, standings, in: provider.id) else { return nil }
        if let account = try writer.first(arrival.account()) { return account }
        let account = try Account.create(
            named: try freeName(for: arrival, in: writer), language: arrival.language, at: visit.now, in: writer)
        try Account.link(
            account, to: arrival.person, in: provider.id, evidence: "badge", at: visit.now, in: writer)
        // A code on paper would make a second account for the same child.
        _ = try Invitation.revoke(of: arrival.person, in: provider.id, at: visit.now, in: writer)
        return account
    }

    private func freeName(for arrival: Arrival, in reader: any Reader) throws -> String {
        for _ in 0..<100 {
            let own = passphrases.signInName(
                of: arrival.name, isProtected: arrival.isProtected, in: arrival.language ?? .fi)
            let name = "\(own)@\(arrival.provider.slug)"
            if try !Account.isTaken(name, in: reader) { return name }
        }
        throw Fault(.unavailable, log: "no free sign-in name was found")
    }
}
