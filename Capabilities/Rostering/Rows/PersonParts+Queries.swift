import Base
import Directory
import Foundation
import Storage

/// The rows that hang on a person: identifiers are dated and stay, contact details are replaced.
enum PersonParts {
    static let identifiers = BulkTable("person_identifier", ["provider_id", "id", "person_id", "kind", "value"])
    static let contacts = BulkTable("contact", ["provider_id", "id", "person_id", "kind", "value"])

    static let identities = BulkTable(
        "person_identity", ["provider_id", "person_id", "source", "code_hash", "known_at"])

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

    /// What the register has said of identity codes; what logins have shown is not the register's.
    static func identities(of people: [UUID], in provider: ID<Provider>) -> Query<(UUID, String)> {
        Query(
            """
            SELECT person_id, code_hash FROM person_identity
            WHERE provider_id = \(provider) AND person_id \(anyOf: people)
                AND source = \(PersonIdentity.Source.register)
            """
        ) { (try $0.next(), Base64URL.text(try $0.next([UInt8].self))) }
    }

    static func identity(_ hash: String, of person: UUID, provider: ID<Provider>, at now: Instant) -> [Bound] {
        [
            Bound(provider), Bound(person), Bound(PersonIdentity.Source.register), Bound(Base64URL.bytes(hash) ?? []),
            Bound(now),
        ]
    }

    static func removeIdentity(of person: UUID, provider: ID<Provider>) -> SQL {
        """
        DELETE FROM person_identity
        WHERE provider_id = \(provider) AND person_id = \(person) AND source = \(PersonIdentity.Source.register)
        """
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
