import Accounts
import Base
import HTTPTypes
import Storage
import Web

extension Brokers {
    /// An identity provider tells that somebody signed out there (Back-Channel Logout 1.0 §2.5–2.8): sessions of ours that
    /// began in that one end, and services hear of it as of any sign-out.
    func mountLogout(on site: Site<Viewer>) {
        site.outside(.post, BrokerPath.logout, limit: 50_000) { call in
            guard try await obey(call) else {
                return try .json(["error": "invalid_request"], status: 400)
            }
            return OutsideAnswer(status: 200)
        }
    }

    private func obey(_ call: OutsideCall) async throws -> Bool {
        let tokens = call.form.all("logout_token")
        guard tokens.count == 1, let id = ID<IdentityProvider>(try call.text("party")),
            let party = try await database.read({ try $0.first(ConnectedParty.under(id)) })?.party,
            party.profile.tellsOfSignOuts
        else { return false }
        let ended: LogoutRules.Ended
        do {
            ended = try await self.ended(tokens[0], party, at: call.now)
        } catch let fault as ExchangeFault {
            complain("a logout token was refused: \(fault.log)")
            return false
        } catch let refusal as LogoutRules.Refusal {
            complain("a logout token was refused: \(refusal.rawValue)")
            return false
        }
        @Sendable func hash(_ text: String) -> [UInt8] { seal.keyedHash(Array(text.utf8), for: BrokerSession.place) }
        return try await database.write { writer in
            guard try BrokerSession.obey(hash(ended.token), of: party, at: call.now, in: writer) else { return false }
            let open = try writer.all(
                BrokerSession.open(subject: ended.subject.map(hash), sid: ended.sid.map(hash), at: party))
            for one in open where try Session.end(one.session, of: one.account, at: call.now, in: writer) {
                try SignInEvent.write(.ended, by: .session, of: one.account, browser: "", at: call.now, in: writer)
            }
            return true
        }
    }

    private func ended(_ token: String, _ party: IdentityProvider, at now: Instant) async throws -> LogoutRules.Ended {
        let metadata = try await book.metadata(of: party.issuer)
        let claims = try await exchange.verified(try await exchange.opened(token, party), party, metadata)
        return try LogoutRules(issuer: metadata.issuer, clientID: party.clientID, now: now).check(claims)
    }
}
