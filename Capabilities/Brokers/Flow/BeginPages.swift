import Accounts
import Base
import Directory
import Storage
import Web

extension Brokers {
    func mountSignIn(on site: Site<Viewer>) {
        // A GET, since a form's redirect to another site would be stopped by the page's own policy; it changes nothing but
        // an attempt of this browser.
        site.get(
            BrokerPath.with, may: .anyone,
            load: { reader, _, visit in try reader.one(ConnectedParty.under(try visit.id("party"))) },
            perform: { connected, viewer, visit in try await begin(connected, viewer, visit) })
        let paths = ReturnPaths(site)
        site.get(
            BrokerPath.answer, may: .anyone,
            load: { reader, _, visit in
                try AuthorizationAnswer.state(in: visit.query).flatMap { try reader.first(Attempt.with(state: $0)) }
            },
            perform: { attempt, viewer, visit in try await answer(to: attempt, viewer, visit, paths) })
    }

    /// Leads to the identity provider with what belongs to this attempt of this browser.
    private func begin(_ connected: ConnectedParty, _ viewer: Viewer?, _ visit: Visit) async throws -> Outcome {
        let party = connected.party
        let purpose: Attempt.Purpose = visit.query["for"] == "trial" ? .trial : .signIn
        switch purpose {
        case .signIn: guard party.isEnabled else { throw Fault.missing }
        case .trial:
            guard administers(connected, viewer) else { throw Fault.missing }
            guard mayTry(connected, viewer, visit) else {
                let page = BrokerPath.party(connected.provider.slug, party.id)
                return .seeOther(ActingPath.strong().with(["to": page.description]))
            }
        }
        let fault = try await database.write { writer in
            try Throttle.refusal([.brokers(at: visit.address)], at: visit.now, in: writer)
        }
        if let fault { throw fault }
        let metadata: IssuerMetadata
        do {
            metadata = try await book.metadata(of: party.issuer)
        } catch {
            return .page(faultPage(error, connected, visit))
        }
        let new = NewAttempt(at: visit.now)
        guard let address = address(new, party, metadata, visit) else {
            return .page(faultPage(.metadata(.endpoint), connected, visit))
        }
        let verifier = try seal.close(Array(new.verifier.text.utf8), for: Attempt.verifierPlace)
        let returnTo = String(visit.query.text("to").prefix(2000))
        try await database.write { writer in
            try new.insert(party, for: purpose, verifier: verifier, returnTo: returnTo, at: visit.now, in: writer)
        }
        return .leave(address, [new.browserCookie])
    }

    /// Whoever administers the education provider, and has lately confirmed it, may look at what arrives, also before others
    /// may sign in by it.
    func mayTry(_ connected: ConnectedParty, _ viewer: Viewer?, _ visit: Visit) -> Bool {
        administers(connected, viewer) && (viewer?.isStrong(at: visit.now) ?? false)
    }

    private func administers(_ connected: ConnectedParty, _ viewer: Viewer?) -> Bool {
        viewer?.record(at: connected.provider.slug, as: .administrator) != nil
    }

    /// The authentication request (OpenID Connect Core 3.1.2.1, RFC 7636 §4.3).
    private func address(
        _ new: NewAttempt, _ party: IdentityProvider, _ metadata: IssuerMetadata, _ visit: Visit
    ) -> OutsideAddress? {
        var query = [
            (name: "response_type", value: "code"), (name: "client_id", value: party.clientID),
            (name: "redirect_uri", value: redirect(visit)), (name: "scope", value: party.profile.scope),
            (name: "state", value: new.state.text), (name: "nonce", value: new.nonce.text),
            (name: "code_challenge", value: new.challenge), (name: "code_challenge_method", value: "S256"),
            (name: "response_mode", value: "query"),
        ]
        switch party.profile {
        // MPASSid reads its language from `lang`, Finnish or Swedish, where it stands last.
        case .mpassid: query.append(("lang", visit.language == .sv ? "sv" : "fi"))
        case .entra, .google, .oidc: query.append(("ui_locales", visit.language.rawValue))
        }
        return OutsideAddress(registered: metadata.authorizationEndpoint)?.with(query)
    }

    /// Where identity providers send people back to.
    func redirect(_ visit: Visit) -> String { visit.origin + BrokerPath.answer().description }
}
