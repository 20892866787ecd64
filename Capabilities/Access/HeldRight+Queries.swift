import Accounts
import Base
import Directory
import Storage

/// A role that somebody holds, with where it came from.
struct HeldRight: RowDecodable {
    let person: Person
    let role: Role
    let place: String
    let id: ID<RoleAssignment>
    let beginsOn: CivilDate?
    let source: String
    /// The account that gave it by hand or made its invitation, as far as that is kept.
    let givenBy: ID<Account>?

    init(row: inout Row) throws {
        person = try Person(row: &row)
        role = try row.next()
        place = try row.next()
        id = try row.next()
        beginsOn = try row.next()
        source = try row.next()
        givenBy = try row.next()
    }

    static let pageSize = 50

    /// Roles of staff in force at what one of `overseers` governs, by name; one more than a page shows.
    static func held(
        _ roles: [Role], after: Place?, by overseers: [ID<Person>], as role: Role, in provider: ID<Provider>,
        on day: Day
    ) -> Query<HeldRight> {
        Query(
            """
            \(Organisation.governedTable(by: overseers, as: role, in: provider, on: day))
            SELECT \(Person.columns), role.role, organisation.name, role.id, role.begins_on, role.source,
                COALESCE(
                    (SELECT change_log.account_id FROM change_log
                        WHERE change_log.provider_id = role.provider_id AND change_log.entity = 'role_assignment'
                            AND change_log.entity_id = role.id
                        ORDER BY change_log.changed_at LIMIT 1),
                    (SELECT invitation.created_by FROM invitation
                        WHERE invitation.provider_id = role.provider_id AND invitation.person_id = role.person_id
                            AND role.source = 'invitation' AND invitation.redeemed_at IS NOT NULL
                        ORDER BY invitation.redeemed_at DESC LIMIT 1))
            FROM role_assignment AS role
            JOIN organisation ON organisation.provider_id = role.provider_id AND organisation.id = role.organisation_id
            JOIN person ON person.provider_id = role.provider_id AND person.id = role.person_id
            WHERE role.provider_id = \(provider) AND role.organisation_id IN (SELECT governed.id FROM governed)
                AND role.role \(anyOf: roles) AND \(.inForce(.role, on: day)) AND person.ended_at IS NULL
                \(following(after))
            ORDER BY person.sort_key, role.id
            LIMIT \(pageSize + 1)
            """)
    }

    private static func following(_ place: Place?) -> SQL {
        guard let place else { return "" }
        return """
            AND (person.sort_key > \(place.sortKey)
                OR (person.sort_key = \(place.sortKey) AND role.id > \(place.role)))
            """
    }

    /// A place in the list; the name itself stays out of the address of the page.
    struct Place: RowDecodable {
        let sortKey: String
        let role: ID<RoleAssignment>

        init(row: inout Row) throws {
            sortKey = try row.next()
            role = try row.next()
        }

        static func of(_ role: ID<RoleAssignment>, in provider: ID<Provider>) -> Query<Place> {
            Query(
                """
                SELECT person.sort_key, role.id
                FROM role_assignment AS role
                JOIN person ON person.provider_id = role.provider_id AND person.id = role.person_id
                WHERE role.provider_id = \(provider) AND role.id = \(role)
                """)
        }
    }
}

/// The person at the provider for whom an account stands, to name who gave a right.
struct Giver: RowDecodable {
    let account: ID<Account>
    let person: Person

    init(row: inout Row) throws {
        account = try row.next()
        person = try Person(row: &row)
    }

    static func of(_ accounts: [ID<Account>], in provider: ID<Provider>) -> Query<Giver> {
        Query(
            """
            SELECT account_person.account_id, \(Person.columns)
            FROM account_person
            JOIN person ON person.provider_id = account_person.provider_id AND person.id = account_person.person_id
            WHERE account_person.account_id \(anyOf: accounts) AND account_person.provider_id = \(provider)
            ORDER BY account_person.account_id, person.id
            """)
    }
}
