import Accounts
import Audit
import Base
import Directory
import HTTPTypes
import Storage
import Web

/// What an administrator decides about, with both sides.
struct ConflictModel: Sendable {
    let provider: Provider
    let conflict: LinkConflict
    let arrived: ArrivedSide?
    let sides: [ConflictSide]
    var errors: [FieldError] = []
}

extension Brokers {
    /// Logins that could not be told apart; an administrator sees both sides and says whose it is.
    func mountConflicts(on site: Site<Viewer>) {
        site.get(
            BrokerPath.conflict, may: .acting(as: .administrator),
            load: { read in
                let model = try conflict(try read.record(as: .administrator), read.visit, read)
                for side in model.sides {
                    read.look(at: side.person.id, in: model.provider.id, for: "signInConflict", as: .administrator)
                }
                return model
            }, page: conflictPage)
        site.post(BrokerPath.decision, may: .acting(as: .administrator), change: decide)
    }

    private func conflict(_ record: Viewer.Record, _ visit: Visit, _ reader: any Reader) throws -> ConflictModel {
        let provider = record.provider
        let conflict = try reader.one(LinkConflict.open(try visit.id("conflict"), in: provider.id))
        let arrived = (try? seal.open(conflict.arrived, for: LinkConflict.arrivedPlace)).flatMap(ArrivedSide.init)
        return ConflictModel(
            provider: provider, conflict: conflict, arrived: arrived,
            sides: try reader.all(ConflictSide.of(conflict, in: provider.id)))
    }

    private func decide(_ write: PageWrite<Viewer>) throws -> Outcome {
        let (visit, writer) = (write.visit, write.writer)
        var model = try conflict(try administrator(write), visit, writer)
        let choice = visit.form.text("choice")
        if choice == ConflictModel.dismissal { return try close(model, .dismissed, nil, write) }
        guard let side = model.sides.first(where: { $0.value == choice }) else {
            return try refused(&model, .choiceMissing, write)
        }
        let connected = try writer.one(ConnectedParty.under(model.conflict.party, in: model.provider.id))
        let voice = try voice(of: connected.party, writer)
        let day = Day(visit.today)
        let posts = try writer.all(
            side.account.map { Post.of($0, on: day) } ?? Post.of(side.person.id, in: model.provider.id, on: day))
        // Whoever decides could make somebody sign in as another, so they decide about their own provider's people alone.
        guard voice.word(for: posts) == .trusted else { return try refused(&model, .choiceBeyond, write) }
        try rejoin(model.conflict, side, connected, visit, in: writer)
        if let identity = model.arrived?.identityHash {
            try IdentityRuling.write(
                identity, of: side.person.id, in: model.provider.id, at: visit.now, in: writer)
        }
        return try close(model, .linked, side, write)
    }

    /// The login opens the chosen person's account from now on, in the place of what was before.
    private func rejoin(
        _ conflict: LinkConflict, _ side: ConflictSide, _ connected: ConnectedParty, _ visit: Visit,
        in writer: any Writer
    ) throws {
        let login = Login(issuer: conflict.issuer, subject: conflict.subject)
        if let before = try writer.first(BrokerLink.account(of: login)), before != side.account {
            try BrokerLink.remove(login, in: writer)
            try shut(before, at: visit.now, in: writer)
        }
        let account: ID<Account>
        if let own = side.account {
            account = own
            try BrokerLink.remove(of: own, at: conflict.issuer, in: writer)
            try shut(own, at: visit.now, in: writer)
        } else {
            let candidate = LinkCandidate(side.person)
            account = try make(candidate, connected.provider, "office", visit, in: writer)
        }
        _ = try BrokerLink.join(
            login, called: connected.party.title, of: connected.provider.id, to: account, evidence: "office",
            at: visit.now, in: writer)
    }

    /// Another login opens the account, or none: what was opened by the one before is over, sessions and what outlives them.
    private func shut(_ account: ID<Account>, at now: Instant, in writer: any Writer) throws {
        try Session.endAll(of: account, but: nil, at: now, in: writer)
        for ending in endings { try ending(account, now, writer) }
    }

