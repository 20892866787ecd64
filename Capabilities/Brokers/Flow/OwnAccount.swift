import Accounts
import Base
import Directory
import Storage
import Web

/// Ways to an identity provider that somebody takes from the own account; they end in that account and in no other.
extension Brokers {
    /// Adding a login begins with a form of our own, which no other site can send, and says what it leads to.
    func mountAdding(on site: Site<Viewer>) {
        site.post(BrokerPath.loginAdding, may: .signedIn) { (viewer: Viewer, visit: Visit) in
            let connected = try await database.read { reader in
                try reader.one(ConnectedParty.under(try visit.id("party")))
            }
            guard connected.party.isEnabled else { throw Fault.missing }
            // Whoever finds a screen open may not leave a way in of their own.
            guard viewer.hasJustProved(at: visit.now) else {
                return .seeOther(ActingPath.strong().with(["to": ActingPath.account().description]))
            }
            return switch try await way(to: connected, for: .join, viewer, visit) {
            case .open(let address, let cookie): .page(addingPage(connected.party, address, cookie, visit))
            case .shut(let page): .page(page)
            }
        }
    }

    private func addingPage(
        _ party: IdentityProvider, _ address: OutsideAddress, _ cookie: NewCookie, _ visit: Visit
    ) -> Page {
        let words = words(visit)
        let title = words(.addingTitle, ["way": party.title])
        var page = Page(
            title: title,
            content: """
                <div class="door-sheet">\(Part.heading(title, lead: words(.addingText)))
                \(Part.acts([Part.outsideButton(words(.leavingNext), to: address)]))</div>
                """, isDoor: true, cookies: [cookie])
        page.goesOnTo = address
        return page
    }

    /// The login opens the own account from now on.
    func joinOwn(_ came: Came, _ attempt: Attempt, _ visit: Visit) async throws -> Outcome {
        let connected = attempt.connected
        let ending = try await database.write { writer -> OwnEnding in
            guard let viewer = try present(visit, attempt, in: writer) else { return .refused(.proveFirst) }
            guard viewer.hasJustProved(at: visit.now) else { return .refused(.proveFirst) }
            let isVouchedFor = connected.party.standing(seal) == .good
            let (voice, day) = (try voice(of: connected.party, writer), Day(visit.today))
            let facts = try LinkFacts.gather(
                came.arrival, at: voice.provider, viewer: viewer.account, on: day, writer)
            guard OwnLink.may(facts, viewer.account),
                try !isOther(came.arrival.identity, than: viewer.account, at: voice.provider, writer)
            else { return .refused(.otherAccount) }
            let posts = try writer.all(Post.of(viewer.account, on: day))
            guard voice.confirms(posts, isVouchedFor: isVouchedFor) else { return .refused(.notSpokenFor) }
            // Whoever has no more than an administrator's password gets no further way to confirm.
            guard !voice.governs(posts) || viewer.isStrong(at: visit.now) else { return .refused(.proveFirst) }
            guard facts.linked == nil else { return .done([]) }
            try join(
                came.arrival.login, connected.party, to: viewer.account, of: nil, "session", visit, in: writer)
            return .done([])
        }
        switch ending {
        case .refused(let standstill): return .page(standstillPage(standstill, attempt, visit))
        case .done: return .seeOther(ActingPath.account(), [attempt.spentCookie, .done("login-added")])
        }
    }

    /// The session goes on confirmed, if the login is the own account's, strong, and of a moment ago.
    func confirm(_ came: Came, _ attempt: Attempt, _ visit: Visit, _ paths: ReturnPaths) async throws -> Outcome {
        let ending = try await database.write { writer -> OwnEnding in
            guard let viewer = try present(visit, attempt, in: writer) else { return .refused(.proveFirst) }
            let linked = try writer.first(BrokerLink.account(of: came.arrival.login))
            guard linked == viewer.account else { return .refused(.otherAccount) }
            guard came.session.isStrong else { return .refused(.notStrong) }
            let posts = try writer.all(Post.of(viewer.account, on: Day(visit.today)))
            let party = attempt.connected.party
            let voice = try voice(of: party, writer)
            guard voice.confirms(posts, isVouchedFor: party.standing(seal) == .good) else {
                return .refused(.notSpokenFor)
            }
            // It stands beside an administrator's second factor here, never instead of one (decision 0026).
            guard try !voice.governs(posts) || !writer.one(SecondFactors.of(viewer.account)).isEmpty else {
                return .refused(.notSpokenFor)
            }
            try BrokerLink.use(came.arrival.login, at: visit.now, in: writer)
            let token = try Session.confirm(
                viewer.session, of: viewer.account, by: .strongBroker, browser: visit.browser, at: visit.now,
                in: writer)
            return .done([limits.cookie(token, isShared: viewer.span.isShared)])
        }
        switch ending {
        case .refused(let standstill): return .page(standstillPage(standstill, attempt, visit))
        case .done(let cookies):
            return .seeOther(paths.link(to: attempt.returnTo) ?? ActingPath.strong(), cookies + [attempt.spentCookie])
        }
    }

    private enum OwnEnding: Sendable {
        case done([NewCookie])
        case refused(Standstill)
    }

    /// Whether an identity code is another than the one that is known of somebody whom the account stands for.
    func isOther(
        _ identity: [UInt8]?, than account: ID<Account>, at provider: ID<Provider>, _ reader: any Reader
    ) throws -> Bool {
        guard let identity else { return false }
        return try !reader.all(LinkCandidate.people(of: account, in: provider, knownOtherThan: identity)).isEmpty
    }

    /// Whoever is signed in at this moment, if it is the session that asked.
    private func present(_ visit: Visit, _ attempt: Attempt, in reader: any Reader) throws -> Viewer? {
        guard let session = attempt.session, let token = visit.sessionToken,
            let viewer = try Viewer.resolve(token: token, at: visit.now, limits, in: reader), viewer.session == session
        else { return nil }
        return viewer
    }
}

/// Whether a login may be added to an account by whoever is signed in to it.
enum OwnLink {
    /// It opens no other account, and what came with it is known of no other person.
    static func may(_ facts: LinkFacts, _ account: ID<Account>) -> Bool {
        (facts.linked == nil || facts.linked?.account == account)
            && facts.candidates.allSatisfy { $0.account == account } && !facts.hasOtherLogin
            && facts.contradicted.isEmpty
    }
}
