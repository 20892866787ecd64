import Accounts
import Base
import Directory
import Outbound
import Storage
import Web

extension Brokers {
    /// Children whom the register does not name as somebody's: Suomi.fi's Valtuudet are asked, for a day.
    func mountMandates(on site: Site<Viewer>) {
        let paths = ReturnPaths(site)
        site.get(
            BrokerPath.mandates, may: .signedIn,
            load: { read in
                try read.all(IdentityProvider.linked(to: read.viewer.account)).filter { $0.manner.mandates != nil }
            }, page: mandatesPage)
        // A GET, since the answer comes in an address; what it does is bound to the session that asked, and done once.
        site.get(
            BrokerPath.mandateAnswer, may: .anyone,
            load: { reader, _, visit in
                try visit.cookie(MandateQuestion.cookieName).flatMap {
                    try reader.first(MandateQuestion.behind(Token(text: $0)))
                }
            },
            perform: { question, viewer, visit in try await answer(to: question, viewer, visit, paths) })
    }

    /// The service that an identity provider's administrator has named; nil where nobody is to be asked.
    private func mandates(of party: IdentityProvider) throws(MandateFault) -> (any MandateService)? {
        guard let place = party.manner.mandates else { return nil }
        guard let sealed = party.sealedMandates,
            let bytes = try? seal.open(sealed, for: MandateSecrets.place), let secrets = MandateSecrets(bytes)
        else { throw .secret }
        return Valtuudet(place: place, secrets: Secret(secrets), outbound: outbound)
    }

    /// Somebody has signed in: where they go to choose whom they act for. nil where there is nothing to choose, or nobody
    /// to ask; signing in goes on in any case.
    ///
    /// - Parameters:
    ///   - asker: the token of the session that has begun.
    ///   - cookies: those of that session.
    func leadToMandates(
        _ came: Came, _ attempt: Attempt, _ account: ID<Account>, _ asker: Token, _ cookies: [NewCookie], _ visit: Visit
    ) async -> Outcome? {
        let party = attempt.connected.party
        let isAsked = attempt.returnTo == BrokerPath.mandates().description
        guard let code = came.arrival.code, party.roles.contains(.guardian), party.manner.mandates != nil else {
            return nil
        }
        do {
            let guardian = try await database.read { reader -> ID<Person>? in
                let people = try reader.all(MandatePerson.all(of: account, in: party.provider))
                let known = try came.arrival.identity.map {
                    try reader.all(LinkCandidate.with(identity: $0, in: party.provider)).map(\.person)
                }
                let hasChild = try reader.first(
                    MandatePerson.hasChild(people, in: party.provider, on: Day(visit.today)))
                let posts = try reader.all(Post.of(account, on: Day(visit.today)))
                let isGuardian = posts.contains { $0.provider == party.provider && $0.role == .guardian }
                guard isAsked || isGuardian && hasChild == nil else { return nil }
                return people.first { known?.contains($0) == true } ?? people.first
            }
            guard let guardian, let service = try mandates(of: party) else { return nil }
            let session = try await soon { try await service.begin(code, at: visit.now) }
            let address = try service.choosing(session, backTo: mandateRedirect(visit), in: visit.language)
            let cookie = Token.session()
            let sealed = try seal.close(session.bytes(), for: MandateQuestion.sessionPlace)
            try await database.write { writer in
                try MandateQuestion.insert(
                    cookie, of: asker, guardian, at: party, session: sealed, returnTo: attempt.returnTo,
                    now: visit.now, in: writer)
            }
            return .leave(address, cookies + [MandateQuestion.cookie(cookie)])
        } catch {
            complain((error as? MandateFault)?.log ?? "the mandate service could not be asked")
            return isAsked ? .seeOther(BrokerPath.mandates(), cookies + [.done("mandates-failed")]) : nil
        }
    }

    /// Nobody waits long for a service that signing in does not need.
    private func soon<Value: Sendable>(_ ask: @escaping @Sendable () async throws -> Value) async throws -> Value {
        try await withThrowingTaskGroup(of: Value.self) { group in
            group.addTask { try await ask() }
            group.addTask {
                try await Task.sleep(for: .seconds(4))
                throw MandateFault.unreachable(.timeout)
            }
            defer { group.cancelAll() }
            guard let first = try await group.next() else { throw MandateFault.unreachable(.timeout) }
            return first
        }
    }

