import Accounts
import Base
import Directory

/// One saving of a lesson's register; the highest revision is the register.
struct RegisterSaving: Hashable, Sendable {
    let id: ID<RegisterSaving>
    let revision: Int
    /// Who was on the list.
    let pupils: Set<ID<Person>>
    let savedAt: Instant
    let account: ID<Account>
    let person: ID<Person>
    let name: PersonName
}
