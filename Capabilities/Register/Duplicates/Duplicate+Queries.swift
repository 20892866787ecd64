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

    /// One page of pairs after a pair, the strongest ground first, of people whom the role reaches both; one more than a
    /// page when there are more. Each ground is walked along its index from the pair on.
    static func page(_ scope: Scope, after last: Duplicate?, in reader: any Reader) throws -> [Duplicate] {
        let reach = try Reach(scope, in: reader)
        guard let last else { return try reader.all(pairs(scope, reach, "pair.rank > 0")) }
        let rank = Int32(last.ground.rank)
        let same = try reader.all(
            pairs(
                scope, reach,
                """
                pair.rank = \(rank) AND pair.first_id >= \(last.first)
                    AND (pair.first_id > \(last.first) OR pair.second_id > \(last.second))
                """))
        guard same.count <= pageSize else { return same }
        let weaker = try reader.all(pairs(scope, reach, "pair.rank > \(rank)"))
        return Array((same + weaker).prefix(pageSize + 1))
    }

    private static func pairs(_ scope: Scope, _ reach: Reach, _ which: SQL) -> Query<Duplicate> {
        Query(
            """
            SELECT pair.first_id, pair.second_id, pair.ground
            \(from(reach, in: scope.provider.id)) AND pair.provider_id = \(scope.provider.id) AND \(which)
                AND \(reach.isNear("pair.first_id", in: scope.provider.id))
                AND \(reach.isNear("pair.second_id", in: scope.provider.id))
                AND one.provider_id = pair.provider_id AND one.id = pair.first_id AND one.ended_at IS NULL
                AND other.provider_id = pair.provider_id AND other.id = pair.second_id AND other.ended_at IS NULL
                AND NOT \(isSaidDistinct(in: scope.provider.id))
                AND \(mayBeOne(scope)) AND \(reach.reaches("one", scope)) AND \(reach.reaches("other", scope))
            ORDER BY pair.rank, pair.first_id, pair.second_id
            LIMIT \(pageSize + 1)
            """)
    }

    /// Of one school, its people are gone through: they are fewer than a provider's pairs.
    private static func from(_ reach: Reach, in provider: ID<Provider>) -> SQL {
        let both: SQL = "likely_pair AS pair CROSS JOIN person AS one CROSS JOIN person AS other"
        guard let place = reach.only else { return "FROM \(both) WHERE TRUE" }
        return """
            FROM person_place AS place CROSS JOIN \(both)
            WHERE place.provider_id = \(provider) AND place.organisation_id = \(place)
                AND pair.first_id = place.person_id
            """
    }

    private static func isSaidDistinct(in provider: ID<Provider>) -> SQL {
        .any(
            """
            distinct_pair WHERE distinct_pair.provider_id = \(provider)
                AND distinct_pair.first_id = pair.first_id AND distinct_pair.second_id = pair.second_id
            """)
    }

    /// A guardian and the child are two. A name alone says nothing of a child and somebody who has children, nor of two
    /// guardians who have neither a child nor another guardian of their children in common.
    private static func mayBeOne(_ scope: Scope) -> SQL {
        func guards(_ guardian: SQL, _ child: SQL) -> SQL {
            .any(
                """
                guardianship WHERE guardianship.provider_id = \(scope.provider.id)
                    AND guardianship.guardian_id = \(guardian).id AND guardianship.child_id = \(child).id
                """)
        }
        func hasChildren(_ person: SQL) -> SQL {
            .any(
                """
                guardianship WHERE guardianship.provider_id = \(scope.provider.id)
                    AND guardianship.guardian_id = \(person).id
                """)
        }
        let isOneHome = SQL.any(
            """
            guardianship AS mine
                CROSS JOIN guardianship AS beside
                CROSS JOIN guardianship AS near
                CROSS JOIN guardianship AS theirs
                WHERE mine.provider_id = \(scope.provider.id) AND mine.guardian_id = one.id
                    AND beside.provider_id = mine.provider_id AND beside.child_id = mine.child_id
                    AND near.provider_id = beside.provider_id AND near.guardian_id = beside.guardian_id
                    AND theirs.provider_id = near.provider_id AND theirs.child_id = near.child_id
                    AND theirs.guardian_id = other.id
            """)
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
