package import Base
package import Directory
package import Storage

/// A single-use code, bound to one person record, that lets its holder make an account or add the person to their own.
package struct Invitation: RowDecodable {
    package let id: ID<Invitation>
    package let provider: Provider
    package let person: ID<Person>
    package let name: PersonName
    package let language: Language?
    package let makesAdministrator: Bool
    package let isProtected: Bool
    /// The account whose sign-in it restores, with its name; nil when it is for one who has no account yet.
    package let account: ID<Account>?
    package let signInName: String?

    package static let daysValid: Int64 = 30

    package init(row: inout Row) throws {
        id = try row.next()
        provider = try Provider(row: &row)
        person = try row.next()
        name = PersonName(given: try row.next(), called: try row.next(), family: try row.next())
        language = try row.next(String?.self).flatMap(Language.init(rawValue:))
        makesAdministrator = try row.next()
        isProtected = try row.next()
        account = try row.next()
        signInName = try row.next()
    }
}
