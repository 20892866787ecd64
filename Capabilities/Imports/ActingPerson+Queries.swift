import Accounts
import Base
import Directory
import Storage

/// The people whom accounts stand for at a provider.
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
}
