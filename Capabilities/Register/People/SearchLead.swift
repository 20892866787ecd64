import Base
import Directory
import Storage

/// From which side the rows of a search are found.
enum SearchLead: Hashable, Sendable {
    /// By those who have the leading word, or the identifier.
    case words
    /// By those who have a role at the organisations in question, and the guardians of those.
    case roles
    /// By the members of the group.
    case group
    /// Along the names of one organisation's people, from the place in the list on, until the page is full.
    case place(ID<Organisation>)
    /// Along everyone's names, in the same way.
    case names
    /// Along so many names, and by the roles when the page is not full by then: who has a role at one of several
    /// organisations may stand close together among the names, or far apart.
    case someNames(Int)

    /// The columns along which the list is ordered.
    typealias Row = (key: SQL, id: SQL)

    var row: Row {
        switch self {
        case .place: ("place.sort_key", "place.person_id")
        case .words, .roles, .group, .names, .someNames: ("person.sort_key", "person.id")
        }
    }
}

extension PeopleSearch {
    /// So many are fetched and sorted in a moment; of more than these, a page along the names is sooner full.
    static let fewWords = 1_500
    /// Of so many roles the people are fetched and sorted, when they cannot be walked in their order.
    static let fewPeople = 20_000
    /// Of so few nobody needs to look along the names first.
    static let fewRoles = 200

    /// - Parameters:
    ///   - words: how many rows the words lead to.
    ///   - roles: how many rows of roles lead to the people; nil when everyone is asked for, or nobody counted.
    ///   - place: the one organisation whose people are in question.
    func lead(words: Int, roles: Int?, place: ID<Organisation>?) -> SearchLead {
        let hasWords = !text.isEmpty
        if group != nil { return .group }
        // Each role leads to about one guardian more.
        if hasWords, words < Self.fewWords, roles.map({ words <= $0 * 2 }) ?? true { return .words }
        if let place {
            let isRare = role != nil && role != .guardian && (roles ?? Self.fewRoles) < Self.fewRoles
            return isRare ? .roles : .place(place)
        }
        guard let roles, roles < Self.fewPeople else { return .names }
        // To look at a name costs about twice what a role does.
        return hasWords || isEnded || roles < Self.fewRoles ? .roles : .someNames(roles / 2)
    }
}
