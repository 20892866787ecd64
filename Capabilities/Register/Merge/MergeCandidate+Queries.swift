import Base
import Directory
import Storage

/// Somebody who may be the same person.
struct MergeCandidate: RowDecodable, Hashable {
    let found: FoundPerson
    let hasSameNumber: Bool

    init(row: inout Row) throws {
        hasSameNumber = try row.next()
        found = try FoundPerson(row: &row)
    }

    /// Who has the same learner number, or was born on the same day; the names are compared by the caller.
    static func of(_ person: ID<Person>, _ scope: Scope) -> Query<MergeCandidate> {
        Query(
            """
            \(scope.governed), candidate (person_id, same_number) AS (
                SELECT other.person_id, 1
                FROM person_identifier AS own
                JOIN person_identifier AS other ON other.provider_id = own.provider_id AND other.kind = own.kind
                    AND other.value = own.value AND other.person_id <> own.person_id
                WHERE own.provider_id = \(scope.provider.id) AND own.person_id = \(person)
                    AND own.kind = 'learner_number'
                UNION
                SELECT other.id, 0
                FROM person AS own
                JOIN person AS other ON other.provider_id = own.provider_id AND other.birth_date = own.birth_date
                    AND other.id <> own.id
                WHERE own.provider_id = \(scope.provider.id) AND own.id = \(person)
            )
            SELECT candidate.same_number = 1, \(Person.columns), person.birth_date, person.ended_at, NULL
            FROM candidate CROSS JOIN person
            WHERE person.provider_id = \(scope.provider.id) AND person.id = candidate.person_id
                AND person.ended_at IS NULL AND \(scope.reaches("person"))
                AND NOT EXISTS (SELECT 1 FROM distinct_pair
                    WHERE distinct_pair.provider_id = \(scope.provider.id) AND distinct_pair.first_id = person.id
                        AND distinct_pair.second_id = \(person))
                AND NOT EXISTS (SELECT 1 FROM distinct_pair
                    WHERE distinct_pair.provider_id = \(scope.provider.id) AND distinct_pair.first_id = \(person)
                        AND distinct_pair.second_id = person.id)
            ORDER BY candidate.same_number DESC, person.sort_key, person.id
            LIMIT 500
            """)
    }
}

/// A record that has been merged into another.
struct DoneMerge: RowDecodable, Hashable {
    let id: ID<PersonMerge>
    let at: Instant
    let merged: Person

    init(row: inout Row) throws {
        id = try row.next()
        at = try row.next()
        merged = try Person(row: &row)
    }

    static func into(_ kept: ID<Person>, in provider: ID<Provider>) -> Query<DoneMerge> {
        Query(
            """
            SELECT person_merge.id, person_merge.merged_at, \(Person.columns)
            FROM person_merge
            JOIN person ON person.provider_id = person_merge.provider_id AND person.id = person_merge.merged_id
            WHERE person_merge.provider_id = \(provider) AND person_merge.kept_id = \(kept)
                AND person_merge.undone_at IS NULL
            ORDER BY person_merge.merged_at DESC, person_merge.id DESC
            """)
    }
}
