import Accounts
import Base
import Directory
import Storage
import Web

/// Two records that may be of one person, and why.
struct Duplicate: RowDecodable, Hashable {
    let first: ID<Person>
    let second: ID<Person>
    let ground: LikelyGround

    init(row: inout Row) throws {
        first = try row.next()
        second = try row.next()
        ground = try row.next()
    }

    static let pageSize = 20

    /// The pairs after a place, the strongest ground first, of people whom the role reaches both; one more than a page
    /// when there are more. The walk along the index ends when the page is full.
    static func all(_ scope: Scope, after last: Duplicate?) -> Query<Duplicate> {
        Query(
            """
            \(scope.governed)
            SELECT pair.first_id, pair.second_id, pair.ground
            FROM likely_pair AS pair
            CROSS JOIN person AS one
            CROSS JOIN person AS other
            WHERE pair.provider_id = \(scope.provider.id) AND pair.rank >= \(Int32(last?.ground.rank ?? 1)) \(onward(last))
                AND one.provider_id = \(scope.provider.id) AND one.id = pair.first_id AND one.ended_at IS NULL
                AND other.provider_id = \(scope.provider.id) AND other.id = pair.second_id AND other.ended_at IS NULL
                AND NOT EXISTS (SELECT 1 FROM distinct_pair
                    WHERE distinct_pair.provider_id = \(scope.provider.id)
                        AND distinct_pair.first_id = pair.first_id AND distinct_pair.second_id = pair.second_id)
                AND \(mayBeOne(scope)) AND \(scope.reaches("one")) AND \(scope.reaches("other"))
            ORDER BY pair.rank, pair.first_id, pair.second_id
            LIMIT \(pageSize + 1)
            """)
    }

    /// A guardian and the child are two. A name alone says nothing of a child and somebody who has children, nor of two
    /// guardians who have neither a child nor another guardian of their children in common.
    private static func mayBeOne(_ scope: Scope) -> SQL {
        func guards(_ guardian: SQL, _ child: SQL) -> SQL {
            """
            EXISTS (SELECT 1 FROM guardianship WHERE guardianship.provider_id = \(scope.provider.id)
                AND guardianship.guardian_id = \(guardian).id AND guardianship.child_id = \(child).id)
            """
        }
        func hasChildren(_ person: SQL) -> SQL {
            """
            EXISTS (SELECT 1 FROM guardianship WHERE guardianship.provider_id = \(scope.provider.id)
                AND guardianship.guardian_id = \(person).id)
            """
        }
        let isOneHome: SQL = """
            EXISTS (SELECT 1 FROM guardianship AS mine
                JOIN guardianship AS beside ON beside.provider_id = mine.provider_id AND beside.child_id = mine.child_id
                JOIN guardianship AS near ON near.provider_id = beside.provider_id
                    AND near.guardian_id = beside.guardian_id
                JOIN guardianship AS theirs ON theirs.provider_id = near.provider_id AND theirs.child_id = near.child_id
                WHERE mine.provider_id = \(scope.provider.id) AND mine.guardian_id = one.id
                    AND theirs.guardian_id = other.id)
            """
        func isMinor(_ person: SQL, besideGuardian other: SQL) -> SQL {
            """
            (\(person).birth_date > \(scope.day.adultBirthday) AND \(hasChildren(other)))
            """
        }
        return """
            NOT \(guards("one", "other")) AND NOT \(guards("other", "one"))
                AND (pair.ground <> \(LikelyGround.name)
                    OR (NOT COALESCE(\(isMinor("one", besideGuardian: "other")), \(false))
                        AND NOT COALESCE(\(isMinor("other", besideGuardian: "one")), \(false))
                        AND (NOT \(hasChildren("one")) OR NOT \(hasChildren("other")) OR \(isOneHome))))
            """
    }

    private static func onward(_ last: Duplicate?) -> SQL {
        guard let last else { return "" }
        return """
            AND (pair.rank > \(Int32(last.ground.rank)) OR pair.first_id > \(last.first)
                OR (pair.first_id = \(last.first) AND pair.second_id > \(last.second)))
            """
    }
}

