import Accounts
import Base
import Directory
import Storage
import Web

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