    private func answer(
        to question: MandateQuestion?, _ viewer: Viewer?, _ visit: Visit, _ paths: ReturnPaths
    ) async throws -> Outcome {
        func end(_ word: String) -> Outcome {
            .seeOther(BrokerPath.mandates(), [MandateQuestion.spentCookie, .done(word)])
        }
        guard let viewer else { return .seeOther(ActingPath.signIn(), [MandateQuestion.spentCookie]) }
        guard let question, question.asker == viewer.session, question.isOpen(at: visit.now),
            try await database.write({ try question.use(at: visit.now, in: $0) })
        else { return end("mandates-failed") }
        // Whoever chose nobody comes back without a code.
        let code = visit.query.text("code")
        guard !code.isEmpty else { return end("mandates-none") }
        do {
            let bytes = try seal.open(question.session, for: MandateQuestion.sessionPlace)
            guard let session = MandateSession(bytes), let service = try mandates(of: question.party) else {
                return end("mandates-failed")
            }
            let allowed = try await service.allowed(
                session, code: code, backTo: mandateRedirect(visit), at: visit.now)
            let given = try await database.write { try give(allowed, question, visit, in: $0) }
            guard given > 0 else { return end("mandates-none") }
            // Whoever was led here on the way goes on; whoever asked for it reads what came of it.
            guard question.returnTo != BrokerPath.mandates().description else { return end("mandates-added") }
            return .seeOther(
                paths.link(to: question.returnTo) ?? PathPattern("/")(), [MandateQuestion.spentCookie])
        } catch let fault as MandateFault {
            complain(fault.log)
            return end("mandates-failed")
        }
    }

    /// How many children somebody has by it today.
    private func give(
        _ allowed: [PersonalIdentityCode], _ question: MandateQuestion, _ visit: Visit, in writer: any Writer
    ) throws -> Int {
        let provider = question.party.provider
        let people = try writer.all(MandatePerson.all(of: question.account, in: provider))
        // It may have ended, or been given to somebody else, meanwhile.
        guard people.contains(question.guardian) else { return 0 }
        let giving = MandateGiving(
            provider: provider, account: question.account, guardian: question.guardian, now: visit.now, writer: writer)
        var given = 0
        // As at the sign-in: artificial codes belong to nobody, and open somebody's child only where they are agreed.
        for code in allowed where !code.isArtificial || question.party.allowsTestNumbers {
            let children = try writer.all(
                MandateChild.with(PersonIdentity.hash(of: code, by: seal), in: provider))
            guard let child = children.first else { continue }
            let bonds = try writer.all(MandateBond.of(child.person, people, in: provider))
            let verdict = MandateRules.verdict(code, children, bonds, own: Set(people), on: visit.today)
            try giving.give(verdict, child.person)
            if verdict != .nothing { given += 1 }
        }
        return given
    }

    private func mandatesPage(_ parties: [IdentityProvider], _ visit: Visit) -> Page {
        let words = words(visit)
        let buttons = parties.map { party in
            Part.linkButton(
                words(.mandatesBegin, ["way": party.title]),
                to: BrokerPath.with(party.id).with(["to": BrokerPath.mandates().description]), look: .primary)
        }
        let way =
            buttons.isEmpty ? Part.notice(words(.mandatesNoWay), .notice) : Part.acts(buttons)
        let content: HTML = """
            \(Part.heading(words(.mandatesTitle), back: ActingPath.account(), lead: words(.mandatesLead)))
            <p>\(words(.mandatesText))</p>\(way)
            """
        return Page(
            title: words(.mandatesTitle), content: content, place: Place.account,
            done: mandatesDone(visit.done, words))
    }

    private func mandatesDone(_ word: String?, _ words: Words<BrokersText>) -> String? {
        switch word {
        case "mandates-added": words(.mandatesAdded)
        case "mandates-none": words(.mandatesNone)
        case "mandates-failed": words(.mandatesFailed)
        default: nil
        }
    }

    /// Where the mandate service sends people back to.
    func mandateRedirect(_ visit: Visit) -> String { visit.origin + BrokerPath.mandateAnswer().description }
}
