import Accounts
import Base
import Directory
import HTTPTypes
import Web

/// What the form for a password holds; the password never returns to the page.
struct InvitationForm: Sendable {
    let code: String
    let password: Secret<String>
    var errors: [FieldError] = []

    init(code: String) { (self.code, password) = (code, Secret("")) }

    init(_ form: Form) {
        code = form.text("code")
        password = Secret(form["password"] ?? "")
    }
}

extension SignIn {
    /// The field of a form that comes from a session: when it comes too late, the code stands in no page (`KeptForm`).
    static let hiddenCode = "secret-invitation"

    func codePage(_ code: String, _ errors: [FieldError], _ visit: Visit) -> Page {
        let words = texts(in: visit.language)
        let parts = chrome.parts(in: visit.language)
        let field = Field(
            words(.code), name: "code", value: code, hint: words(.codeHint), error: errors.first?.text,
            autocomplete: "off",
            width: .medium)
        let content: HTML = """
            <div class="door-sheet">\(Part.heading(words(.invitationTitle), lead: words(.invitationLead)))
            \(Part.errorSummary(errors, parts))
            \(Part.form(
                to: ActingPath.invitation(),
                "\(Part.field(field, parts))\(Part.acts([Part.button(words(.proceed), look: .primary)]))"))</div>
            """
        return Page(
            title: words(.invitationTitle), content: content, status: errors.isEmpty ? .ok : .unprocessableContent,
            isDoor: true)
    }

    /// Whose the invitation is stands in initials alone: a code may be in the wrong hands.
    func passwordPage(_ form: InvitationForm, _ invitation: Invitation, _ visit: Visit) -> Page {
        let words = texts(in: visit.language)
        let parts = chrome.parts(in: visit.language)
        let provider = invitation.provider.name(in: visit.language)
        let title = words(invitation.account == nil ? .welcome : .restoreTitle)
        let lead = words(invitation.account == nil ? .welcomeLead : .restoreLead, ["provider": provider])
        let whose =
            invitation.isProtected
            ? .nothing : "<p>\(words(.invitedAs, ["initials": Part.initials(of: invitation.name.full)]))</p>" as HTML
        let password = Field(
            words(.newPassword), name: "password", kind: .password, hint: words(.newPasswordHint),
            error: form.errors.first?.text, autocomplete: "new-password")
        let button = words(invitation.account == nil ? .createAccount : .restore)
        let fields: HTML = "\(Part.field(password, parts))\(Part.acts([Part.button(button, look: .primary)]))"
        let content: HTML = """
            <div class="door-sheet">\(Part.heading(title, lead: lead))
            \(Part.errorSummary(form.errors, parts, asksPassword: true))\(whose)
            \(Part.form(to: SignInPath.invitationAccount(), values: ["code": form.code], fields))</div>
            """
        return Page(
            title: title, content: content, status: form.errors.isEmpty ? .ok : .unprocessableContent, isDoor: true)
    }

    /// The sign-in name, said for the first time to whom it belongs.
    func readyPage(_ name: String, _ invitation: Invitation, _ cookie: NewCookie, _ visit: Visit) -> Page {
        let words = texts(in: visit.language)
        let content: HTML = """
            <div class="door-sheet">\(Part.heading(words(.accountReady), lead: words(.accountReadyLead)))
            \(Part.definitions([(words(.signInNameTerm), "<strong class=\"sign-in-name\">\(name)</strong>")]))
            \(Part.acts([Part.linkButton(words(.proceed), to: SignInPath.home(), look: .primary)]))</div>
            """
        return Page(title: words(.accountReady), content: content, isDoor: true, cookies: [cookie])
    }

    func addPage(_ invitation: Invitation, _ code: String, _ viewer: Viewer, _ visit: Visit) -> Page {
        let words = texts(in: visit.language)
        let lead = words(
            .addToAccountLead,
            [
                "name": viewer.signInName, "person": invitation.name.full,
                "provider": invitation.provider.name(in: visit.language),
            ])
        let content: HTML = """
            <div class="door-sheet">\(Part.heading(words(.addToAccount), lead: lead))
            \(Part.action(
                words(.addNow), to: SignInPath.invitationPerson(), values: [SignIn.hiddenCode: code], look: .primary))</div>
            """
        return Page(title: words(.addToAccount), content: content, isDoor: true)
    }
}
