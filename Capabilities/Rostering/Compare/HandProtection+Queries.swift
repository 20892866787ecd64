import Base
import Directory
import Foundation
import Storage

/// What was done by hand about the protection of a person, as the change log names it.
enum HandProtection {
    static let set = "protect"

    /// The last of it.
    static func last(of person: UUID, in provider: ID<Provider>) -> Query<String> {
        Query(
            """
            SELECT change_log.action
            FROM change_subject
            JOIN change_log ON change_log.provider_id = change_subject.provider_id
                AND change_log.id = change_subject.change_id
            WHERE change_subject.provider_id = \(provider) AND change_subject.subject_id = \(person)
                AND change_log.entity_id = \(person) AND change_log.action \(anyOf: [set, "unprotect"])
            ORDER BY change_subject.change_id DESC
            LIMIT 1
            """)
    }
}
