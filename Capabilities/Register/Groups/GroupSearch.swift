import Base
import Directory
import Web

/// What somebody asks of the list of groups, as it stands in the page's address.
struct GroupSearch: Sendable {
    var text = ""
    var school: ID<Organisation>?
    var isEnded = false
    /// The list begins behind this group.
    var after: ID<SchoolGroup>?

    static let pageSize = 50

    init(_ query: Form) {
        text = String(query.text("q").prefix(100))
        school = ID(query.text("school"))
        isEnded = query.text("ended") == "yes"
        after = ID(query.text("after"))
    }

    /// The folded words of the text, the longest first: few names have it, so it leads the search.
    var terms: [String] {
        Array(GroupNames.words(of: text).sorted { ($0.count, $1) > ($1.count, $0) }.prefix(4))
    }

    var isFiltered: Bool { !text.isEmpty || school != nil || isEnded }

    /// The page's address from another group on.
    func link(_ path: Link, after: ID<SchoolGroup>?) -> Link {
        path.with([
            "q": text, "school": school?.description ?? "", "ended": isEnded ? "yes" : "",
            "after": after?.description ?? "",
        ])
    }
}
