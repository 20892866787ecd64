import Base
import Directory
import Storage

/// A person in the list, with what tells namesakes apart.
struct FoundPerson: RowDecodable, Hashable {
    let person: Person
    let birthDate: CivilDate?
    let isEnded: Bool
    let homeroom: String?

    init(row: inout Row) throws {
        person = try Person(row: &row)
        birthDate = try row.next()
        isEnded = try row.next(Instant?.self) != nil
        homeroom = try row.next()
    }
}

/// A role that a person has now.
struct FoundPost: RowDecodable, Hashable {
    let person: ID<Person>
    let role: Role
    let organisation: String

    init(row: inout Row) throws {
        person = try row.next()
        role = try row.next()
        organisation = try row.next()
    }

    static func of(_ people: [ID<Person>], in provider: ID<Provider>, on day: Day) -> Query<FoundPost> {
        Query(
            """
            SELECT DISTINCT role.person_id, role.role, organisation.name
            FROM role_assignment AS role
            JOIN organisation ON organisation.provider_id = role.provider_id AND organisation.id = role.organisation_id
            WHERE role.provider_id = \(provider) AND role.person_id \(anyOf: people) AND \(.inForce(.role, on: day))
            ORDER BY role.person_id, role.role, organisation.name
            """)
    }
}

/// From which side the rows of a search are found.
enum SearchLead: Hashable, Sendable {
    /// By those who have the leading word, or the identifier.
    case words
    /// By those who have a role at the organisations in question, and the guardians of those.
    case roles
    /// By the members of the group.
    case group
    /// Along the names, from the place in the list on, until the page is full.
    case names
    /// Along so many names, and by the roles when the page is not full by then: who has a role there may stand close
    /// together among the names, or far apart.
    case someNames(Int)
}

extension PeopleSearch {
    /// So many are fetched and sorted in a moment; of more than these, a page along the names is soon full.
    static let fewPeople = 20_000
    /// Of so few nobody needs to look along the names first.
    static let fewRoles = 200

    /// The lead that has the fewest to look at, found by counting as far as it matters.
    func lead(_ scope: Scope) -> Query<SearchLead> {
        let isAskedForRoles = role != nil || school != nil
        return Query(
            """
            \(scope.governed)
            SELECT \(scope.isWhole), \(Self.count(wordRows(scope))),
                CASE WHEN \(isAskedForRoles) OR NOT \(scope.isWhole) THEN \(Self.count(postRows(scope))) ELSE 0 END
            """
        ) { row in
            let (isWhole, words, roles) = (try row.next(Bool.self), try row.next(Int.self), try row.next(Int.self))
            return lead(words: words, roles: !isWhole || isAskedForRoles ? roles : nil)
        }
    }

    /// - Parameter roles: how many rows of roles lead to the people; nil when everyone is asked for.
    func lead(words: Int, roles: Int?) -> SearchLead {
        let hasWords = !text.isEmpty
        if group != nil { return .group }
        // Each role leads to about one guardian more.
        if hasWords, words < Self.fewPeople, roles.map({ words <= $0 * 2 }) ?? true { return .words }
        guard let roles, roles < Self.fewPeople else { return .names }
        // To look at a name costs about twice what a role does.
        return hasWords || isEnded || roles < Self.fewRoles ? .roles : .someNames(roles / 2)
    }

    private static func count(_ rows: SQL) -> SQL {
        "(SELECT COUNT(*) FROM (\(rows) LIMIT \(fewPeople)) AS counted)"
    }

    /// One page of people, and one person more when there is another page.
    func found(_ scope: Scope, in reader: any Reader) throws -> [FoundPerson] {
        let lead = group == nil ? try reader.one(lead(scope)) : .group
        let found = try reader.all(people(scope, lead: lead))
        guard case .someNames = lead, found.count <= Self.pageSize else { return found }
        return try reader.all(people(scope, lead: .roles))
    }

    /// The people of one page along a lead.
    func people(_ scope: Scope, lead: SearchLead) -> Query<FoundPerson> {
        let order: SQL =
            place.isReverse ? "person.sort_key DESC, person.id DESC" : "person.sort_key, person.id"
        return Query(
            """
            \(scope.governed)\(candidates(scope, lead))
            SELECT \(Person.columns), person.birth_date, person.ended_at, \(Self.homeroom(on: scope.day))
            \(Self.from(lead)) AND person.provider_id = \(scope.provider.id) AND \(isThere("person"))
                \(conditions(scope, lead)) AND \(scope.reaches("person")) \(onward(scope, "person"))
                \(upTo(lead, scope))
            ORDER BY \(order)
            LIMIT \(Self.pageSize + 1)
            """)
    }

    private func isThere(_ person: SQL) -> SQL {
        isEnded ? "\(person).ended_at IS NOT NULL" : "\(person).ended_at IS NULL"
    }

    /// No further than so many names from the place in the list.
    private func upTo(_ lead: SearchLead, _ scope: Scope) -> SQL {
        guard case .someNames(let most) = lead else { return "" }
        let order: SQL = place.isReverse ? "edge.sort_key DESC, edge.id DESC" : "edge.sort_key, edge.id"
        let edge: SQL = """
            (SELECT edge.sort_key FROM person AS edge
                WHERE edge.provider_id = \(scope.provider.id) AND \(isThere("edge")) \(onward(scope, "edge"))
                ORDER BY \(order)
                LIMIT 1 OFFSET \(most))
            """
        return place.isReverse
            ? "AND person.sort_key >= COALESCE(\(edge), '')"
            : "AND person.sort_key <= COALESCE(\(edge), \(NameIndex.highest))"
    }

    /// A cross join keeps SQLite from turning the two around.
    private static func from(_ lead: SearchLead) -> SQL {
        switch lead {
        case .names, .someNames: "FROM person WHERE TRUE"
        case .words, .roles, .group: "FROM candidate CROSS JOIN person WHERE person.id = candidate.person_id"
        }
    }

    private func candidates(_ scope: Scope, _ lead: SearchLead) -> SQL {
        let rows: SQL
        switch lead {
        case .names, .someNames: return ""
        case .group: rows = groupRows(scope)
        case .roles: rows = roleRows(scope)
        case .words: rows = wordRows(scope)
        }
        return ", candidate (person_id) AS (SELECT DISTINCT found.person_id FROM (\(rows)) AS found)"
    }

    static func homeroom(on day: Day) -> SQL {
        """
        (SELECT MIN(school_group.title) FROM membership
            JOIN school_group ON school_group.provider_id = membership.provider_id
                AND school_group.id = membership.group_id AND school_group.kind = 'homeroom' AND \(.taughtNow(on: day))
            WHERE membership.provider_id = person.provider_id AND membership.person_id = person.id
                AND membership.role = 'pupil' AND \(.inForce(.membership, on: day)))
        """
    }

    /// The rows beyond the place in the list. The first condition alone can be followed along the index.
    private func onward(_ scope: Scope, _ row: SQL) -> SQL {
        func key(_ person: ID<Person>) -> SQL {
            """
            (SELECT bound.sort_key FROM person AS bound
                WHERE bound.provider_id = \(scope.provider.id) AND bound.id = \(person))
            """
        }
        switch place {
        case .start, .end: return ""
        case .after(let person):
            return """
                AND \(row).sort_key >= \(key(person))
                AND (\(row).sort_key > \(key(person)) OR \(row).id > \(person))
                """
        case .before(let person):
            return """
                AND \(row).sort_key <= \(key(person))
                AND (\(row).sort_key < \(key(person)) OR \(row).id < \(person))
                """
        }
    }
}
