package import Base

extension Part {
    /// The way through a list that goes back in time: its beginning and what is older; nothing when there is neither.
    package static func timePagination(newest: Link?, older: Link?, _ words: Words<WebText>) -> HTML {
        ways(newest, words(.newestEntries), older, words(.olderEntries), words)
    }

    /// The way along a list that is not counted: its beginning and what comes next.
    package static func listPagination(first: Link?, next: Link?, _ words: Words<WebText>) -> HTML {
        ways(first, words(.firstPage), next, words(.nextPage), words)
    }

    private static func ways(
        _ back: Link?, _ backText: String, _ on: Link?, _ onText: String, _ words: Words<WebText>
    ) -> HTML {
        guard back != nil || on != nil else { return .nothing }
        let first = back.map { linkButton(backText, to: $0, look: .plain, icon: .back) }
        let next = on.map { linkButton(onText, to: $0, look: .plain, icon: .chevron) }
        return """
            <nav class="pagination" aria-label="\(words(.pagination))"><span class="before">\(first)</span>\
            <span></span><span class="after">\(next)</span></nav>
            """
    }

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
