package import Base

extension Part {
    /// The way through pages of one list, numbered from 1; nothing when there is one page.
    package static func pagination(
        _ page: Int, of pages: Int, _ words: Words<WebText>, link: (Int) -> Link
    ) -> HTML {
        guard pages > 1 else { return .nothing }
        let before: HTML =
            page > 1 ? linkButton(words(.previousPage), to: link(page - 1), look: .plain, icon: .back) : .nothing
        let after: HTML =
            page < pages ? linkButton(words(.nextPage), to: link(page + 1), look: .plain, icon: .chevron) : .nothing
        let place = words(.pageOf, ["page": String(page), "pages": String(pages)])
        return """
            <nav class="pagination" aria-label="\(words(.pagination))"><span class="before">\(before)</span>\
            <span class="num" aria-current="page">\(place)</span><span class="after">\(after)</span></nav>
            """
    }
}
