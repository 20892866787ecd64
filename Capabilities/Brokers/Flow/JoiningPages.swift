import Accounts
import Audit
import Base
import Directory
import HTTPTypes
import Storage
import Web

/// What the page holds that asks whose login it is.
struct JoiningForm: Sendable {
    let attempt: ID<Attempt>
    /// The name that came; shown to whoever came alone.
    var name: String?
    var code = ""
    var errors: [FieldError] = []
}

extension Brokers {
    /// A login that nobody knows: an invitation code tells whose it is, or whoever is signed in already says so.
    func mountJoining(on site: Site<Viewer>) {
        let paths = ReturnPaths(site)
        site.post(BrokerPath.joining, may: .anyone) { visit in try await joinAccount(visit, paths) }
    }

    private func joinAccount(_ visit: Visit, _ paths: ReturnPaths) async throws -> Outcome {
        guard let id = ID<Attempt>(visit.form.text("attempt")),
            let attempt = try await database.read({ try $0.first(Attempt.under(id)) })
        else { return .page(strayPage(.unknown, nil, visit)) }
        let side: ArrivedSide
        do {
            try attempt.checkJoining(cookie: visit.cookie(Attempt.cookieName(id)), at: visit.now)
            side = try kept(attempt)
        } catch let refusal as Attempt.Refusal {
            return .page(strayPage(Stray(refusal), attempt, visit))
        }
        let isOwn = visit.form.text("own") == "yes"
        var form = JoiningForm(attempt: id, name: side.name, code: visit.form.text("code"))
        guard isOwn || !form.code.isEmpty else {
            form.errors = [FieldError(words(visit)(.fillCode), in: "code")]
            return .page(joiningPage(form, attempt.connected, nil, visit))
        }
        switch try await joined(attempt, side, isOwn ? nil : form.code, visit) {
        case .token(let token):
            return .seeOther(
                paths.link(to: attempt.returnTo) ?? PathPattern("/")(),
                [
                    limits.cookie(token, isShared: visit.isSharedDevice), attempt.spentCookie,
                ])
        case .unknownCode:
            form.errors = [FieldError(words(visit)(.codeUnknown), in: "code")]
            return .page(joiningPage(form, attempt.connected, nil, visit))
        case .refused: return .page(standstillPage(.notSpokenFor, attempt, visit))
        case .otherAccount: return .page(standstillPage(.otherAccount, attempt, visit))
        case .unproved: return .page(standstillPage(.proveFirst, attempt, visit))
        case .signedOut: throw Fault(.signedOut, log: "a login was to be joined to an account that is signed out")
        case .tooMany(let fault): throw fault
        }
    }

    private func kept(_ attempt: Attempt) throws -> ArrivedSide {
        guard let sealed = attempt.arrived,
            let side = ArrivedSide(try seal.open(sealed, for: Attempt.arrivedPlace))
        else { throw Attempt.Refusal.used }
        return side
    }

    private enum Joined: Sendable {
        case token(Token)
        case unknownCode, refused, otherAccount, unproved, signedOut
        case tooMany(Fault)
    }

