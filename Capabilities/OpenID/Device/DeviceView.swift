import Accounts
import Base
import Clients
import HTTPTypes
import Web

extension OpenID {
    /// Where the code is typed.
    func codePage(_ code: String, _ error: OpenIDText?, _ visit: Visit) -> Page {
        let words = texts(in: visit.language)
        let parts = chrome.parts(in: visit.language)
        let errors = error.map { [FieldError(words($0), in: "code")] } ?? []
        let field = Field(
            words(.deviceCode), name: "code", value: code,
            hint: words(code.isEmpty || error != nil ? .deviceCodeHint : .deviceCompare),
            error: errors.first?.text, autocomplete: "off", width: .medium)
        let content: HTML = """
            <div class="door-sheet">\(Part.heading(words(.deviceTitle), lead: words(.deviceLead)))
            \(Part.errorSummary(errors, parts))
            \(Part.form(
                to: OpenIDPath.device(),
                "\(Part.field(field, parts))\(Part.acts([Part.button(words(.goOn), look: .primary)]))"))</div>
            """
        return Page(
            title: words(.deviceTitle), content: content, status: errors.isEmpty ? .ok : .unprocessableContent,
            isDoor: true)
    }

    /// Which service it is and what it would get; with the warning of RFC 8628 §5.4 above the buttons.
    func askPage(_ asking: AskingDevice, _ visit: Visit) -> Page {
        let words = texts(in: visit.language)
        let days = DayWords(chrome.parts(in: visit.language), today: visit.today)
        let title = words(.deviceAskTitle, ["service": asking.client.metadata.clientName])
        // A code is read as one word: its hyphen breaks no line, and what is copied with it is understood.
        let (code, shown) = (asking.code.shown, asking.code.shown.replacing("-", with: "\u{2011}"))
        let lead = words(asking.goesOn ? .deviceAskLeadOffline : .deviceAskLead)
        let asked = words(.deviceAskedAt, ["code": shown, "when": days.moment(asking.request.createdAt)])
        let acts =
            [
                """
                <form method="post" action="\(OpenIDPath.deviceApproval())" class="action">\
                \(Part.hidden(["code": code]))\(Part.hidden(names: "told", asking.gets.sorted()))\
                \(Part.button(words(.deviceApprove), look: .primary))</form>
                """,
                Part.action(words(.deviceRefuse), to: OpenIDPath.deviceRefusal(), values: ["code": code]),
            ] as [HTML]
        let content: HTML = """
            <div class="door-sheet">\(Part.heading(title, lead: lead))
            <p>\(asked)</p>\(given(asking.gets, words))
            \(Part.notice(words(.deviceWarning), .warning, "<p>\(words(.deviceWarningText, ["code": shown]))</p>"))
            \(Part.acts(acts))</div>
            """
        return Page(title: title, content: content, isDoor: true)
    }

    /// What was answered, and what comes next.
    func answeredPage(_ keys: (title: OpenIDText, text: OpenIDText), _ visit: Visit) -> Page {
        let words = texts(in: visit.language)
        let acts = [
            Part.linkButton(words(.servicesMine), to: OpenIDPath.services(), look: .primary),
            Part.linkButton(words(.deviceAnother), to: OpenIDPath.device()),
        ]
        return Page(
            title: words(keys.title),
            content: """
                <div class="door-sheet">\(Part.heading(words(keys.title), lead: words(keys.text)))\(Part.acts(acts))</div>
                """, isDoor: true)
    }
}
