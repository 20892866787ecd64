extension Part {
    /// Rows of one kind under each other.
    package static func rows(_ rows: [HTML]) -> HTML { "<ul class=\"rows\">\(rows)</ul>" }

    /// One row: what it is, a quiet note, more below it, and at its end tags or actions. With a link the whole row leads
    /// there.
    package static func row(
        _ title: String, to link: Link? = nil, lead: HTML = .nothing, note: String? = nil, below: HTML = .nothing,
        tail: HTML = .nothing
    ) -> HTML {
        let name: HTML =
            if let link {
                "<a class=\"title\" href=\"\(link)\">\(title)</a>"
            } else {
                "<span class=\"title\">\(title)</span>"
            }
        let quiet: HTML? = note.map { "<span class=\"quiet\">\($0)</span>" }
        let end: HTML = tail.isEmpty ? .nothing : "<div class=\"tail\">\(tail)</div>"
        return """
            <li class="row\(link == nil ? "" : " leads")">\(lead)<div class="body">\(name)\(quiet)\(below)</div>\(end)\
            \(link == nil ? .nothing : Icon.chevron())</li>
            """
    }
}
