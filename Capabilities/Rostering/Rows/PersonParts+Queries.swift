import Base
import Directory
import Foundation
import Storage

/// The rows that hang on a person: identifiers are dated and stay, contact details are replaced.
enum PersonParts {
    static let identifiers = BulkTable("person_identifier", ["provider_id", "id", "person_id", "kind", "value"])
    static let contacts = BulkTable("contact", ["provider_id", "id", "person_id", "kind", "value"])

    /// The identifiers in force of these people.
    static func identifiers(of people: [UUID], in provider: ID<Provider>) -> Query<(UUID, Identifier)> {
        Query(
            """
            SELECT person_id, kind, value FROM person_identifier
            WHERE provider_id = \(provider) AND person_id \(anyOf: people) AND ends_on IS NULL
            """
        ) { (try $0.next(), Identifier(kind: try $0.next(), value: try $0.next())) }
    }

    static func contacts(of people: [UUID], in provider: ID<Provider>) -> Query<(UUID, Contact)> {
        Query(
            """
            SELECT person_id, kind, value FROM contact
            WHERE provider_id = \(provider) AND person_id \(anyOf: people)
            """
        ) { (try $0.next(), Contact(kind: try $0.next(), value: try $0.next())) }
    }

    /// An identifier that was ended before comes into force again.
    static func add(_ identifier: Identifier, id: UUID, person: UUID, provider: ID<Provider>) -> SQL {
        """
        INSERT INTO person_identifier (provider_id, id, person_id, kind, value)
        VALUES (\(provider), \(id), \(person), \(identifier.kind), \(identifier.value))
        ON CONFLICT (provider_id, kind, value, person_id) DO UPDATE SET ends_on = NULL
        """
    }

    static func end(_ identifier: Identifier, person: UUID, provider: ID<Provider>, on day: CivilDate) -> SQL {
        """
        UPDATE person_identifier SET ends_on = \(day)
        WHERE provider_id = \(provider) AND person_id = \(person) AND kind = \(identifier.kind)
            AND value = \(identifier.value)
        """
    }

    static func set(_ contact: Contact, id: UUID, person: UUID, provider: ID<Provider>) -> SQL {
        """
        INSERT INTO contact (provider_id, id, person_id, kind, value)
        VALUES (\(provider), \(id), \(person), \(contact.kind), \(contact.value))
        ON CONFLICT (provider_id, person_id, kind) DO UPDATE SET value = excluded.value
        """
    }

    static func remove(_ contact: Contact, person: UUID, provider: ID<Provider>) -> SQL {
        "DELETE FROM contact WHERE provider_id = \(provider) AND person_id = \(person) AND kind = \(contact.kind)"
    }
}
