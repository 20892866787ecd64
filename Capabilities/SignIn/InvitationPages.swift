import Accounts
import Audit
import Base
import Directory
import Storage
import Web

extension SignIn {
    /// An invitation: choose a password for an account that is made or restored, or add the person to the account that
    /// is signed in. Who only holds a code learns no name: neither the person's nor which sign-in names are taken.
    func mountInvitation(on site: Site<Viewer>) {
        site.get(ActingPath.invitation, may: .anyone, load: { _, _, _ in }) { _, visit in
            .page(codePage(visit.query.text("code"), [], visit))
        }
        site.post(ActingPath.invitation, may: .anyone) { visit in try await show(visit) }
        site.post(SignInPath.invitationAccount, may: .anyone) { visit in
            try await create(InvitationForm(visit.form), visit)
        }
        site.post(SignInPath.invitationPerson, may: .signedIn) { (viewer: Viewer, visit: Visit) in
            guard let invitation = try await found(visit, by: SignIn.hiddenCode), invitation.account == nil else {
                throw Fault.missing
            }
            try await database.write { writer in
                guard try redeem(invitation, for: viewer.account, at: visit.now, in: writer) else {
                    throw Fault(.conflict, log: "an invitation was used twice")
                }
            }
            return .done("person-added", at: ActingPath.account())
        }
    }

    /// The open invitation behind the code of the form. Every try is counted, and forgiven when the code is good.
    private func found(_ visit: Visit, by field: String = "code") async throws -> Invitation? {
        let subject = Throttle.Subject.invitations(at: visit.address)
        let code = Token.code(typed: visit.form.text(field))
        let (fault, invitation) = try await database.write { writer in
            let fault = try Throttle.refusal([subject], at: visit.now, in: writer)
            let invitation = try writer.first(Invitation.open(code, at: visit.now))
            if invitation != nil { try Throttle.forgive([subject], in: writer) }
            return (fault, invitation)
        }
        if let fault { throw fault }
        return invitation
    }

    private func show(_ visit: Visit) async throws -> Outcome {
        let words = texts(in: visit.language)
        let typed = visit.form.text("code")
        guard !typed.isEmpty else {
            return .page(codePage(typed, [FieldError(words(.fillCode), in: "code")], visit))
        }
        guard let invitation = try await found(visit) else {
            return .page(codePage(typed, [FieldError(words(.codeUnknown), in: "code")], visit))
        }
        let viewer = try await database.write { writer -> Viewer? in
            guard invitation.account == nil, let token = visit.sessionToken,
                let viewer = try Viewer.resolve(token: token, at: visit.now, limits, in: writer)
            else { return nil }
            // The page names the person to whoever is signed in and holds the code: a look like any other.
            if !viewer.persons(at: invitation.provider.id).contains(invitation.person) {
                let look = PersonLook(
                    provider: invitation.provider.id.uuid, person: invitation.person.uuid, account: viewer.account.uuid,
                    purpose: "invitation", relation: "invitation")
                try AccessLog.write(look, at: visit.now, in: writer)
            }
            return viewer
        }
        if let viewer { return .page(addPage(invitation, typed, viewer, visit)) }
        return .page(passwordPage(InvitationForm(code: typed), invitation, visit))
    }

    private func create(_ form: InvitationForm, _ visit: Visit) async throws -> Outcome {
        let words = texts(in: visit.language)
        var form = form
        guard let invitation = try await found(visit) else {
            return .page(codePage(form.code, [FieldError(words(.codeUnknown), in: "code")], visit))
        }
        do {
            try rules.check(
                form.password.reveal(),
                names: [
                    invitation.name.full, invitation.provider.slug, invitation.provider.name.fi,
                    invitation.signInName ?? "",
                ])
        } catch {
            form.errors = [FieldError(words(error.reason), in: "password")]
            return .page(passwordPage(form, invitation, visit))
        }
        let hash = try await hasher.hash(form.password)
        let (name, token) = try await database.write { writer in
            let (account, name) = try account(for: invitation, hash, at: visit.now, in: writer)
            guard try redeem(invitation, for: account, at: visit.now, in: writer) else {
                throw Fault(.conflict, log: "an invitation was used twice")
            }
            return (name, try begin(account, by: .invitation, visit, in: writer))
        }
        return .page(readyPage(name, invitation, cookie(token, visit), visit))
    }

    /// The account that the invitation restores, with its new password, or one that is made for the person.
    private func account(
        for invitation: Invitation, _ hash: String, at now: Instant, in writer: any Writer
    ) throws -> (ID<Account>, String) {
        if let account = invitation.account, let name = invitation.signInName {
            try PasswordAccount.set(hash, for: account, at: now, in: writer)
            try Session.endAll(of: account, but: nil, at: now, in: writer)
            for ending in endings { try ending(account, now, writer) }
            return (account, name)
        }
        let name = try freeName(for: invitation, in: writer)
        let account = try Account.create(
            named: name, passwordHash: hash, language: invitation.language, at: now, in: writer)
        return (account, name)
    }

    private func redeem(
        _ invitation: Invitation, for account: ID<Account>, at now: Instant, in writer: any Writer
    ) throws -> Bool {
        guard try invitation.redeem(for: account, at: now, in: writer) else { return false }
        try Change(
            "redeem", of: "invitation", invitation.id.uuid, in: invitation.provider.id.uuid, by: account.uuid
        ).write(at: now, in: writer)
        return true
    }

    /// A sign-in name that is free; it always has digits of chance, so that it tells nothing of other names.
    private func freeName(for invitation: Invitation, in reader: any Reader) throws -> String {
        for _ in 0..<100 {
            let own = passphrases.signInName(
                of: invitation.name, isProtected: invitation.isProtected, in: invitation.language ?? .fi)
            let name = "\(own)@\(invitation.provider.slug)"
            if try !Account.isTaken(name, in: reader) { return name }
        }
        throw Fault(.unavailable, log: "no free sign-in name was found")
    }
}

extension Words<SignInText> {
    /// Why a password is refused.
    func callAsFunction(_ reason: PasswordRules.Refusal) -> String {
        switch reason {
        case .tooShort: self(.passwordTooShort)
        case .tooLong: self(.passwordTooLong)
        case .common: self(.passwordCommon)
        case .ownName: self(.passwordOwnName)
        }
    }
}
