import Accounts
import Base
import Clients
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
        let purpose = Attempt.Purpose(asked: visit.query.text("for"))
        if let detour = try detour(before: purpose, connected, viewer, visit) { return .seeOther(detour) }
        switch try await way(to: connected, for: purpose, viewer, visit) {
        case .open(let address, let cookie): return .leave(address, [cookie])
        case .shut(let page): return .page(page)
        }
    }

    /// The way to an identity provider.
    enum Way {
        case open(OutsideAddress, NewCookie)
        /// It cannot be asked; the page says so.
        case shut(Page)
    }

    /// Keeps a new attempt and says where it leads.
    func way(
        to connected: ConnectedParty, for purpose: Attempt.Purpose, _ viewer: Viewer?, _ visit: Visit
    ) async throws -> Way {
        let party = connected.party
        let fault = try await database.write { writer in
            try Throttle.refusal([.brokers(at: visit.address)], at: visit.now, in: writer)
        }
        if let fault { throw fault }
        let new = NewAttempt(at: visit.now)
        let isAnew = purpose == .confirm || !visit.query.text("again").isEmpty
        let asking = Asking(isAnew: isAnew, choosesLogin: purpose == .join)
        let address: OutsideAddress
        do {
            let metadata = try await book.metadata(of: party.issuer)
            address = try await self.address(
                Question(party: party, metadata: metadata, parameters: parameters(new, party, asking, visit)),
                at: visit.now)
        } catch let fault as ExchangeFault {
            return .shut(faultPage(fault, connected, visit))
        }
        let verifier = try seal.close(Array(new.verifier.text.utf8), for: Attempt.verifierPlace)
        let returnTo = String(visit.query.text("to").prefix(2000))
        try await database.write { writer in
            try new.insert(
                party, for: purpose, isAnew: isAnew, session: viewer?.session, verifier: verifier, returnTo: returnTo,
                at: visit.now, in: writer)
        }
        return .open(address, new.browserCookie)
    }

    /// Where somebody goes first; what is not there for them does not exist.
    private func detour(
        before purpose: Attempt.Purpose, _ connected: ConnectedParty, _ viewer: Viewer?, _ visit: Visit
    ) throws -> Link? {
        guard purpose == .trial || connected.party.isEnabled else { throw Fault.missing }
        switch purpose {
        case .signIn: return nil
        case .trial:
            guard administers(connected, viewer) else { throw Fault.missing }
            guard mayTry(connected, viewer, visit) else {
                let page = BrokerPath.party(connected.provider.slug, connected.party.id)
                return ActingPath.strong().with(["to": page.description])
            }
            return nil
        // Any site can lead a browser here, which is then signed in there as whoever that site likes: our own form begins it.
        case .join: throw Fault.missing
        case .confirm:
            guard connected.party.manner.hasStrong else { throw Fault.missing }
            return viewer == nil ? ActingPath.signIn().with(["to": visit.query.text("to")]) : nil
        }
    }

    /// Whoever administers the education provider, and has lately confirmed it, may look at what arrives, also before others
    /// may sign in by it.
    func mayTry(_ connected: ConnectedParty, _ viewer: Viewer?, _ visit: Visit) -> Bool {
        administers(connected, viewer) && (viewer?.isStrong(at: visit.now) ?? false)
    }

    private func administers(_ connected: ConnectedParty, _ viewer: Viewer?) -> Bool {
        viewer?.record(at: connected.provider.slug, as: .administrator) != nil
    }

    /// What an identity provider is asked.
    private struct Question {
        let party: IdentityProvider
        let metadata: IssuerMetadata
        let parameters: [(name: String, value: String)]
    }

    /// How whoever comes is asked who they are.
    private struct Asking {
        let isAnew: Bool
        /// They type or choose the login there, whichever the browser has.
        let choosesLogin: Bool
    }

    /// The authentication request (OpenID Connect Core 3.1.2.1, RFC 7636 §4.3).
    private func parameters(
        _ new: NewAttempt, _ party: IdentityProvider, _ asking: Asking, _ visit: Visit
    ) -> [(name: String, value: String)] {
        var query = [
            (name: "response_type", value: "code"), (name: "client_id", value: party.clientID),
            (name: "redirect_uri", value: redirect(visit)), (name: "scope", value: party.profile.scope),
            (name: "state", value: new.state.text), (name: "nonce", value: new.nonce.text),
            (name: "code_challenge", value: new.challenge), (name: "code_challenge_method", value: "S256"),
            (name: "response_mode", value: "query"),
        ]
        if !party.manner.classes.isEmpty {
            query.append(("acr_values", party.manner.classes.joined(separator: " ")))
        }
        if asking.isAnew {
            query += [("prompt", "login"), ("max_age", "0")]
        } else if asking.choosesLogin {
            // Google knows no `login` here, and lets one choose instead.
            query.append(("prompt", party.profile == .google ? "select_account" : "login"))
        }
        if !asking.isAnew, party.manner.hasStrong {
            // Half a day asks nobody anew, and makes the ID Token say when somebody was asked (Core 2, auth_time).
            query.append(("max_age", "43200"))
        }
        switch party.profile {
        // MPASSid reads its language from `lang`, Finnish or Swedish, where it stands last.
        case .mpassid: query.append(("lang", visit.language == .sv ? "sv" : "fi"))
        case .suomifi, .entra, .google, .oidc: query.append(("ui_locales", visit.language.rawValue))
        }
        return query
    }

    /// The address with the question, open or as a signed request, which is left behind the browser's back where the
    /// identity provider takes it there (RFC 9101 §5, RFC 9126 §2).
    private func address(_ question: Question, at now: Instant) async throws -> OutsideAddress {
        let (party, metadata) = (question.party, question.metadata)
        guard let address = OutsideAddress(registered: metadata.authorizationEndpoint) else {
            throw ExchangeFault.metadata(.endpoint)
        }
        guard party.manner.signsRequests else { return address.with(question.parameters) }
        let request = try await partyKeys.signer(for: party).sign(
            SignedRequest.claims(question.parameters, from: party.clientID, to: metadata.issuer, at: now),
            type: SignedRequest.type)
        let client = (name: "client_id", value: party.clientID)
        if let endpoint = metadata.pushedEndpoint {
            let uri = try await exchange.push(request, party, to: endpoint, metadata, at: now)
            return address.with([client, ("request_uri", uri)])
        }
        // OpenID Connect Core 6.1: these two stand beside it too; nothing but the request counts.
        return address.with([client, ("response_type", "code"), ("scope", party.profile.scope), ("request", request)])
    }

    /// Where identity providers send people back to.
    func redirect(_ visit: Visit) -> String { visit.origin + BrokerPath.answer().description }
}
