package import Base
import HTTPTypes

/// A form that came after its session had ended: what was typed stays in the page, to be sent once more after signing in.
package struct KeptForm: Sendable {
    let path: String
    let fields: [(name: String, value: String)]

    /// nil when there is nothing to keep, or a password among it: that is never given back in a page.
    init?(_ visit: Visit) {
        let fields = visit.form.pairs
        guard !fields.isEmpty, !fields.contains(where: { $0.name.contains("password") }) else { return nil }
        (path, self.fields) = (visit.path, fields)
    }

    /// The page with both steps; signing in happens in another tab, so that this one stays.
    package func page(_ words: Words<WebText>, signIn: Link) -> Page {
        let kept = fields.map { "<input type=\"hidden\" name=\"\($0.name)\" value=\"\($0.value)\">" as HTML }
        let content: HTML = """
            <div class="trouble"><span class="trouble-icon notice">\(Icon.clock())</span>\
            <h1>\(words(.keptTitle))</h1><p class="lead">\(words(.keptText))</p>\
            <ol class="steps"><li><a class="button primary" href="\(signIn)" target="_blank" rel="noopener">\
            <span>\(words(.keptSignIn))</span></a></li>\
            <li><form method="post" action="\(path)" class="action">\(kept)\(Part.button(words(.keptSend)))</form></li>\
            </ol></div>
            """
        return Page(title: words(.keptTitle), content: content, status: .unauthorized, isDoor: true)
    }
}
