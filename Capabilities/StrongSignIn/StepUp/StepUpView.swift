import Accounts
import Base
import HTTPTypes
import Web

extension StrongSignIn {
    func stepUpPage(_ model: StepUpModel, _ paths: ReturnPaths, _ visit: Visit) -> Page {
        let words = texts(in: visit.language)
        if model.isStrong { return goOnPage(to: paths.link(to: model.to), words) }
        let (title, lead, content): (String, String, HTML) =
            if !model.factors.isEmpty || !model.others.isEmpty {
                (words(.confirmTitle), words(.confirmLead), ways(model, visit))
            } else if model.isFresh {
                (words(.setUpTitle), words(.setUpLead), settingUp(model, words))
            } else {
                (words(.setUpTitle), words(.setUpLead), password(model, visit))
            }
        let errors = Part.errorSummary(
            model.errors, chrome.parts(in: visit.language), asksPassword: model.factors.isEmpty)
        return Page(
            title: title, content: "\(Part.heading(title, lead: lead))\(errors)\(content)",
            status: model.errors.isEmpty ? .ok : .unprocessableContent, place: Place.account)
    }

    /// The ways that the account has.
    private func ways(_ model: StepUpModel, _ visit: Visit) -> HTML {
        let words = texts(in: visit.language)
        return """
            \(model.factors.passkeys > 0 ? passkey(model, words) : .nothing)\
            \(model.factors.hasCodes ? code(model, visit) : .nothing)\
            \(HTML(model.others.map { $0(visit, model.to) }))
            """
    }

    private func code(_ model: StepUpModel, _ visit: Visit) -> HTML {
        let (words, parts) = (texts(in: visit.language), chrome.parts(in: visit.language))
        let field = Field(
            words(.codeField), name: "secret-code", value: visit.form.text("secret-code"),
            hint: words(.confirmCodeHint),
            error: model.errors.first?.text, autocomplete: "one-time-code", width: .medium)
        let look: Part.ButtonLook = model.factors.passkeys > 0 ? .secondary : .primary
        return Part.section(
            words(.proofCode), id: "code",
            """
            <p>\(words(.confirmCodeText))</p>\(Part.form(to: StrongSignInPath.strongCode(), values: ["to": model.to],
                "\(Part.field(field, parts))\(Part.acts([Part.button(words(.codeProve), look: look)]))"))
            """)
    }

    private func passkey(_ model: StepUpModel, _ words: Words<StrongSignInText>) -> HTML {
        Part.section(
            words(.proofPasskey), id: "passkey",
            """
            <p>\(words(.confirmPasskeyText))</p>\
            \(Part.acts([Part.action(words(.usePasskey), to: StrongSignInPath.strongPasskey(),
                values: ["to": model.to], look: .primary, icon: .key)]))
            """)
    }

    /// What somebody without any sets up.
    private func settingUp(_ model: StepUpModel, _ words: Words<StrongSignInText>) -> HTML {
        let passkey = Part.section(
            words(.proofPasskey), id: "passkey",
            """
            <p>\(words(.setUpPasskeyText))</p>\
            \(Part.acts([Part.action(words(.addPasskey), to: StrongSignInPath.asking(), values: ["to": model.to],
                look: .primary, icon: .key)]))
            """)
        let codes = Part.section(
            words(.proofCode), id: "code",
            """
            <p>\(words(.setUpCodesText))</p>\
            \(Part.acts([Part.action(words(.addCodes), to: StrongSignInPath.codeAsking(), values: ["to": model.to],
                icon: .device)]))
            """)
        return "\(passkey)\(codes)"
    }

    private func password(_ model: StepUpModel, _ visit: Visit) -> HTML {
        let (words, parts) = (texts(in: visit.language), chrome.parts(in: visit.language))
        guard model.factors.hasPassword else {
            return Part.notice(words(.askNewWayTitle), .notice, "<p>\(words(.askNewWayText))</p>")
        }
        let field = Field(
            words(.password), name: "password", kind: .password, hint: words(.passwordHint),
            error: model.errors.first?.text, autocomplete: "current-password", width: .medium)
        return Part.form(
            to: StrongSignInPath.strongPassword(), values: ["to": model.to],
            "\(Part.field(field, parts))\(Part.acts([Part.button(words(.proceed), look: .primary)]))")
    }

    /// Confirmed already: on to the page that was asked for, or back to the tab in which something was typed.
    private func goOnPage(to link: Link?, _ words: Words<StrongSignInText>) -> Page {
        let act = link.map { Part.linkButton(words(.proceed), to: $0, look: .primary) }
        let content: HTML = """
            \(Part.heading(words(.confirmedTitle), lead: words(link == nil ? .confirmedBack : .confirmedOn)))
            \(act.map { Part.acts([$0]) })
            """
        return Page(title: words(.confirmedTitle), content: content, place: Place.account)
    }

    func confirmPage(_ ask: PasskeyAsk, to: String, isRefused: Bool, _ visit: Visit) -> Page {
        let words = texts(in: visit.language)
        let errors = isRefused ? [FieldError(words(.passkeyRefused))] : []
        let form = ask.form(
            to: StrongSignInPath.strongAnswer(), values: ["to": to], beginsItself: !isRefused,
            button: Part.button(words(.usePasskey), look: .primary, icon: .key), words)
        let content: HTML = """
            \(Part.heading(words(.confirmTitle), over: words(.otherWay), back: ActingPath.strong().with(["to": to]),
                lead: words(.confirmPasskeyText)))
            \(Part.errorSummary(errors, chrome.parts(in: visit.language)))\(form)
            """
        return Page(
            title: words(.confirmTitle), content: content, status: isRefused ? .unprocessableContent : .ok,
            place: Place.account)
    }
}