    private func close(
        _ model: ConflictModel, _ decision: LinkConflict.Decision, _ side: ConflictSide?, _ write: PageWrite<Viewer>
    ) throws -> Outcome {
        let isMine = try model.conflict.decide(
            decision, in: model.provider.id, by: write.viewer.account, at: write.visit.now, in: write.writer)
        guard isMine else { throw Fault(.conflict, log: "a sign-in conflict was decided twice") }
        try Change(
            "sign-in-conflict", of: "link_conflict", model.conflict.id.uuid, in: model.provider.id.uuid,
            by: write.viewer.account.uuid, before: ["reason": model.conflict.reason.rawValue],
            after: ["decision": decision.rawValue], concerning: [side?.person.id.uuid].compactMap { $0 }
        ).write(at: write.visit.now, in: write.writer)
        return .done(
            decision == .linked ? "conflict-linked" : "conflict-dismissed",
            at: BrokerPath.parties(model.provider.slug))
    }

    private func refused(
        _ model: inout ConflictModel, _ text: BrokersText, _ write: PageWrite<Viewer>
    ) throws -> Outcome {
        model.errors = [FieldError(words(write.visit)(text), in: "choice")]
        for side in model.sides {
            let look = write.viewer.look(
                at: side.person.id, in: model.provider.id, for: "signInConflict", as: .administrator)
            if let look { try AccessLog.write(look, at: write.visit.now, in: write.writer) }
        }
        return .page(conflictPage(model, write.visit))
    }

    private func conflictPage(_ model: ConflictModel, _ visit: Visit) -> Page {
        let (words, parts) = (words(visit), parts(visit))
        let (slug, reason) = (model.provider.slug, model.conflict.reason)
        let days = DayWords(parts, today: visit.today)
        let options = model.sides.map { side in
            Choice(side.person.name.full, value: side.value, note: note(side, days, words))
        }
        let field = Field(words(.choice), name: "choice", error: model.errors.first?.text)
        let all = options + [Choice(words(.dismiss), value: ConflictModel.dismissal, note: words(.dismissNote))]
        let form = Part.form(
            to: BrokerPath.decision(slug, model.conflict.id),
            """
            \(Part.choiceGroup(field, all, parts))\(Part.acts([Part.button(words(.decide), look: .primary)]))
            """)
        let content: HTML = """
            \(Part.errorSummary(model.errors, parts))
            \(Part.heading(
                words(reason.what), over: words(.partiesTitle), back: BrokerPath.parties(slug), lead: words(reason.why)))
            \(Part.columns(
                Part.section(words(.ourSide), id: "ours", form),
                aside: Part.section(words(.theirSide), id: "theirs", theirs(model, days, words))))
            """
        return Page(
            title: words(reason.what), content: content, status: model.errors.isEmpty ? .ok : .unprocessableContent,
            place: Place.desktop, acting: ActingPath.desktop(.administrator)(slug))
    }

    private func note(_ side: ConflictSide, _ days: DayWords, _ words: Words<BrokersText>) -> String {
        guard let name = side.signInName else { return words(.sideWithoutAccount) }
        guard let login = side.otherLogin else { return words(.sideAccount, ["account": name]) }
        return words(.sideOtherLogin, ["account": name, "when": days.moment(login)])
    }

    /// What came from the identity provider.
    private func theirs(_ model: ConflictModel, _ days: DayWords, _ words: Words<BrokersText>) -> HTML {
        let arrived = model.arrived
        let lines: [(BrokersText, String?)] = [
            (.arrivedName, arrived?.name), (.arrivedNumber, arrived?.learnerNumber),
            (.arrivedSchools, arrived.flatMap { $0.schools.isEmpty ? nil : $0.schools.joined(separator: ", ") }),
            (.arrivedWay, model.conflict.title), (.arrivedID, model.conflict.subject),
            (.arrivedWhen, days.moment(model.conflict.lastAt)),
        ]
        return Part.definitions(lines.compactMap { term, value in value.map { (words(term), "\($0)") } })
    }
}

extension ConflictModel {
    /// The answer that joins nobody.
    static let dismissal = "nobody"
}

extension ConflictSide {
    /// What a form sends of it.
    var value: String { "\(person.id)\(account.map { "-\($0)" } ?? "")" }
}

extension LinkCandidate {
    init(_ person: Person) {
        (self.person, name, isProtected) = (person.id, person.name, person.isProtected)
        (language, account) = (nil, nil)
    }
}

extension ConflictReason {
    var what: BrokersText {
        switch self {
        case .people: .conflictPeople
        case .accounts: .conflictAccounts
        case .login: .conflictLogin
        case .number: .conflictNumber
        }
    }

    var why: BrokersText {
        switch self {
        case .people: .conflictPeopleWhy
        case .accounts: .conflictAccountsWhy
        case .login: .conflictLoginWhy
        case .number: .conflictNumberWhy
        }
    }
}
