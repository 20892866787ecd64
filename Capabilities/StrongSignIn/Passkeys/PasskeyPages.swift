import Accounts
import Base
import HTTPTypes
import SignIn
import Storage
import Web

/// One passkey on a page of its own.
struct PasskeyModel: Sendable {
    let passkey: Passkey
    let refusal: Removal.Refusal?
    var errors: [FieldError] = []
}

extension StrongSignIn {
    /// Adding, naming and removing the own passkeys.
    func mountPasskeys(on site: Site<Viewer>) {
        site.post(StrongSignInPath.asking, may: .signedIn) { write in
            try ask(write, to: write.visit.form.text("to"), title: nil, errors: [])
        }
        site.post(StrongSignInPath.passkeys, may: .signedIn) { [paths = ReturnPaths(site)] write in
            try add(write, paths)
        }
        let strong = Policy<Viewer>.signedIn(assurance: .strong)
        site.get(
            StrongSignInPath.passkey, may: strong, load: { try passkey(try $0.visit.id("passkey"), of: $0.viewer, $0) },
            page: passkeyPage)
        site.post(StrongSignInPath.passkeyName, may: strong) { write in try rename(write) }
        site.post(StrongSignInPath.passkeyEnding, may: strong) { write in try remove(write) }
    }

    /// The page that makes a passkey; who must show first who they are is led there.
    private func ask(
        _ write: PageWrite<Viewer>, to: String, title: String?, errors: [FieldError]
    ) throws -> Outcome {
        let (viewer, visit) = (write.viewer, write.visit)
        guard viewer.mayAdd(to: try write.writer.one(SecondFactors.of(viewer.account)), at: visit.now) else {
            return .seeOther(ActingPath.strong().with(["to": to.isEmpty ? ActingPath.account().description : to]))
        }
        let known = try write.writer.all(Passkey.all(of: viewer.account))
        let handle = known.first?.userHandle ?? Challenge.random()
        let challenge = Challenge(for: .registration, by: viewer.session, userHandle: handle)
        try challenge.ask(at: visit.now, in: write.writer)
        var ask = PasskeyAsk(
            kind: .create, challenge: challenge.bytes, site: try RelyingParty(origin: visit.origin))
        ask.known = known.map(\.credential)
        ask.user = PasskeyAsk.User(
            handle: handle, name: viewer.signInName, shownName: viewer.name?.full ?? viewer.signInName)
        return .page(addPage(ask, to: to, title: title ?? BrowserName.of(visit.browser) ?? "", errors, visit))
    }

    /// Keeps the passkey that was made. It was made by somebody whom the authenticator has made sure of, so the session is
    /// confirmed with it.
    private func add(_ write: PageWrite<Viewer>, _ paths: ReturnPaths) throws -> Outcome {
        let (viewer, visit, writer) = (write.viewer, write.visit, write.writer)
        let words = texts(in: visit.language)
        let (to, title) = (visit.form.text("to"), visit.form.text("title"))
        guard (1...Passkey.titleLength).contains(title.count) else {
            return try ask(
                write, to: to, title: title, errors: [FieldError(words(.passkeyNameMissing), in: "title")])
        }
        let (made, handle): (NewCredential, [UInt8])
        do {
            (made, handle) = try registered(write)
        } catch is PasskeyRefusal {
            return try ask(write, to: to, title: title, errors: [FieldError(words(.passkeyNotMade))])
        }
        guard viewer.mayAdd(to: try writer.one(SecondFactors.of(viewer.account)), at: visit.now) else {
            return .seeOther(ActingPath.strong())
        }
        guard try Passkey.add(made, called: title, handle: handle, to: viewer.account, at: visit.now, in: writer) else {
            return try ask(write, to: to, title: title, errors: [FieldError(words(.alreadyThereText))])
        }
        try SignInEvent.write(
            .added, by: .passkey, title, of: viewer.account, browser: visit.browser, at: visit.now, in: writer)
        let token = try Session.confirm(
            viewer.session, of: viewer.account, by: .passkey, browser: visit.browser, at: visit.now, in: writer)
        return .seeOther(
            paths.link(to: to) ?? ActingPath.account(),
            [limits.cookie(token, isShared: viewer.span.isShared), .done("passkey-added")])
    }

    private func registered(_ write: PageWrite<Viewer>) throws -> (NewCredential, [UInt8]) {
        let registration = try Registration(write.visit.form)
        let taken = try Challenge.take(
            registration.client.challenge, for: .registration, by: write.viewer.session, at: write.visit.now,
            in: write.writer)
        guard let handle = taken?.userHandle else { throw PasskeyRefusal.noChallenge }
        return (try registration.credential(for: try RelyingParty(origin: write.visit.origin)), handle)
    }

    private func passkey(_ id: ID<Passkey>, of viewer: Viewer, _ reader: any Reader) throws -> PasskeyModel {
        guard let passkey = try reader.all(Passkey.all(of: viewer.account)).first(where: { $0.id == id }) else {
            throw Fault.missing
        }
        let factors = try reader.one(SecondFactors.of(viewer.account))
        return PasskeyModel(
            passkey: passkey,
            refusal: Removal.refusal(of: .passkey, from: factors, isAdministrator: viewer.isAdministrator))
    }

    private func rename(_ write: PageWrite<Viewer>) throws -> Outcome {
        var model = try passkey(try write.visit.id("passkey"), of: write.viewer, write.writer)
        let title = write.visit.form.text("title")
        guard (1...Passkey.titleLength).contains(title.count) else {
            model.errors = [FieldError(texts(in: write.visit.language)(.passkeyNameMissing), in: "title")]
            return .page(passkeyPage(model, write.visit))
        }
        guard
            try Passkey.rename(model.passkey.id, of: write.viewer.account, to: title, in: write.writer)
        else { throw Fault.missing }
        return .done("passkey-renamed", at: ActingPath.account())
    }

    private func remove(_ write: PageWrite<Viewer>) throws -> Outcome {
        let (viewer, visit) = (write.viewer, write.visit)
        let model = try passkey(try visit.id("passkey"), of: viewer, write.writer)
        guard model.refusal == nil else {
            var page = passkeyPage(model, visit)
            page.status = .unprocessableContent
            return .page(page)
        }
        try Passkey.remove(model.passkey.id, of: viewer.account, in: write.writer)
        try SignInEvent.write(
            .removed, by: .passkey, model.passkey.title, of: viewer.account, browser: visit.browser, at: visit.now,
            in: write.writer)
        return .done("passkey-removed", at: ActingPath.account())
    }
}
