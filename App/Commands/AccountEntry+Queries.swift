import Accounts
import Base
import Directory
import Storage

extension AccountEntry {
    /// The account under a folded name.
    static func behind(_ name: String) -> Query<AccountEntry> {
        Query("SELECT id, sign_in_name, created_at, language FROM account WHERE sign_in_name = \(name)") { row in
            AccountEntry(
                account: try row.next(), name: try row.next(), createdAt: try row.next(), language: try row.next())
        }
    }

    /// The providers whose persons the account stands for.
    var providers: Query<ID<Provider>> {
        Query("SELECT DISTINCT provider_id FROM account_person WHERE account_id = \(account) ORDER BY provider_id")
    }

    /// Provider, source id and roles of each person, a role a line.
    func persons(on day: Day) -> Query<String> {
        Query(
            """
            SELECT provider.slug, person.source_id, role.role
            FROM account_person
            JOIN provider ON provider.id = account_person.provider_id
            JOIN person ON person.provider_id = account_person.provider_id AND person.id = account_person.person_id
            LEFT JOIN role_assignment AS role ON role.provider_id = person.provider_id AND role.person_id = person.id
                AND \(.inForce(.role, on: day))
            WHERE account_person.account_id = \(account)
            ORDER BY provider.slug, person.source_id, role.role NULLS LAST
            """
        ) { row in
            let (slug, source) = (try row.next(String.self), try row.next(String.self))
            return "\(source) at \(slug), \(try row.next(String?.self) ?? "no role")"
        }
    }

    /// Accounts of a provider by name, with the roles in force and the last use of a session.
    static func rows(of provider: ID<Provider>, role: Role?, _ limit: Int32, on day: Day) -> Query<Listed> {
        Query(
            """
            SELECT account.sign_in_name, account.created_at, MIN(role.role), MAX(role.role), COUNT(DISTINCT role.role),
                (SELECT MAX(session.used_at) FROM session WHERE session.account_id = account.id)
            FROM account_person
            JOIN account ON account.id = account_person.account_id
            LEFT JOIN role_assignment AS role ON role.provider_id = account_person.provider_id
                AND role.person_id = account_person.person_id AND \(.inForce(.role, on: day))
            WHERE account_person.provider_id = \(provider) AND (\(role) IS NULL OR role.role = \(role))
            GROUP BY account.id, account.sign_in_name, account.created_at
            ORDER BY account.sign_in_name
            LIMIT \(limit)
            """
        ) { row in
            let (name, createdAt) = (try row.next(String.self), try row.next(Instant.self))
            let (first, last, count) = (
                try row.next(String?.self), try row.next(String?.self), try row.next(Int64.self)
            )
            let roles = first == last ? [first] : [first, count > 2 ? "…" : nil, last]
            return Listed(
                name: name, roles: roles.compactMap { $0 }.joined(separator: ", "), createdAt: createdAt,
                usedAt: try row.next())
        }
    }
}
