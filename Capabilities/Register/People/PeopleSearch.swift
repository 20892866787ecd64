import Base
import Directory
import Foundation
import Web

/// What somebody asks of the list of people, as it stands in the page's address.
struct PeopleSearch: Sendable {
    /// From which row on the list is shown; the rows before a row, and the last ones, come in reverse.
    enum Place: Hashable, Sendable {
        case start, end
        case after(ID<Person>)
        case before(ID<Person>)

        var isReverse: Bool {
            switch self {
            case .start, .after: false
            case .end, .before: true
            }
        }
    }

    /// What was typed.
    var text = ""
    var role: Role?
    var school: ID<Organisation>?
    var group: ID<SchoolGroup>?
    var isEnded = false
    var place = Place.start

    static let pageSize = 25

    init() {}

    init(_ query: Form) {
        text = String(query.text("q").prefix(100))
        role = Role(rawValue: query.text("role"))
        school = ID(query.text("school"))
        group = ID(query.text("group"))
        isEnded = query.text("ended") == "yes"
        if let after = ID<Person>(query.text("after")) {
            place = .after(after)
        } else if let before = ID<Person>(query.text("before")) {
            place = .before(before)
        } else if query.text("end") == "yes" {
            place = .end
        }
    }

    /// The folded words of the text, the longest first: few people have it, so it leads the search.
    var terms: [String] {
        guard !isIdentifier else { return [] }
        let words = Set(SearchKey.of(text).split(separator: " ").map(String.init))
        return Array(words.sorted { ($0.count, $1) > ($1.count, $0) }.prefix(4))
    }

    /// A learner number or a source's id: one word, found exactly.
    var identifier: String? { text.isEmpty || text.contains(where: \.isWhitespace) ? nil : text }

    /// Names have no digits.
    private var isIdentifier: Bool { identifier?.contains { $0.isNumber } ?? false }

    var isFiltered: Bool { role != nil || school != nil || group != nil || isEnded }

    /// The page's address with another place in the list.
    func link(_ path: Link, at place: Place) -> Link {
        var (after, before, end) = ("", "", "")
        switch place {
        case .start: break
        case .end: end = "yes"
        case .after(let person): after = person.description
        case .before(let person): before = person.description
        }
        return path.with([
            "q": text, "role": role?.rawValue ?? "", "school": school?.description ?? "",
            "group": group?.description ?? "", "ended": isEnded ? "yes" : "", "after": after, "before": before,
            "end": end,
        ])
    }
}

/// The rows of one page and whether there are more on either side.
struct PeoplePage: Sendable {
    let rows: [FoundPerson]
    let hasBefore: Bool
    let hasAfter: Bool

    /// - Parameter found: in the order of the search, one more than a page when there is more.
    init(_ found: [FoundPerson], of search: PeopleSearch) {
        let isMore = found.count > PeopleSearch.pageSize
        let page = Array(found.prefix(PeopleSearch.pageSize))
        rows = search.place.isReverse ? page.reversed() : page
        switch search.place {
        case .start: (hasBefore, hasAfter) = (false, isMore)
        case .end: (hasBefore, hasAfter) = (isMore, false)
        case .after: (hasBefore, hasAfter) = (true, isMore)
        case .before: (hasBefore, hasAfter) = (isMore, true)
        }
    }
}
