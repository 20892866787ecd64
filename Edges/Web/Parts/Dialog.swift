package import Base

extension Part {
    /// A question before the page. Its opener is a link to a page that asks the same, for browsers without scripts.
    package static func dialog(
        id: String, title: String, _ content: HTML, acts buttons: [HTML], _ words: Words<WebText>
    ) -> HTML {
        """
        <dialog class="dialog" id="\(id)" aria-labelledby="\(id)-title"><div class="dialog-head">\
        <h2 id="\(id)-title">\(title)</h2><form method="dialog"><button class="button plain" \
        aria-label="\(words(.close))">\(Icon.close())</button></form></div>\
        <div class="dialog-body">\(content)</div>\(acts(buttons))</dialog>
        """
    }
}
