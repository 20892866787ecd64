import Accounts
import Base
import Directory
import HTTPTypes
import Web

/// What the form for a new account holds.
struct InvitationForm: Sendable {
    let code: String
    /// The part before the `@`, folded.
    let name: String
    let password: Secret<String>
    var errors: [FieldError] = []

    init(code: String, name: String) { (self.code, self.name, password) = (code, name, Secret("")) }

    init(_ form: Form) {
        code = form.text("code")
        name = SignInName.folded(form.text("name"))
        password = Secret(form["password"] ?? "")
    }

    /// 3–40 of `a-z 0-9 . -`, beginning and ending with a letter or digit.
    static func isName(_ name: String) -> Bool {
        let isInner = name.utf8.allSatisfy { (97...122).contains($0) || (48...57).contains($0) || $0 == 45 || $0 == 46 }
        guard (3...40).contains(name.utf8.count), isInner, let first = name.first, let last = name.last else {
            return false
        }
        return (first.isLetter || first.isNumber) && (last.isLetter || last.isNumber)
    }

    func error(_ field: String) -> String? { errors.first { $0.field == field }?.text }
}

extension SignIn {
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
                to: SignInPath.invitation(),
                "\(Part.field(field, parts))\(Part.acts([Part.button(words(.proceed), look: .primary)]))"))</div>
            """
        return Page(
            title: words(.invitationTitle), content: content, status: errors.isEmpty ? .ok : .unprocessableContent,
            isDoor: true)
    }

    func accountPage(_ form: InvitationForm, _ invitation: Invitation, _ visit: Visit) -> Page {
        let words = texts(in: visit.language)
        let parts = chrome.parts(in: visit.language)
        let title = words(.welcome, ["name": invitation.name.called])
        let name = Field(
            words(.chooseName), name: "name", value: form.name,
            hint: words(.chooseNameHint, ["provider": invitation.provider.slug]), error: form.error("name"),
            autocomplete: "username")
        let password = Field(
            words(.newPassword), name: "password", kind: .password, hint: words(.newPasswordHint),
            error: form.error("password"), autocomplete: "new-password")
        let fields: HTML = """
            \(Part.field(name, parts))\(Part.field(password, parts))\
            \(Part.acts([Part.button(words(.createAccount), look: .primary)]))
            """
        let content: HTML = """
            <div class="door-sheet">\(Part.heading(title, lead: words(.welcomeLead, ["provider": invitation.provider.name(in: visit.language)])))
            \(Part.errorSummary(form.errors, parts, asksPassword: true))
            \(Part.form(to: SignInPath.invitationAccount(), values: ["code": form.code], fields))</div>
            """
        return Page(
            title: title, content: content, status: form.errors.isEmpty ? .ok : .unprocessableContent, isDoor: true)
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
                words(.addNow), to: SignInPath.invitationPerson(), values: ["code": code], look: .primary))</div>
            """
        return Page(title: words(.addToAccount), content: content, isDoor: true)
    }
}
