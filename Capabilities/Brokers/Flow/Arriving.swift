import Accounts
import Audit
import Base
import Directory
import Storage
import Web

extension Brokers {
    /// What somebody who came ends in.
    private enum Ending: Sendable {
        case signedIn(Token, ID<Account>)
        case invite
        case refused(Standstill)
    }

    /// Somebody has come, and it is known from where: whose account is it?
    func arrive(
        _ came: Came, _ attempt: Attempt, _ viewer: Viewer?, _ visit: Visit, _ paths: ReturnPaths
    ) async throws -> Outcome {
        let (connected, arrival) = (attempt.connected, came.arrival)
        let arrived = try seal.close(ArrivedSide(arrival, nil).bytes(), for: LinkConflict.arrivedPlace)
        let waiting = try seal.close(ArrivedSide(arrival, came.session).bytes(), for: Attempt.arrivedPlace)
        let ending = try await database.write { writer -> Ending in
            let voice = try voice(of: connected.party, writer)
            let facts = try LinkFacts.gather(
                arrival, at: voice.provider, viewer: viewer?.account, on: Day(visit.today), writer)
            switch LinkDecision.of(facts, voice) {
            case .signIn(let account):
                return .signedIn(
                    try enter(account, arrival.login, came.session, connected.party, visit, in: writer), account)
            case .join(let account, let person):
                try join(arrival.login, connected.party, to: account, of: person, arrival.evidence, visit, in: writer)
                return .signedIn(
                    try enter(account, arrival.login, came.session, connected.party, visit, in: writer), account)
            case .make(let candidate):
                let account = try make(candidate, connected.provider, arrival.evidence, visit, in: writer)
                try join(
                    arrival.login, connected.party, to: account, of: candidate.person, arrival.evidence, visit,
                    in: writer)
                return .signedIn(
                    try enter(account, arrival.login, came.session, connected.party, visit, in: writer), account)
            case .invite:
                try attempt.wait(for: waiting, in: writer)
                return .invite
            case .proveFirst: return .refused(.proveFirst)
            case .notSpokenFor: return .refused(.notSpokenFor)
            case .conflict(let reason, let people):
                try LinkConflict.queue(
                    reason, arrival, arrived: arrived, connected.party, people, at: visit.now, in: writer)
                return .refused(.conflict)
            }
        }
        switch ending {
        case .signedIn(let token, let account):
            let cookies = [limits.cookie(token, isShared: visit.isSharedDevice), attempt.spentCookie]
            return await leadToMandates(came, attempt, account, token, cookies, visit)
                ?? .seeOther(paths.link(to: attempt.returnTo) ?? PathPattern("/")(), cookies)
        case .invite:
            let ask = JoiningForm(attempt: attempt.id, name: arrival.name)
            return .page(joiningPage(ask, connected, viewer, visit, renewing: attempt))
        case .refused(let standstill): return .page(standstillPage(standstill, attempt, visit))
        }
    }

    /// For whom the identity provider speaks.
    func voice(of party: IdentityProvider, _ reader: any Reader) throws -> Voice {
        Voice(provider: party.provider, roles: Set(party.roles), schools: Set(try reader.all(party.schools())))
    }

    /// A new session, strong where the login was; the one that the browser had before ends.
    func enter(
        _ account: ID<Account>, _ login: Login, _ session: ArrivedSession?, _ party: IdentityProvider, _ visit: Visit,
        in writer: any Writer
    ) throws -> Token {
        try BrokerLink.use(login, at: visit.now, in: writer)
        let token = try limits.begin(
            for: account, by: session?.isStrong == true ? .strongBroker : .broker, visit, in: writer)
        try session?.keep(token, of: party, at: visit.now, in: writer)
        return token
    }

    /// The login opens the account from now on.
    func join(
        _ login: Login, _ party: IdentityProvider, to account: ID<Account>, of person: ID<Person>?,
        _ evidence: String, _ visit: Visit, in writer: any Writer
    ) throws {
        let isNew = try BrokerLink.join(
            login, called: party.title, of: party.provider, to: account,
            evidence: evidence, at: visit.now, in: writer)
        guard isNew else { throw Fault(.conflict, log: "a login was joined twice at once") }
        try SignInEvent.write(
            .added, by: .broker, party.title, of: account, browser: visit.browser, at: visit.now, in: writer)
        try Change(
            "broker-link", of: "account", account.uuid, in: party.provider.uuid, by: account.uuid,
            after: ["identity_provider": party.title, "evidence": evidence],
            concerning: [person?.uuid, party.id.uuid].compactMap { $0 }
        ).write(at: visit.now, in: writer)
    }

    /// An account without a password for somebody whom the register knows.
    func make(
        _ candidate: LinkCandidate, _ provider: Provider, _ evidence: String, _ visit: Visit, in writer: any Writer
    ) throws -> ID<Account> {
        let account = try Account.create(
            named: try freeName(candidate.name, candidate.isProtected, candidate.language, provider, in: writer),
            language: candidate.language, at: visit.now, in: writer)
        try Account.link(
            account, to: candidate.person, in: provider.id, evidence: evidence, at: visit.now, in: writer)
        return account
    }

    /// A sign-in name that is free; nobody need know it as long as the login elsewhere is there.
    func freeName(
        _ name: PersonName, _ isProtected: Bool, _ language: Language?, _ provider: Provider, in reader: any Reader
    ) throws -> String {
        for _ in 0..<100 {
            let own = passphrases.signInName(of: name, isProtected: isProtected, in: language ?? .fi)
            if try !Account.isTaken("\(own)@\(provider.slug)", in: reader) { return "\(own)@\(provider.slug)" }
        }
        throw Fault(.unavailable, log: "no free sign-in name was found")
    }
}

extension LinkFacts {
    /// Reads everything that decides, at the present state of the register.
    static func gather(
        _ arrival: Arrival, at provider: ID<Provider>, viewer: ID<Account>?, on day: Day, _ reader: any Reader
    ) throws -> LinkFacts {
        var facts = LinkFacts(viewer: viewer)
        if let account = try reader.first(BrokerLink.account(of: arrival.login)) {
            facts.linked = (account, try reader.all(Post.of(account, on: day)))
            if let identity = arrival.identity {
                facts.contradicted = try reader.all(
                    LinkCandidate.people(of: account, in: provider, knownOtherThan: identity))
            }
        }
        if let number = arrival.number {
            facts.candidates = try reader.all(LinkCandidate.with(number, in: provider, on: day))
        } else if let identity = arrival.identity {
            facts.candidates = try reader.all(LinkCandidate.with(identity: identity, in: provider))
        }
        if facts.linked == nil, let identity = arrival.identity {
            facts.contradicted = try reader.all(
                LinkCandidate.people(among: facts.candidates.map(\.person), in: provider, knownOtherThan: identity))
        }
        guard facts.linked == nil, facts.candidates.count == 1, let only = facts.candidates.first else { return facts }
        if let account = only.account {
            facts.candidatePosts = try reader.all(Post.of(account, on: day))
            facts.hasOtherLogin = try reader.all(BrokerLink.of(account)).contains { $0.issuer == arrival.login.issuer }
        } else {
            facts.candidatePosts = try reader.all(Post.of(only.person, in: provider, on: day))
        }
        return facts
    }
}
