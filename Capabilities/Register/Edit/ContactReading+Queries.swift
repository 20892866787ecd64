import Accounts
import Audit
import Base
import Directory
import Storage

/// A reason that was given for seeing somebody's contact details.
struct ContactReading: RowDecodable {
    let reason: String

    private static let minutesValid: Int64 = 15

    init(row: inout Row) throws {
        reason = try row.next(JSONDocument.self).decoded(as: [String: String].self)["reason"] ?? ""
    }

    /// The reading, if this account gave the reason a moment ago.
    static func own(
        _ reading: ID<Change>, of person: ID<Person>, by account: ID<Account>, at now: Instant, _ scope: Scope
    ) -> Query<ContactReading> {
        Query(
            """
            SELECT change_detail.after_value
            FROM change_log
            JOIN change_detail ON change_detail.provider_id = change_log.provider_id
                AND change_detail.change_id = change_log.id
            WHERE change_log.provider_id = \(scope.provider.id) AND change_log.id = \(reading)
                AND change_log.action = \(Action.contactRead.rawValue) AND change_log.entity_id = \(person.uuid)
                AND change_log.account_id = \(account.uuid)
                AND change_log.changed_at > \(now.adding(minutes: -minutesValid))
            """)
    }
}

extension Contact {
    /// Every way to reach the person.
    static func all(of person: ID<Person>, in provider: ID<Provider>) -> Query<Contact> {
        Query(
            """
            SELECT contact.person_id, contact.kind, contact.value
            FROM contact
            WHERE contact.provider_id = \(provider) AND contact.person_id = \(person)
            ORDER BY contact.kind
            """)
    }
}
