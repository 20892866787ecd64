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

extension PeopleSearch {
    /// One page of people, and one person more when there is another page.
    func found(_ scope: Scope, in reader: any Reader) throws -> [FoundPerson] {
        let reach = try Reach(scope, withAll: role != nil && school == nil, in: reader)
        let lead = try lead(scope, reach, in: reader)
        if lead == .words, wordRows(scope) == nil { return [] }
        let found = try reader.all(people(scope, reach, lead: lead))
        guard case .someNames = lead, found.count <= Self.pageSize else { return found }
        return try reader.all(people(scope, reach, lead: .roles))
    }

    /// The lead that has the fewest to look at; they are counted where that is not known, as far as it matters.
    private func lead(_ scope: Scope, _ reach: Reach, in reader: any Reader) throws -> SearchLead {
        let place = school ?? reach.only
        let isKnown = text.isEmpty && role == nil && (place != nil || reach.isWhole)
        if isKnown || group != nil { return lead(words: 0, roles: nil, place: place) }
        let words = wordRows(scope).map { Self.count($0, upTo: Self.fewWords) } ?? "0"
        let isOfRoles = role != nil || place != nil || !reach.isWhole
        let roles = isOfRoles ? Self.count(postRows(scope, reach), upTo: Self.fewPeople) : "0"
        return try reader.one(
            Query("SELECT \(words), \(roles)") { row in
                let (words, roles) = (try row.next(Int.self), try row.next(Int.self))
                return lead(words: words, roles: isOfRoles ? roles : nil, place: place)
            })
    }

    private static func count(_ rows: SQL, upTo most: Int) -> SQL {
        "(SELECT COUNT(*) FROM (\(rows) LIMIT \(most)) AS counted)"
    }

    /// The people of one page along a lead. What only the page shows is fetched for the page alone.
    func people(_ scope: Scope, _ reach: Reach, lead: SearchLead) -> Query<FoundPerson> {
        let row = lead.row
        let way: SQL = place.isReverse ? "DESC" : "ASC"
        return Query(
            """
            WITH \(candidates(scope, reach, lead))page (id, sort_key) AS (
                SELECT person.id, person.sort_key
                \(from(lead, scope)) AND person.provider_id = \(scope.provider.id) AND \(isThere("person"))
                    \(nearness(reach, lead, scope))
                    \(conditions(scope, lead)) AND \(reach.reaches("person", scope))
                    \(onward(scope, row)) \(upTo(lead, scope))
                ORDER BY \(row.key) \(way), \(row.id) \(way)
                LIMIT \(Self.pageSize + 1)
            )
            SELECT \(Person.columns), person.birth_date, person.ended_at, \(Self.homeroom(on: scope.day))
            FROM page
            CROSS JOIN person
            WHERE person.provider_id = \(scope.provider.id) AND person.id = page.id
            ORDER BY page.sort_key \(way), page.id \(way)
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
                WHERE edge.provider_id = \(scope.provider.id) AND \(isThere("edge"))
                    \(onward(scope, ("edge.sort_key", "edge.id")))
                ORDER BY \(order)
                LIMIT 1 OFFSET \(most))
            """
        return place.isReverse
            ? "AND person.sort_key >= COALESCE(\(edge), '')"
            : "AND person.sort_key <= COALESCE(\(edge), \(NameIndex.highest))"
    }

    /// A cross join keeps SQLite from turning the two around.
    private func from(_ lead: SearchLead, _ scope: Scope) -> SQL {
        switch lead {
        case .names, .someNames: return "FROM person WHERE TRUE"
        case .words, .roles, .group: return "FROM candidate CROSS JOIN person WHERE person.id = candidate.person_id"
        case .place(let organisation):
            return """
                FROM person_place AS place
                CROSS JOIN person
                WHERE place.provider_id = \(scope.provider.id) AND place.organisation_id = \(organisation)
                    AND person.id = place.person_id
                """
        }
    }

    private func candidates(_ scope: Scope, _ reach: Reach, _ lead: SearchLead) -> SQL {
        let rows: SQL
        switch lead {
        case .names, .someNames, .place: return ""
        case .group: rows = groupRows(scope, reach)
        case .roles: rows = roleRows(scope, reach)
        case .words: rows = wordRows(scope) ?? roleRows(scope, reach)
        }
        return """
            candidate (person_id) AS (
                SELECT DISTINCT found.person_id FROM (\(rows)) AS found
                WHERE \(reach.isNear("found.person_id", in: scope.provider.id))
            ),\u{20}
            """
    }

    /// Candidates are near already, and so are most of a place.
    private func nearness(_ reach: Reach, _ lead: SearchLead, _ scope: Scope) -> SQL {
        switch lead {
        case .names, .someNames: "AND \(reach.isNear("person.id", in: scope.provider.id))"
        case .words, .roles, .group, .place: ""
        }
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
    private func onward(_ scope: Scope, _ row: SearchLead.Row) -> SQL {
        func key(_ person: ID<Person>) -> SQL {
            """
            (SELECT bound.sort_key FROM person AS bound
                WHERE bound.provider_id = \(scope.provider.id) AND bound.id = \(person))
            """
        }
        switch place {
        case .start, .end: return ""
        case .after(let person):
            return "AND \(row.key) >= \(key(person)) AND (\(row.key) > \(key(person)) OR \(row.id) > \(person))"
        case .before(let person):
            return "AND \(row.key) <= \(key(person)) AND (\(row.key) < \(key(person)) OR \(row.id) < \(person))"
        }
    }
}
