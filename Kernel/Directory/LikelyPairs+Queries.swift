import Base
import Storage

extension LikelyGround: ColumnValue {}

/// Keeps `likely_pair` up to date, so that a list of likely duplicates need not look for them.
///
/// A value that very many share says nothing of one person, and comparing all of them would cost; such crowds are left
/// out.
enum LikelyPairs {
    private static let table = BulkTable("likely_pair", ["provider_id", "first_id", "second_id", "ground", "rank"])
    /// Above every character of a name.
    private static let highest = "\u{10FFFF}"
    /// So many namesakes are compared by their contact details; fewer than `rare` are alike by name alone.
    private static let (crowd, rare) = (50, 4)

    /// Replaces the pairs that these people are part of. Their identifiers and contact details MUST be written before.
    static func refresh(_ people: [ID<Person>], in provider: ID<Provider>, _ writer: any Writer) throws {
        let subjects = Subjects(people: people, provider: provider)
        var found: [PersonPair: LikelyGround] = [:]
        func add(_ one: ID<Person>, _ other: ID<Person>, _ ground: LikelyGround) {
            guard let pair = PersonPair(one, other) else { return }
            found[pair] = found[pair].map { $0.rank < ground.rank ? $0 : ground } ?? ground
        }
        for (one, other) in try writer.all(subjects.withSameIdentifier) { add(one, other, .identity) }
        try writer.forEach(subjects.bornTogether) { row in
            let (one, other) = (try Born(row: &row), try Born(row: &row))
            if one.name.sortKey == other.name.sortKey {
                add(one.id, other.id, .nameAndBirth)
            } else if Likeness.isAlike(one.name, other.name) {
                add(one.id, other.id, .likeNameAndBirth)
            }
        }
        for (one, other, hasSameContact) in try writer.all(subjects.namesakes) {
            add(one, other, hasSameContact ? .nameAndContact : .name)
        }
        try writer.run(subjects.removal("first_id"))
        try writer.run(subjects.removal("second_id"))
        try writer.load(
            table,
            found.lazy.map { pair, ground in
                [Bound(provider), Bound(pair.first), Bound(pair.second), Bound(ground), Bound(Int32(ground.rank))]
            })
    }

    private struct Born: RowDecodable {
        let id: ID<Person>
        let name: PersonName

        init(row: inout Row) throws {
            id = try row.next()
            name = PersonName(given: try row.next(), called: try row.next(), family: try row.next())
        }
    }

    /// The people whose pairs are looked for.
    private struct Subjects {
        let people: [ID<Person>]
        let provider: ID<Provider>

        func removal(_ side: SQL) -> SQL {
            "DELETE FROM likely_pair WHERE provider_id = \(provider) AND \(side) \(anyOf: people)"
        }

        var withSameIdentifier: Query<(ID<Person>, ID<Person>)> {
            Query(
                """
                SELECT one.person_id, other.person_id
                FROM person_identifier AS one
                CROSS JOIN person_identifier AS other
                CROSS JOIN person AS own
                CROSS JOIN person AS second
                WHERE one.provider_id = \(provider) AND one.person_id \(anyOf: people) AND one.kind <> 'teacher_code'
                    AND (SELECT COUNT(*) FROM (SELECT 1 FROM person_identifier AS same
                        WHERE same.provider_id = one.provider_id AND same.kind = one.kind AND same.value = one.value
                        LIMIT 21) AS counted) <= 20
                    AND other.provider_id = one.provider_id AND other.kind = one.kind AND other.value = one.value
                    AND other.person_id <> one.person_id
                    AND own.provider_id = one.provider_id AND own.id = one.person_id AND own.ended_at IS NULL
                    AND second.provider_id = one.provider_id AND second.id = other.person_id
                    AND second.ended_at IS NULL
                """
            ) { (try $0.next(), try $0.next()) }
        }

        /// Born on one day, with the same first letter of the family name.
        var bornTogether: SQL {
            """
            SELECT own.id, own.given_names, own.called_name, own.family_name,
                other.id, other.given_names, other.called_name, other.family_name
            FROM person AS own
            CROSS JOIN person AS other
            WHERE own.provider_id = \(provider) AND own.id \(anyOf: people) AND own.birth_date IS NOT NULL
                AND own.ended_at IS NULL
                AND (SELECT COUNT(*) FROM (SELECT 1 FROM person AS near WHERE \(near("near")) LIMIT 101) AS counted)
                    <= 100
                AND \(near("other")) AND other.ended_at IS NULL AND other.id <> own.id
            """
        }

        private func near(_ alias: SQL) -> SQL {
            """
            \(alias).provider_id = own.provider_id AND \(alias).birth_date = own.birth_date
                AND \(alias).sort_key >= substr(own.sort_key, 1, 1)
                AND \(alias).sort_key < substr(own.sort_key, 1, 1) || \(highest)
            """
        }

        /// People of the same name, one of them without a birth date, and whether they have a way to reach them in common;
        /// nothing is told of the contact details of protected people.
        var namesakes: Query<(ID<Person>, ID<Person>, Bool)> {
            let hasSameContact: SQL = """
                (own.protected = \(false) AND other.protected = \(false) AND EXISTS (SELECT 1 FROM contact AS mine
                    JOIN contact AS theirs ON theirs.provider_id = mine.provider_id AND theirs.kind = mine.kind
                        AND theirs.value = mine.value
                    WHERE mine.provider_id = own.provider_id AND mine.person_id = own.id
                        AND theirs.provider_id = own.provider_id AND theirs.person_id = other.id))
                """
            return Query(
                """
                WITH own AS (
                    SELECT person.provider_id, person.id, person.sort_key, person.birth_date, person.protected,
                        (SELECT COUNT(*) FROM (SELECT 1 FROM person AS same
                            WHERE same.provider_id = person.provider_id AND same.sort_key = person.sort_key
                                AND same.ended_at IS NULL LIMIT \(crowd + 1)) AS counted) AS namesakes
                    FROM person
                    WHERE person.provider_id = \(provider) AND person.id \(anyOf: people) AND person.ended_at IS NULL
                )
                SELECT own.id, other.id, \(hasSameContact)
                FROM own CROSS JOIN person AS other
                WHERE own.namesakes BETWEEN 2 AND \(crowd)
                    AND other.provider_id = \(provider) AND other.sort_key = own.sort_key AND other.ended_at IS NULL
                    AND other.id <> own.id AND (own.birth_date IS NULL OR other.birth_date IS NULL)
                    AND (own.namesakes < \(rare) OR \(hasSameContact))
                """
            ) { (try $0.next(), try $0.next(), try $0.next()) }
        }
    }
}
