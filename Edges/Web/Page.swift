package import HTTPTypes

/// The content of a page, before the frame around it.
package struct Page: Sendable {
    package var title: String
    package var content: HTML
    package var status: HTTPResponse.Status
    /// Which item of the main navigation this page belongs to.
    package var place: String?
    /// Where the present role or child begins: the acting switch marks it and the navigation stays in it.
    package var acting: Link?
    /// A message about what was just done.
    package var done: String?
    /// The centred page before signing in.
    package var isDoor: Bool
    package var cookies: [NewCookie]
    /// Where a form of this page leads in the end when that is not here: a browser stops it silently unless the page says
    /// so (CSP3 `form-action`, which also counts redirects).
    package var formsLeadTo: OutsideAddress?
    /// Where the browser goes by itself after showing this page; a link on it leads there too.
    package var goesOnTo: OutsideAddress?

    package init(
        title: String, content: HTML, status: HTTPResponse.Status = .ok, place: String? = nil, acting: Link? = nil,
        done: String? = nil, isDoor: Bool = false, cookies: [NewCookie] = []
    ) {
        (self.title, self.content, self.status, self.place) = (title, content, status, place)
        (self.acting, self.done, self.isDoor, self.cookies) = (acting, done, isDoor, cookies)
    }
}

/// What an action ends in.
package enum Outcome: Sendable {
    /// 303 to one of our own pages.
    case seeOther(Link, [NewCookie] = [])
    /// A page in answer to the form itself: errors beside the fields.
    case page(Page)
    /// 303 to another site, where somebody registered to be answered.
    case leave(OutsideAddress, [NewCookie] = [])

    /// 303 to a page that says once what was done: it finds the word in `visit.done`.
    package static func done(_ word: String, at link: Link) -> Outcome { .seeOther(link, [.done(word)]) }
}

extension Page {
    /// A form with mistakes; the title of the window says so before anything else is read.
    package var isRefused: Bool { status == .unprocessableContent }
}