    /// Joins in one write; without a code to the account that is signed in.
    private func joined(
        _ attempt: Attempt, _ side: ArrivedSide, _ code: String?, _ visit: Visit
    ) async throws -> Joined {
        let connected = attempt.connected
        return try await database.write { writer in
            let voice = try voice(of: connected.party, writer)
            let day = Day(visit.today)
            let account: ID<Account>
            if let code {
                let subject = Throttle.Subject.invitations(at: visit.address)
                if let fault = try Throttle.refusal([subject], at: visit.now, in: writer) { return .tooMany(fault) }
                guard let invitation = try writer.first(Invitation.open(Token.code(typed: code), at: visit.now)),
                    invitation.provider.id == voice.provider
                else { return .unknownCode }
                try Throttle.forgive([subject], in: writer)
                let posts = try writer.all(
                    invitation.account.map { Post.of($0, on: day) }
                        ?? Post.of(invitation.person, in: voice.provider, on: day))
                guard !invitation.makesAdministrator, voice.word(for: posts) != .silent else { return .refused }
                // A code that was meant for somebody else opens nothing for whoever is known to be another.
                if let identity = side.identityHash {
                    guard
                        try PersonIdentity.keep(
                            identity, of: invitation.person, in: voice.provider, at: visit.now, in: writer)
                    else { return .unknownCode }
                }
                account = try redeemed(invitation, visit, in: writer)
            } else {
                guard let token = visit.sessionToken,
                    let viewer = try Viewer.resolve(token: token, at: visit.now, limits, in: writer)
                else { return .signedOut }
                // Whoever finds a screen open may not leave a way in of their own.
                guard viewer.session == attempt.session else { return .signedOut }
                guard viewer.hasJustProved(at: visit.now) else { return .unproved }
                guard voice.word(for: try writer.all(Post.of(viewer.account, on: day))) != .silent else {
                    return .refused
                }
                guard try !isOther(side.identityHash, than: viewer.account, at: voice.provider, writer) else {
                    return .otherAccount
                }
                account = viewer.account
            }
            guard try attempt.join(at: visit.now, in: writer) else {
                throw Fault(.conflict, log: "a login was joined twice at once")
            }
            try join(
                side.login, connected.party, to: account, of: nil, code == nil ? "session" : "invitation", visit,
                in: writer)
            return .token(try enter(account, side.login, side.session, connected.party, visit, in: writer))
        }
    }

    /// The account of an invitation: the one it restores, or a new one without a password.
    private func redeemed(
        _ invitation: Invitation, _ visit: Visit, in writer: any Writer
    ) throws -> ID<Account> {
        let account =
            try invitation.account
            ?? Account.create(
                named: freeName(
                    invitation.name, invitation.isProtected, invitation.language, invitation.provider, in: writer),
                language: invitation.language, at: visit.now, in: writer)
        guard try invitation.redeem(for: account, at: visit.now, in: writer) else {
            throw Fault(.conflict, log: "an invitation was used twice")
        }
        try Change(
            "redeem", of: "invitation", invitation.id.uuid, in: invitation.provider.id.uuid, by: account.uuid
        ).write(at: visit.now, in: writer)
        return account
    }

    /// Whose login is it? The page shows nothing but what came from the reader's own login.
    func joiningPage(
        _ form: JoiningForm, _ connected: ConnectedParty, _ viewer: Viewer?, _ visit: Visit,
        renewing attempt: Attempt? = nil
    ) -> Page {
        let (words, parts) = (words(visit), parts(visit))
        let way = connected.party.title
        let lead = form.name.map { words(.joinLeadNamed, ["way": way, "name": $0]) } ?? words(.joinLead, ["way": way])
        let code = Field(
            words(.code), name: "code", value: form.code, hint: words(.codeHint), error: form.errors.first?.text,
            autocomplete: "off", width: .medium)
        let own: HTML =
            viewer.map { viewer in
                """
                <p>\(words(.joinOwn, ["account": viewer.signInName]))</p>\(Part.action(
                    words(.joinOwnNow), to: BrokerPath.joining(),
                    values: ["attempt": form.attempt.description, "own": "yes"]))
                """
            } ?? .nothing
        let content: HTML = """
            <div class="door-sheet">\(Part.heading(words(.joinTitle), lead: lead))
            \(Part.errorSummary(form.errors, parts))
            \(Part.form(
                to: BrokerPath.joining(), values: ["attempt": form.attempt.description],
                "\(Part.field(code, parts))\(Part.acts([Part.button(words(.joinNow), look: .primary)]))"))
            \(own)<p class="quiet">\(words(.joinNoCode))</p></div>
            """
        var page = Page(
            title: words(.joinTitle), content: content, status: form.errors.isEmpty ? .ok : .unprocessableContent,
            isDoor: true)
        if let attempt, let cookie = visit.cookie(Attempt.cookieName(attempt.id)) {
            page.cookies = [
                NewCookie(Attempt.cookieName(attempt.id), cookie, seconds: Int(Attempt.minutesValid) * 60)
            ]
        }
        return page
    }
}
