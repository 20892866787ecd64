import Accounts
import Audit
import Base
import Directory
import Storage
import Web

extension SignIn {
    /// An invitation: show whose it is, then make an account or add the person to the account that is signed in.
    func mountInvitation(on site: Site<Viewer>) {
        site.get(SignInPath.invitation, may: .anyone, load: { _, _, _ in }) { _, visit in
            .page(codePage(visit.query.text("code"), [], visit))
        }
        site.post(SignInPath.invitation, may: .anyone) { visit in try await show(visit) }
        site.post(SignInPath.invitationAccount, may: .anyone) { visit in
            try await create(InvitationForm(visit.form), visit)
        }
        site.post(SignInPath.invitationPerson, may: .signedIn) { (viewer: Viewer, visit: Visit) in
            guard let invitation = try await found(visit) else { throw Fault.missing }
            try await database.write { writer in
                guard try redeem(invitation, for: viewer.account, at: visit.now, in: writer) else {
                    throw Fault(.conflict, log: "an invitation was used twice")
                }
            }
            return .done("person-added", at: ActingPath.account())
        }
    }

    /// The open invitation behind the code of the form. Every try is counted, and forgiven when the code is good.
    private func found(_ visit: Visit) async throws -> Invitation? {
        let subject = Throttle.Subject.invitations(at: visit.address)
        let code = Token.code(typed: visit.form.text("code"))
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
        let (viewer, name) = try await database.read { reader in
            (
                try visit.sessionToken.flatMap { try Viewer.resolve(token: $0, at: visit.now, limits, in: reader) },
                try freeName(for: invitation, in: reader)
            )
        }
        if let viewer { return .page(addPage(invitation, typed, viewer, visit)) }
        return .page(accountPage(InvitationForm(code: typed, name: name), invitation, visit))
    }

    private func create(_ form: InvitationForm, _ visit: Visit) async throws -> Outcome {
        let words = texts(in: visit.language)
        var form = form
        guard let invitation = try await found(visit) else {
            return .page(codePage(form.code, [FieldError(words(.codeUnknown), in: "code")], visit))
        }
        form.errors = problems(form, invitation, words)
        guard form.errors.isEmpty else { return .page(accountPage(form, invitation, visit)) }
        let signInName = "\(form.name)@\(invitation.provider.slug)"
        let hash = try await hasher.hash(form.password)
        do {
            let token = try await database.write { writer in
                let account = try Account.create(
                    named: signInName, passwordHash: hash, language: invitation.language, at: visit.now, in: writer)
                guard try redeem(invitation, for: account, at: visit.now, in: writer) else {
                    throw Fault(.conflict, log: "an invitation was used twice")
                }
                return try begin(account, visit, in: writer)
            }
            return .seeOther(SignInPath.home(), [cookie(token)])
        } catch StorageFault.unique {
            form.errors = [FieldError(words(.nameTaken), in: "name")]
            return .page(accountPage(form, invitation, visit))
        }
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

    private func problems(
        _ form: InvitationForm, _ invitation: Invitation, _ words: Words<SignInText>
    ) -> [FieldError] {
        var errors: [FieldError] = []
        if !InvitationForm.isName(form.name) { errors.append(FieldError(words(.nameMalformed), in: "name")) }
        do {
            try rules.check(form.password.reveal(), names: [invitation.name.full, form.name])
        } catch {
            errors.append(FieldError(words(error.reason), in: "password"))
        }
        return errors
    }

    /// `called.family`, with a number behind it when somebody has that name already.
    private func freeName(for invitation: Invitation, in reader: any Reader) throws -> String {
        let folded = SearchKey.of("\(invitation.name.called) \(invitation.name.family)")
        let ascii = folded.filter { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == " ") }
        let base = ascii.split(separator: " ").joined(separator: ".").prefix(34)
        for number in 1...999 {
            let name = number == 1 ? String(base) : "\(base)\(number)"
            if InvitationForm.isName(name), try !Account.isTaken("\(name)@\(invitation.provider.slug)", in: reader) {
                return name
            }
        }
        return ""
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
