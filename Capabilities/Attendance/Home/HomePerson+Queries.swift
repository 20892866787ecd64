import Base
import Directory
import Storage

/// What decides who answers for absences, and whose names are told.
struct HomePerson: RowDecodable {
    let id: ID<Person>
    let birthDate: CivilDate?
    let isProtected: Bool

    init(row: inout Row) throws {
        (id, birthDate, isProtected) = (try row.next(), try row.next(), try row.next())
    }

    /// Someone whose birth date nobody knows may be an adult.
    func isMinor(on day: Day) -> Bool { birthDate.map { $0 > day.adultBirthday } ?? false }

    static func all(_ persons: [ID<Person>], in provider: ID<Provider>) -> Query<HomePerson> {
        Query(
            """
            SELECT person.id, person.birth_date, person.protected
            FROM person
            WHERE person.provider_id = \(provider) AND person.id \(anyOf: persons)
            """)
    }
}
