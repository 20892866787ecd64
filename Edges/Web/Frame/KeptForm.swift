package import Base
import HTTPTypes

/// A form that came after its session had ended, or that asks for a session that is confirmed: what was typed stays in the
/// page, to be sent once more afterwards.
package struct KeptForm: Sendable {
    /// Why the form was not taken.
    enum Reason: Sendable { case signedOut, weak }

    let path: String
    let fields: [(name: String, value: String)]
    let reason: Reason

    /// nil when there is nothing to keep, or a password among it: that is never given back in a page.
    init?(_ visit: Visit, _ reason: Reason) {
        let fields = visit.form.pairs
        guard !fields.isEmpty, !fields.contains(where: { $0.name.contains("password") }) else { return nil }
        (path, self.fields, self.reason) = (visit.path, fields, reason)
    }

    /// The page with both steps; the first happens in another tab, so that this one stays.
    package func page(_ words: Words<WebText>, signIn: Link, confirm: Link) -> Page {
        switch reason {
        case .signedOut: page(words, (.keptTitle, .keptText, .keptSignIn), to: signIn, .unauthorized)
        case .weak: page(words, (.confirmTitle, .confirmText, .confirmNow), to: confirm, .forbidden)
        }
    }

    private func page(
        _ words: Words<WebText>, _ keys: (title: WebText, text: WebText, first: WebText), to first: Link,
        _ status: HTTPResponse.Status
    ) -> Page {
        let kept = fields.map { "<input type=\"hidden\" name=\"\($0.name)\" value=\"\($0.value)\">" as HTML }
        let content: HTML = """
            <div class="trouble"><span class="trouble-icon notice">\(Icon.clock())</span>\
            <h1>\(words(keys.title))</h1><p class="lead">\(words(keys.text))</p>\
            <ol class="steps"><li><a class="button primary" href="\(first)" target="_blank" rel="noopener">\
            <span>\(words(keys.first))</span></a></li>\
            <li><form method="post" action="\(path)" class="action">\(kept)\(Part.button(words(.keptSend)))</form></li>\
            </ol></div>
            """
        return Page(title: words(keys.title), content: content, status: status, isDoor: true)
    }
}
