extension Part {
    /// A unit of its own on a sheet; `heading` is its name one level under the section's.
    package static func card(_ heading: String? = nil, note: String? = nil, _ content: HTML) -> HTML {
        let quiet: HTML? = note.map { "<span class=\"quiet\">\($0)</span>" }
        let head: HTML? = heading.map { "<h3>\($0) \(quiet)</h3>" }
        return "<div class=\"card\">\(head)\(content)</div>"
    }

    /// Something that waits for the reader: whom it concerns, what is asked, and the answers on the spot; `below` is a form
    /// where buttons alone are not enough.
    package static func need(
        _ what: String, note: String? = nil, who: HTML = .nothing, tag: HTML = .nothing, acts buttons: [HTML],
        below: HTML = .nothing
    ) -> HTML {
        let head: HTML = who.isEmpty && tag.isEmpty ? .nothing : "<div class=\"who\">\(who)\(tag)</div>"
        let quiet: HTML? = note.map { "<p class=\"quiet\">\($0)</p>" }
        return """
            <li class="need">\(head)<h3 class="what">\(what)</h3>\
            \(quiet)\(buttons.isEmpty ? .nothing : acts(buttons))\(below)</li>
            """
    }

    /// What waits, most pressing first.
    package static func needs(_ needs: [HTML]) -> HTML { "<ul class=\"needs\">\(needs)</ul>" }

    /// A small mark with a word, and an icon where the colour means something.
    package static func tag(_ text: String, _ meaning: Meaning = .plain, icon: Icon? = nil) -> HTML {
        "<span class=\"tag \(meaning.rawValue)\">\((icon ?? meaning.icon)?())<span>\(text)</span></span>"
    }
}
