extension Part {
    /// The top of a page with its one h1; `over` is a quiet line above it, which leads to the page above when there is
    /// one, `lead` the first sentence.
    package static func heading(
        _ title: String, over: String? = nil, back: Link? = nil, lead: String? = nil, acts buttons: [HTML] = []
    ) -> HTML {
        let above: HTML? = over.map { over in
            back.map { "<p class=\"back\"><a href=\"\($0)\">\(Icon.chevron())<span>\(over)</span></a></p>" }
                ?? "<p class=\"quiet\">\(over)</p>"
        }
        let below: HTML? = lead.map { "<p class=\"lead\">\($0)</p>" }
        return """
            <div class="heading"><div>\(above)<h1>\(title)</h1>\(below)</div>\
            \(buttons.isEmpty ? .nothing : acts(buttons))</div>
            """
    }

    /// A part of a page under an h2 that names it; `aside` is a quiet word or a link at the heading.
    package static func section(_ heading: String, id: String, aside: HTML = .nothing, _ content: HTML) -> HTML {
        """
        <section class="section" aria-labelledby="\(id)">\
        <div class="section-head"><h2 id="\(id)">\(heading)</h2>\(aside)</div>\
        \(content)</section>
        """
    }

    /// Work at the left, places to go at the right; one column on a phone.
    package static func columns(_ work: HTML, aside: HTML) -> HTML {
        "<div class=\"columns\"><div class=\"column\">\(work)</div><div class=\"column\">\(aside)</div></div>"
    }

    /// A quiet word beside a heading.
    package static func quiet(_ text: String) -> HTML { "<span class=\"quiet\">\(text)</span>" }

    /// A link in running text or at the end of a heading.
    package static func link(_ text: String, to link: Link, about: String? = nil) -> HTML {
        "<a href=\"\(link)\">\(text)\(aside(about))</a>"
    }

    /// Terms and what they are.
    package static func definitions(_ pairs: [(term: String, value: HTML)]) -> HTML {
        let lines = pairs.map { "<div><dt>\($0.term)</dt><dd>\($0.value)</dd></div>" as HTML }
        return "<dl class=\"definitions\">\(lines)</dl>"
    }

    /// More for those who ask.
    package static func disclosure(_ title: String, isOpen: Bool = false, _ content: HTML) -> HTML {
        """
        <details class="disclosure"\(flag: "open", isOpen)><summary>\(Icon.chevron())<span>\(title)</span></summary>\
        <div class="disclosure-body">\(content)</div></details>
        """
    }
}