/// Two records of which somebody has said that they are of two people.
struct SaidDistinct: RowDecodable, Hashable {
    let first: ID<Person>
    let second: ID<Person>
    let at: Instant
    let author: Person?

    init(row: inout Row) throws {
        first = try row.next()
        second = try row.next()
        at = try row.next()
        author = try Person.optional(&row)
    }

    private static let columns: SQL = """
        distinct_pair.first_id, distinct_pair.second_id, distinct_pair.said_at, author.id, author.given_names,
        author.called_name, author.family_name, author.year_level, author.protected
        """

    /// Who said it, unless it is somebody protected whom the role does not reach.
    private static func author(_ scope: Scope) -> SQL {
        """
        LEFT JOIN account_person ON account_person.account_id = distinct_pair.account_id
            AND account_person.provider_id = distinct_pair.provider_id
        LEFT JOIN person AS author ON author.provider_id = account_person.provider_id
            AND author.id = account_person.person_id AND (author.protected = \(false) OR \(scope.reaches("author")))
        """
    }

    /// What was said last comes first; said before `last`, one more than a page when there is more.
    static func all(_ scope: Scope, before last: Instant?) -> Query<SaidDistinct> {
        let earlier: SQL = last.map { "AND distinct_pair.said_at < \($0)" } ?? ""
        return Query(
            """
            \(scope.governed)
            SELECT \(columns)
            FROM distinct_pair
            CROSS JOIN person AS one
            CROSS JOIN person AS other
            \(author(scope))
            WHERE distinct_pair.provider_id = \(scope.provider.id) AND distinct_pair.said_at > \(Instant(milliseconds: 0))
                \(earlier)
                AND one.provider_id = \(scope.provider.id) AND one.id = distinct_pair.first_id
                AND other.provider_id = \(scope.provider.id) AND other.id = distinct_pair.second_id
                AND \(scope.reaches("one")) AND \(scope.reaches("other"))
            ORDER BY distinct_pair.said_at DESC, distinct_pair.first_id, distinct_pair.second_id, author.id NULLS LAST
            LIMIT \(Duplicate.pageSize + 1)
            """)
    }

    static func of(_ pair: PersonPair, _ scope: Scope) -> Query<SaidDistinct> {
        Query(
            """
            \(scope.governed)
            SELECT \(columns)
            FROM distinct_pair
            \(author(scope))
            WHERE distinct_pair.provider_id = \(scope.provider.id) AND distinct_pair.first_id = \(pair.first)
                AND distinct_pair.second_id = \(pair.second)
            ORDER BY author.id NULLS LAST
            LIMIT 1
            """)
    }
}

extension Edit {
    /// False when it had been said before.
    func sayDistinct(_ pair: PersonPair) throws -> Bool {
        try writer.run(
            """
            INSERT INTO distinct_pair (provider_id, first_id, second_id, account_id, said_at)
            VALUES (\(provider), \(pair.first), \(pair.second), \(write.viewer.account), \(now))
            ON CONFLICT (provider_id, first_id, second_id) DO NOTHING
            """) == 1
    }

    /// False when it had not been said.
    func takeBackDistinct(_ pair: PersonPair) throws -> Bool {
        try writer.run(
            """
            DELETE FROM distinct_pair
            WHERE provider_id = \(provider) AND first_id = \(pair.first) AND second_id = \(pair.second)
            """) == 1
    }
}

extension FoundPerson {
    /// These people, as lists show them.
    static func all(of people: [ID<Person>], _ scope: Scope) -> Query<FoundPerson> {
        Query(
            """
            SELECT \(Person.columns), person.birth_date, person.ended_at, \(PeopleSearch.homeroom(on: scope.day))
            FROM person
            WHERE person.provider_id = \(scope.provider.id) AND person.id \(anyOf: people)
            """)
    }
}
