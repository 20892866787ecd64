import Accounts
import Base
import HTTPTypes
import Web

extension StrongSignIn {
    func addPage(
        _ ask: PasskeyAsk, to: String, title: String, _ errors: [FieldError], _ visit: Visit
    ) -> Page {
        let (words, parts) = (texts(in: visit.language), chrome.parts(in: visit.language))
        let name = Field(
            words(.passkeyName), name: "title", value: title, hint: words(.passkeyNameHint),
            error: errors.first { $0.field == "title" }?.text, autocomplete: "off", width: .medium)
        let form = ask.form(
            to: StrongSignInPath.passkeys(), values: ["to": to], beginsItself: false, Part.field(name, parts),
            button: Part.button(words(.makePasskey), look: .primary, icon: .key), words)
        let content: HTML = """
            \(Part.heading(words(.addPasskey), over: words(.waysTitle), back: ActingPath.account(),
                lead: words(.addPasskeyLead)))
            \(Part.errorSummary(errors, parts))\(form)
            """
        return Page(
            title: words(.addPasskey), content: content, status: errors.isEmpty ? .ok : .unprocessableContent,
            place: Place.account)
    }

    func passkeyPage(_ model: PasskeyModel, _ visit: Visit) -> Page {
        let (words, parts) = (texts(in: visit.language), chrome.parts(in: visit.language))
        let name = Field(
            words(.passkeyName), name: "title",
            value: model.errors.isEmpty ? model.passkey.title : visit.form.text("title"),
            error: model.errors.first?.text, autocomplete: "off", width: .medium)
        let id = model.passkey.id
        let content: HTML = """
            \(Part.heading(model.passkey.title, over: words(.waysTitle), back: ActingPath.account(),
                lead: used(model.passkey, visit)))
            \(Part.errorSummary(model.errors, parts))\(warning(model.passkey, visit))
            \(Part.form(to: StrongSignInPath.passkeyName(id),
                "\(Part.field(name, parts))\(Part.acts([Part.button(words(.saveName))]))"))
            \(Part.section(words(.removePasskey), id: "removal", removal(model, words)))
            """
        return Page(
            title: model.passkey.title, content: content, status: model.errors.isEmpty ? .ok : .unprocessableContent,
            place: Place.account)
    }

    private func removal(_ model: PasskeyModel, _ words: Words<StrongSignInText>) -> HTML {
        if let refusal = model.refusal {
            return Part.notice(words(.staysTitle), .notice, "<p>\(words(refusal))</p>")
        }
        return """
            <p>\(words(.removePasskeyText))</p>\
            \(Part.acts([Part.action(
                words(.removePasskey), to: StrongSignInPath.passkeyEnding(model.passkey.id), look: .danger)]))
            """
    }

    private func warning(_ passkey: Passkey, _ visit: Visit) -> HTML {
        guard let at = passkey.wentBackAt else { return .nothing }
        let words = texts(in: visit.language)
        let when = DayWords(chrome.parts(in: visit.language), today: visit.today).moment(at)
        return Part.notice(
            words(.wentBackTitle), .warning, "<p>\(words(.wentBackText, ["when": when]))</p>")
    }

    /// When it was made and last used.
    func used(_ passkey: Passkey, _ visit: Visit) -> String {
        let words = texts(in: visit.language)
        let days = DayWords(chrome.parts(in: visit.language), today: visit.today)
        let made = words(.passkeyMade, ["when": days.moment(passkey.madeAt)])
        let used = passkey.usedAt.map { words(.passkeyUsed, ["when": days.moment($0)]) } ?? words(.passkeyUnused)
        return "\(made) · \(used)"
    }
}

extension Words<StrongSignInText> {
    /// Why a way in stays.
    func callAsFunction(_ refusal: Removal.Refusal) -> String {
        switch refusal {
        case .lastWayIn: self(.staysLastWay)
        case .administratorNeedsOne: self(.staysAdministrator)
        }
    }
}
