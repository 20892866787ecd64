import Accounts
import Base
import HTTPTypes
import Web

extension SignIn {
    func signInPage(
        _ form: SignInForm, _ visit: Visit, status: HTTPResponse.Status = .ok, done: String? = nil
    ) -> Page {
        let words = texts(in: visit.language)
        let parts = chrome.parts(in: visit.language)
        let content: HTML = """
            <div class="door-sheet">\(Part.heading(words(.signInTitle), lead: words(.signInLead)))
            \(Part.errorSummary(form.errors, parts, asksPassword: true))\(otherWays(form, visit))
            \(Part.form(to: ActingPath.signIn(), values: ["to": form.to, SharedDevice.askedField: SharedDevice.asked],
                fields(form, visit, words, parts)))</div>
            <p class="door-more">\(words(.haveInvitation)) \(Part.link(words(.redeemInvitation), to: ActingPath.invitation()))</p>
            \(demo.map { demoList($0, words, visit.language) })
            """
        return Page(title: words(.signInTitle), content: content, status: status, done: done, isDoor: true)
    }

    private func otherWays(_ form: SignInForm, _ visit: Visit) -> HTML {
        let shown = ways.map { way in
            let link = way.link.with(["to": form.to, "again": visit.query["again"] ?? ""])
            return Part.linkButton(way.label(visit.language), to: link, icon: way.icon)
        }
        let asked = DoorPart.Asked(to: form.to, again: visit.query["again"] ?? "")
        let others = form.doors.map { $0(visit, asked) }
        return "\(HTML(others))\(shown.isEmpty ? .nothing : Part.acts(shown))"
    }

    private func fields(
        _ form: SignInForm, _ visit: Visit, _ words: Words<SignInText>, _ parts: Words<WebText>
    ) -> HTML {
        func error(_ name: String) -> String? { form.errors.first { $0.field == name }?.text }
        let name = Field(
            words(.name), name: "name", value: form.name, hint: words(.nameHint), error: error("name"),
            autocomplete: "username webauthn")
        let password = Field(
            words(.password), name: "password", kind: .password, error: error("password"),
            autocomplete: "current-password")
        return """
            \(Part.field(name, parts))\(Part.field(password, parts))\(shared(visit, words, parts))
            \(Part.acts([Part.button(words(.signIn), look: .primary), rememberDevice(words)]))
            """
    }

    private func shared(_ visit: Visit, _ words: Words<SignInText>, _ parts: Words<WebText>) -> HTML {
        let field = Field(words(.sharedDevice), name: SharedDevice.field, isRequired: false)
        return """
            <div class="shared-choice">\(Part.checkbox(field, isOn: visit.isSharedDevice, parts))\
            \(Part.quiet(words(.sharedHint)))</div>
            """
    }

    /// For the ways in that do not send this form, and for browsers that do not tell them by a script. It is no default
    /// button, since it is not the first.
    private func rememberDevice(_ words: Words<SignInText>) -> HTML {
        """
        <button type="submit" class="button plain" formaction="\(SignInPath.device())" formnovalidate \
        data-remember-device><span>\(words(.rememberDevice))</span></button>
        """
    }

    func nobody(_ words: Words<SignInText>) -> Page {
        Page(
            title: words(.nobodyTitle),
            content: "\(Part.heading(words(.nobodyTitle)))<p>\(words(.nobodyText))</p>", place: Place.desktop)
    }

    private func demoList(_ demo: DemoPersons, _ words: Words<SignInText>, _ language: Language) -> HTML {
        let roles = chrome.words(in: language)
        let rows = demo.persons.map { person in
            Part.row(
                person.name, lead: Part.avatar(person.name),
                note: "\(roles(person.role)) · \(person.place)",
                tail: Part.action(
                    words(.signIn), to: SignInPath.demo(), values: ["name": person.signInName], about: person.name))
        }
        return Part.section(
            words(.demoTitle), id: "demo", "<p class=\"quiet\">\(words(.demoLead))</p>\(Part.rows(rows))")
    }
}
