import Accounts
import Base
import Directory
import HTTPTypes
import Storage
import Web

extension SignIn {
    func mountSignIn(on site: Site<Viewer>) {
        // The landing: to the last choice, else to the first role or child, else to the door.
        site.get(SignInPath.home, may: .anyone, load: { _, viewer, _ in viewer }) { viewer, visit in
            guard let viewer else { return .seeOther(ActingPath.signIn()) }
            guard let acting = viewer.landing else { return .page(nobody(texts(in: visit.language))) }
            return .seeOther(acting.link)
        }
        site.get(
            ActingPath.signIn, may: .anyone,
            load: { reader, viewer, visit in
                // A service may ask for a fresh sign-in of whoever is signed in.
                viewer != nil && visit.query["again"] == nil ? nil : try self.doors.map { try $0.load(reader, visit) }
            },
            perform: { doors, _, visit in try await door(doors, visit) })
        site.post(ActingPath.signIn, may: .anyone) { [site = ReturnPaths(site)] visit in
            try await create(SignInForm(visit.form), visit, site)
        }
        // The ways in that are pages of other rooms have to know it too.
        site.post(SignInPath.device, may: .anyone) { visit in
            .seeOther(
                ActingPath.signIn().with(["to": visit.form.text("to")]),
                remembering(visit) + [.done(visit.isSharedDevice ? "device-shared" : "device-own")])
        }
        site.post(SignInPath.signOut, may: .anyone) { visit in
            let cookies = [SignIn.goodbye, .done("signed-out")]
            for step in try await destroy(visit) {
                guard var page = await step(visit, nil) else { continue }
                page.cookies += cookies
                return .page(page)
            }
            return .seeOther(ActingPath.signIn(), cookies)
        }
    }

    /// The sign-in page; whoever comes back from a sign-out elsewhere goes on to where it began.
    private func door(_ doors: [@Sendable (Visit, DoorPart.Asked) -> HTML]?, _ visit: Visit) async throws -> Outcome {
        guard let doors else { return .seeOther(SignInPath.home()) }
        if let state = visit.query["state"], let outcome = try await returning(state, visit) { return outcome }
        let form = SignInForm(to: visit.query.text("to"), doors: doors)
        return .page(signInPage(form, visit, done: saidAtDoor(visit)))
    }

    private func saidAtDoor(_ visit: Visit) -> String? {
        let words = texts(in: visit.language)
        switch visit.done {
        case "signed-out": return words(.signedOut)
        case "signed-out-everywhere": return words(.signedOutEverywhere)
        case "device-shared": return words(.deviceIsShared)
        case "device-own": return words(.deviceIsOwn)
        default: return nil
        }
    }

    private func create(_ form: SignInForm, _ visit: Visit, _ paths: ReturnPaths) async throws -> Outcome {
        let words = texts(in: visit.language)
        var form = form
        if form.name.isEmpty { form.errors.append(FieldError(words(.fillName), in: "name")) }
        if form.password.reveal().isEmpty { form.errors.append(FieldError(words(.fillPassword), in: "password")) }
        guard form.errors.isEmpty else { return try await refused(form, visit, .unprocessableContent) }
        do {
            guard let token = try await signIn(form, visit) else {
                form.errors = [FieldError(words(.refused), in: "name")]
                return try await refused(form, visit, .unprocessableContent)
            }
            return .seeOther(
                paths.link(to: form.to) ?? SignInPath.home(), [cookie(token, visit)] + remembering(visit))
        } catch let fault as Fault {
            guard case .tooMany(let seconds) = fault.kind else { throw fault }
            form.errors = [FieldError(words(.tooMany, count: (seconds + 59) / 60))]
            return try await refused(form, visit, .tooManyRequests)
        }
    }

    /// The door again, with what was wrong.
    private func refused(_ form: SignInForm, _ visit: Visit, _ status: HTTPResponse.Status) async throws -> Outcome {
        var form = form
        form.doors = try await database.read { reader in try doors.map { try $0.load(reader, visit) } }
        return .page(signInPage(form, visit, status: status))
    }

    /// A session's token when name and password belong together; the same work is done when the name is unknown.
    private func signIn(_ form: SignInForm, _ visit: Visit) async throws -> Token? {
        let name = SignInName.folded(form.name)
        let counted = PasswordTry(of: name, visit, database, hasher)
        let attempt = try await database.write { writer in
            let fault = try counted.refusal(at: visit.now, in: writer)
            return (fault, try writer.first(PasswordAccount.named(name)))
        }
        if let fault = attempt.0 { throw fault }
        guard try await counted.isRight(form.password, against: attempt.1?.hash), let known = attempt.1 else {
            if let known = attempt.1 { attempts.note(known.account, by: .password, visit) }
            return nil
        }
        let raised = hasher.isOutdated(known.hash) ? try await hasher.hash(form.password) : nil
        return try await database.write { writer in
            try counted.forgive(in: writer)
            if let raised { try PasswordAccount.set(raised, for: known.account, at: visit.now, in: writer) }
            return try begin(known.account, by: .password, visit, in: writer)
        }
    }

    /// A new session; the one that the browser had before ends.
    func begin(_ account: ID<Account>, by proof: Proof, _ visit: Visit, in writer: any Writer) throws -> Token {
        try limits.begin(for: account, by: proof, visit, in: writer)
    }

    /// What the device remembers of whether many use it.
    private func remembering(_ visit: Visit) -> [NewCookie] {
        SharedDevice.remembering(visit, forgetting: doors.flatMap(\.remembered))
    }

    /// Ends the session; what other rooms go on with.
    private func destroy(_ visit: Visit) async throws -> [SignOutStep.Onward] {
        guard let token = visit.sessionToken else { return [] }
        return try await database.write { writer in
            let onward = try steps.compactMap { try $0.load(writer, token) }
            try Session.signOut(Token(text: token), browser: visit.browser, at: visit.now, in: writer)
            return onward
        }
    }
}

extension Viewer {
    /// Where the landing page leads: the last choice if it is still open, else the role that governs most.
    var landing: Acting? {
        let actings = actings
        let order: [Role] = [.administrator, .principal, .office, .teacher, .assistant, .guardian, .pupil]
        return actings.first { $0.link.description == choice }
            ?? order.lazy.compactMap { role in actings.first { $0.role == role } }.first
    }
}

/// What the sign-in form holds; the password never returns to the page.
struct SignInForm: Sendable {
    var name = ""
    var password = Secret("")
    /// The page that was asked for before signing in.
    var to = ""
    var errors: [FieldError] = []
    /// What other rooms show above it.
    var doors: [@Sendable (Visit, DoorPart.Asked) -> HTML] = []

    init(to: String, doors: [@Sendable (Visit, DoorPart.Asked) -> HTML]) { (self.to, self.doors) = (to, doors) }

    init(_ form: Form) {
        name = form.text("name")
        password = Secret(form["password"] ?? "")
        to = form.text("to")
    }
}
