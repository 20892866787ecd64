package import Base
import HTTPTypes

/// A form that came after its session had ended, or that asks for a session that is confirmed: what was typed stays in the
/// page, to be sent once more afterwards, by the same account.
package struct KeptForm: Sendable {
    /// Why the form was not taken.
    enum Reason: Sendable { case signedOut, weak, otherOwner }

    /// The field that says whose form it is.
    static let ownerField = "kept-for"
    private static let mostFields = 2000

    let path: String
    /// Empty when there was nothing but secrets.
    let fields: [(name: String, value: String)]
    let reason: Reason
    /// Whether a secret was typed that is not among them.
    let lacksSecret: Bool

    /// nil when nothing was typed, or too much of it. Secrets are never given back in a page.
    ///
    /// - Parameter owner: whose session it was; a form that was kept before stays with whom it was kept for.
    init?(_ visit: Visit, _ reason: Reason, of owner: String?) {
        let owner = visit.form[KeptForm.ownerField] ?? owner
        let typed = visit.form.pairs.filter { $0.name != KeptForm.ownerField }
        guard !typed.isEmpty, typed.count < KeptForm.mostFields else { return nil }
        let kept = typed.filter { !KeptForm.isSecret($0.name) }
        (path, self.reason, lacksSecret) = (visit.path, reason, kept.count < typed.count)
        fields = kept.isEmpty ? [] : kept + (owner.map { [(KeptForm.ownerField, $0)] } ?? [])
    }

    /// A form that was kept for another account than the one that is signed in; nothing of it is shown.
    init(ofAnother visit: Visit) { (path, fields, reason, lacksSecret) = (visit.path, [], .otherOwner, false) }

    /// Whether a field of this name holds what nobody may read in a page. Every field that hides its letters has such a name.
    package static func isSecret(_ name: String) -> Bool { name.contains("password") || name.contains("secret") }

    /// The page with both steps; the first happens in another tab, so that this one stays.
    package func page(_ words: Words<WebText>, signIn: Link, confirm: Link) -> Page {
        switch reason {
        case .signedOut where fields.isEmpty:
            nothing(words, (.keptNothingTitle, .keptNothingText, .signIn), to: signIn, .unauthorized)
        case .signedOut: page(words, (.keptTitle, .keptText, .keptSignIn), to: signIn, .unauthorized)
        case .weak where fields.isEmpty:
            nothing(words, (.confirmTitle, .confirmNothingText, .confirmGo), to: confirm, .forbidden)
        case .weak: page(words, (.confirmTitle, .confirmText, .confirmNow), to: confirm, .forbidden)
        case .otherOwner: refusal(words)
        }
    }

    /// There were secrets alone: they are typed once more afterwards.
    private func nothing(
        _ words: Words<WebText>, _ keys: (title: WebText, text: WebText, first: WebText), to first: Link,
        _ status: HTTPResponse.Status
    ) -> Page {
        let content: HTML = """
            <div class="trouble"><span class="trouble-icon notice">\(Icon.clock())</span>\
            <h1>\(words(keys.title))</h1><p class="lead">\(words(keys.text))</p>\
            \(Part.acts([Part.linkButton(words(keys.first), to: first, look: .primary)]))</div>
            """
        return Page(title: words(keys.title), content: content, status: status, isDoor: true)
    }

    private func page(
        _ words: Words<WebText>, _ keys: (title: WebText, text: WebText, first: WebText), to first: Link,
        _ status: HTTPResponse.Status
    ) -> Page {
        let kept = fields.map { "<input type=\"hidden\" name=\"\($0.name)\" value=\"\($0.value)\">" as HTML }
        let secrets: HTML = lacksSecret ? "<p>\(words(.keptSecrets))</p>" : .nothing
        let content: HTML = """
            <div class="trouble"><span class="trouble-icon notice">\(Icon.clock())</span>\
            <h1>\(words(keys.title))</h1><p class="lead">\(words(keys.text))</p>\(secrets)\
            <ol class="steps"><li><a class="button primary" href="\(first)" target="_blank" rel="noopener">\
            <span>\(words(keys.first))</span></a></li>\
            <li><form method="post" action="\(path)" class="action">\(kept)\(Part.button(words(.keptSend)))</form></li>\
            </ol></div>
            """
        return Page(title: words(keys.title), content: content, status: status, isDoor: true)
    }

    private func refusal(_ words: Words<WebText>) -> Page {
        let content: HTML = """
            <div class="trouble"><span class="trouble-icon warning">\(Icon.warning())</span>\
            <h1>\(words(.keptOtherTitle))</h1><p class="lead">\(words(.keptOtherText))</p>\
            \(Part.acts([Part.linkButton(words(.toDesktop), to: Link(trusted: "/"), look: .primary, icon: .home)]))</div>
            """
        return Page(title: words(.keptOtherTitle), content: content, status: .forbidden, isDoor: true)
    }
}
