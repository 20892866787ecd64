import Accounts
import Base
import HTTPTypes
import Storage
import Web

extension StrongSignIn {
    /// Signing in without a name: the authenticator says whose passkey it is. Whatever is wrong is answered alike.
    func mountPasskeySignIn(on site: Site<Viewer>) {
        site.get(StrongSignInPath.signIn, may: .anyone, load: { _, viewer, _ in viewer?.account }) { account, visit in
            // A service may ask for a fresh sign-in of whoever is signed in.
            account == nil || visit.query["again"] != nil
                ? .page(beginPage(to: visit.query.text("to"), visit)) : .seeOther(StrongSignIn.home())
        }
        site.post(StrongSignInPath.signIn, may: .anyone) { visit in
            .page(try await askPage(visit, to: visit.form.text("to")))
        }
        site.post(StrongSignInPath.signInAnswer, may: .anyone) { [paths = ReturnPaths(site)] visit in
            let to = visit.form.text("to")
            guard let token = try await signIn(visit) else {
                return .page(try await askPage(visit, to: to, isRefused: true))
            }
            return .seeOther(
                paths.link(to: to) ?? StrongSignIn.home(), [limits.cookie(token, isShared: visit.isSharedDevice)])
        }
    }

    private static let home: PathPattern = "/"

    private func askPage(_ visit: Visit, to: String, isRefused: Bool = false) async throws -> Page {
        let site = try RelyingParty(origin: visit.origin)
        let challenge = Challenge(for: .signIn)
        let fault = try await database.write { writer -> Fault? in
            // Counted with ways to identity providers: both are begun by anyone, and each is a row.
            let fault = try Throttle.refusal([.brokers(at: visit.address)], at: visit.now, in: writer)
            if fault == nil { try challenge.ask(at: visit.now, in: writer) }
            return fault
        }
        if let fault { throw fault }
        return signInPage(
            PasskeyAsk(kind: .get, challenge: challenge.bytes, site: site), to: to, isRefused: isRefused, visit)
    }

    /// A session's token when a passkey of ours has answered a question of ours.
    private func signIn(_ visit: Visit) async throws -> Token? {
        let site = try RelyingParty(origin: visit.origin)
        guard let assertion = try? Assertion(visit.form) else { return nil }
        let subject = Throttle.Subject.address(visit.address)
        let attempt = try await database.write { writer in
            (
                try Throttle.refusal([subject], at: visit.now, in: writer),
                try Challenge.take(assertion.client.challenge, for: .signIn, by: nil, at: visit.now, in: writer),
                try writer.first(Passkey.with(assertion.credential))
            )
        }
        if let fault = attempt.0 { throw fault }
        // Without a name in the question the handle must come with the answer (WebAuthn §7.2 step 6).
        guard attempt.1 != nil, let passkey = attempt.2, assertion.userHandle != nil,
            let use = try? assertion.use(of: passkey, for: site)
        else {
            if let passkey = attempt.2 { refused.note(passkey.account, by: .passkey, visit) }
            return nil
        }
        return try await database.write { writer in
            try Throttle.forgive([subject], in: writer)
            guard try keep(use, of: passkey, visit, in: writer) else { return nil }
            return try limits.begin(for: passkey.account, by: .passkey, visit, in: writer)
        }
    }

    /// Keeps a use; false, and something for the owner to read, when the passkey counted backwards.
    func keep(_ use: PasskeyUse, of passkey: Passkey, _ visit: Visit, in writer: any Writer) throws -> Bool {
        if !use.isBefore(passkey.signCount), try passkey.note(use, at: visit.now, in: writer) { return true }
        try passkey.flag(at: visit.now, in: writer)
        try SignInEvent.write(
            .suspicious, by: .passkey, passkey.title, of: passkey.account, browser: visit.browser, at: visit.now,
            in: writer)
        return false
    }

    /// The page before the question. A script asks at once; without one the button leads to the page that says why nothing
    /// happens.
    private func beginPage(to: String, _ visit: Visit) -> Page {
        let words = texts(in: visit.language)
        let begin: HTML = """
            <form method="post" action="\(StrongSignInPath.signIn())" class="form" data-passkey-begin>\
            \(Part.hidden(["to": to]))\
            \(Part.acts([Part.button(words(.usePasskey), look: .primary, icon: .key)]))</form>
            """
        let content: HTML = """
            <div class="door-sheet">\(Part.heading(words(.signInTitle), lead: words(.signInLead)))\(begin)</div>
            <p class="door-more">\(Part.link(words(.otherWay), to: ActingPath.signIn().with(["to": to])))</p>
            """
        return Page(title: words(.signInTitle), content: content, isDoor: true)
    }

    private func signInPage(_ ask: PasskeyAsk, to: String, isRefused: Bool, _ visit: Visit) -> Page {
        let words = texts(in: visit.language)
        let errors = isRefused ? [FieldError(words(.passkeyRefused))] : []
        let form = ask.form(
            to: StrongSignInPath.signInAnswer(), values: ["to": to], beginsItself: !isRefused,
            button: Part.button(words(.usePasskey), look: .primary, icon: .key), words)
        let content: HTML = """
            <div class="door-sheet">\(Part.heading(words(.signInTitle), lead: words(.signInLead)))
            \(Part.errorSummary(errors, chrome.parts(in: visit.language)))\(form)</div>
            <p class="door-more">\(Part.link(words(.otherWay), to: ActingPath.signIn().with(["to": to])))</p>
            """
        return Page(
            title: words(.signInTitle), content: content, status: isRefused ? .unprocessableContent : .ok, isDoor: true)
    }
}
