import Accounts
import Base
import Directory
import Foundation
import Storage

/// The people whom a page of imports names.
enum ActingPerson {
    static func among(_ accounts: [ID<Account>], in provider: ID<Provider>) -> Query<(ID<Account>, Person)> {
        Query(
            """
            SELECT account_person.account_id, \(Person.columns)
            FROM account_person
            JOIN person ON person.provider_id = account_person.provider_id AND person.id = account_person.person_id
            WHERE account_person.account_id \(anyOf: accounts) AND account_person.provider_id = \(provider)
            """
        ) { (try $0.next(), try Person(row: &$0)) }
    }

    /// Whom these rows of the register are about, whatever kind each of them is.
    static func concerned(by rows: [UUID], in provider: ID<Provider>) -> Query<ID<Person>> {
        Query(
            """
            SELECT id FROM person WHERE provider_id = \(provider) AND id \(anyOf: rows)
            UNION
            SELECT person_id FROM membership WHERE provider_id = \(provider) AND id \(anyOf: rows)
            UNION
            SELECT person_id FROM role_assignment WHERE provider_id = \(provider) AND id \(anyOf: rows)
            UNION
            SELECT child_id FROM guardianship WHERE provider_id = \(provider) AND id \(anyOf: rows)
            UNION
            SELECT guardian_id FROM guardianship WHERE provider_id = \(provider) AND id \(anyOf: rows)
            """)
    }
}
