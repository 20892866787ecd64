import Base
import Directory
import Storage

/// What decides whose names are told between the homes of a child.
enum HomePerson {
    static func isProtected(_ person: ID<Person>, in provider: ID<Provider>) -> Query<Bool> {
        Query(
            """
            SELECT person.protected FROM person
            WHERE person.provider_id = \(provider) AND person.id = \(person)
            """)
    }
}
