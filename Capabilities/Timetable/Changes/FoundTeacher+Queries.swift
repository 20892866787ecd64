import Base
import Directory
import Storage

/// A teacher whom somebody looks for by name or code, with the schools that tell namesakes apart.
struct FoundTeacher: Sendable {
    let person: Person
    let schools: [String]

    /// At most so many are offered to choose from.
    static let most = 20

    /// The teachers of `own` schools, and with `elsewhere` of the provider's others, by any part of each word of their name
    /// or by their code in timetable programs. Who is protected is found at the own schools alone.
    static func all(
        _ typed: String, at own: [ID<Organisation>], elsewhere: Bool, in provider: ID<Provider>, on day: Day,
        _ reader: any Reader
    ) throws -> [FoundTeacher] {
        let terms = SearchKey.of(typed).split(separator: " ").map(String.init).sorted { $0.count > $1.count }
        guard let term = terms.first else { return [] }
        var found: [FoundTeacher] = []
        for (person, school, code) in try reader.all(rows(term, typed, own, elsewhere, provider, day)) {
            let name = SearchKey.of(person.name.full)
            guard code == typed || terms.allSatisfy({ name.contains($0) }) else { continue }
            if let place = found.firstIndex(where: { $0.person.id == person.id }) {
                if !found[place].schools.contains(school) {
                    found[place] = FoundTeacher(person: person, schools: found[place].schools + [school])
                }
            } else {
                found.append(FoundTeacher(person: person, schools: [school]))
            }
        }
        let exact = found.filter { SearchKey.of($0.person.name.full) == SearchKey.of(typed) }
        return exact.count == 1 ? exact : found
    }

    private static func rows(
        _ term: String, _ code: String, _ own: [ID<Organisation>], _ elsewhere: Bool, _ provider: ID<Provider>,
        _ day: Day
    ) -> Query<(Person, String, String?)> {
        Query(
            """
            WITH found (person_id, code) AS (
                SELECT person_word.person_id, NULL
                FROM name_part
                JOIN person_word ON person_word.provider_id = name_part.provider_id
                    AND person_word.word = name_part.word
                WHERE name_part.provider_id = \(provider) AND \(NameIndex.begins(with: term))
                UNION
                SELECT person_identifier.person_id, person_identifier.value
                FROM person_identifier
                WHERE person_identifier.provider_id = \(provider) AND person_identifier.kind = 'teacher_code'
                    AND person_identifier.value = \(code)
            )
            SELECT \(Person.columns), organisation.name, found.code
            FROM found
            CROSS JOIN role_assignment AS role
            CROSS JOIN person
            CROSS JOIN organisation
            WHERE role.provider_id = \(provider) AND role.person_id = found.person_id AND role.role = 'teacher'
                AND \(.inForce(.role, on: day)) AND person.provider_id = role.provider_id
                AND person.id = role.person_id AND person.ended_at IS NULL
                AND organisation.provider_id = role.provider_id AND organisation.id = role.organisation_id
                AND (role.organisation_id \(anyOf: own) OR (person.protected = \(false) AND \(elsewhere)))
            ORDER BY person.sort_key, person.id, organisation.sort_key
            LIMIT 200
            """
        ) { row in (try Person(row: &row), try row.next(), try row.next()) }
    }
}

/// A group that somebody looks for by its name.
enum FoundGroup {
    static func all(
        at schools: [ID<Organisation>], in provider: ID<Provider>
    ) -> Query<SchoolGroup> {
        Query(
            """
            SELECT \(SchoolGroup.columns)
            FROM school_group
            JOIN organisation ON organisation.provider_id = school_group.provider_id
                AND organisation.id = school_group.organisation_id
            WHERE school_group.provider_id = \(provider) AND school_group.organisation_id \(anyOf: schools)
                AND school_group.ended_at IS NULL
            ORDER BY school_group.kind, school_group.sort_key, school_group.id
            """)
    }
}
