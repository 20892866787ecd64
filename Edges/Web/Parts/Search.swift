extension Part {
    /// A form that asks for another view of a page by GET; `values` are kept from the present address.
    package static func search(
        _ label: String, to link: Link, values: [(name: String, value: String)] = [], _ fields: HTML,
        button text: String
    ) -> HTML {
        let kept = values.map { "<input type=\"hidden\" name=\"\($0.name)\" value=\"\($0.value)\">" as HTML }
        return """
            <form method="get" action="\(link)" class="search" role="search" aria-label="\(label)" novalidate>\(kept)\
            <div class="search-fields">\(fields)</div>\
            <div class="acts">\(button(text, look: .primary, icon: .search))</div></form>
            """
    }

    /// The way along a list that is too long to be numbered; nothing when everything is on one page.
    package static func ways(
        _ label: String, first: (text: String, link: Link)?, before: (text: String, link: Link)?,
        after: (text: String, link: Link)?, last: (text: String, link: Link)?
    ) -> HTML {
        guard first != nil || before != nil || after != nil || last != nil else { return .nothing }
        func way(_ way: (text: String, link: Link)?, _ icon: Icon? = nil) -> HTML {
            way.map { linkButton($0.text, to: $0.link, look: .plain, icon: icon) } ?? .nothing
        }
        return """
            <nav class="ways" aria-label="\(label)"><span class="before">\(way(first))\(way(before, .back))</span>\
            <span class="after">\(way(after, .chevron))\(way(last))</span></nav>
            """
    }
}
