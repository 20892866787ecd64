import Accounts
import Base
package import SignIn
import Storage
import Web

extension Brokers {
    /// Whoever signs out and came by an identity provider that wants it goes on to its sign-out (RP-Initiated Logout 1.0).
    package var signOutStep: SignOutStep {
        SignOutStep { reader, token in
            guard let leaving = try reader.first(BrokerSession.behind(Token(text: token))),
                leaving.party.manner.endsSessions
            else { return nil }
            return { visit, state in await leavingPage(leaving, state, visit) }
        }
    }

    /// nil where the identity provider has no such address or cannot be asked for it: here the session has ended anyway.
    private func leavingPage(_ leaving: BrokerSession.Leaving, _ state: String?, _ visit: Visit) async -> Page? {
        let party = leaving.party
        guard let endpoint = try? await book.metadata(of: party.issuer).endSessionEndpoint,
            let address = OutsideAddress(registered: endpoint)
        else { return nil }
        let token = leaving.sealedToken.flatMap { try? seal.open($0, for: BrokerSession.tokenPlace) }
            .map { String(decoding: $0, as: UTF8.self) }
        let target = address.with(
            (token.map { [("id_token_hint", $0)] } ?? []) + [
                (name: "client_id", value: party.clientID),
                (name: "post_logout_redirect_uri", value: afterwards(visit)),
                (name: "ui_locales", value: visit.language.rawValue),
            ] + (state.map { [("state", $0)] } ?? []))
        let words = words(visit)
        var page = Page(
            title: words(.leavingTitle),
            content: """
                <div class="door-sheet">\(Part.heading(words(.leavingTitle), lead: words(.leavingText, ["way": party.title])))
                \(Part.acts([Part.outsideButton(words(.leavingNext), to: target)]))</div>
                """, isDoor: true)
        page.goesOnTo = target
        return page
    }

    /// Where identity providers send people back to after a sign-out.
    func afterwards(_ visit: Visit) -> String { visit.origin + ActingPath.signIn().description }
}
