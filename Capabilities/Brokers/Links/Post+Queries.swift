import Accounts
import Base
import Directory
import Storage

extension Post {
    /// What every person of an account stands for on a day; somebody without roles has one row without a role, and whoever
    /// has a child in care one as guardian.
    static func of(_ account: ID<Account>, on day: Day) -> Query<Post> {
        posts(
            """
            SELECT account_person.provider_id, account_person.person_id FROM account_person
            WHERE account_person.account_id = \(account)
            """, on: day)
    }

    /// What one person stands for on a day.
    static func of(_ person: ID<Person>, in provider: ID<Provider>, on day: Day) -> Query<Post> {
        posts(
            """
            SELECT person.provider_id, person.id AS person_id FROM person
            WHERE person.provider_id = \(provider) AND person.id = \(person)
            """, on: day)
    }

    private static func posts(_ people: SQL, on day: Day) -> Query<Post> {
        Query(
            """
            SELECT known.provider_id, known.person_id, role.role, role.organisation_id
            FROM (\(people)) AS known
            LEFT JOIN role_assignment AS role ON role.provider_id = known.provider_id
                AND role.person_id = known.person_id AND \(.inForce(.role, on: day))
            UNION ALL
            SELECT known.provider_id, known.person_id, 'guardian', NULL
            FROM (\(people)) AS known
            WHERE EXISTS (SELECT 1 FROM guardianship
                WHERE guardianship.provider_id = known.provider_id AND guardianship.guardian_id = known.person_id
                    AND \(.inForce(.guardianship, on: day)))
            """)
    }
}

/// A person of the provider who has a learner number, with the account that stands for the person, if any.
struct LinkCandidate: RowDecodable, Hashable, Sendable {
    let person: ID<Person>
    let name: PersonName
    let isProtected: Bool
    let language: Language?
    let account: ID<Account>?

    init(person: ID<Person>, name: PersonName, isProtected: Bool, language: Language?, account: ID<Account>?) {
        (self.person, self.name, self.isProtected) = (person, name, isProtected)
        (self.language, self.account) = (language, account)
    }

    init(row: inout Row) throws {
        person = try row.next()
        name = PersonName(given: try row.next(), called: try row.next(), family: try row.next())
        isProtected = try row.next()
        language = try row.next(String?.self).flatMap(Language.init(rawValue:))
        account = try row.next()
    }

    private static let columns: SQL = """
        person.id, person.given_names, person.called_name, person.family_name, person.protected, person.language,
        account_person.account_id
        """

    /// Everyone in the register of the provider whose identity code has this keyed hash, once for each account.
    static func with(identity: [UInt8], in provider: ID<Provider>) -> Query<LinkCandidate> {
        Query(
            """
            SELECT \(columns)
            FROM person
            LEFT JOIN account_person ON account_person.provider_id = person.provider_id
                AND account_person.person_id = person.id
            WHERE person.provider_id = \(provider) AND person.id IN \(PersonIdentity.people(with: identity, in: provider))
                AND person.ended_at IS NULL
            ORDER BY person.id, account_person.account_id NULLS FIRST
            """)
    }

    /// The people of an account at a provider of whom another identity code is known, and no administrator has decided.
    static func people(
        of account: ID<Account>, in provider: ID<Provider>, knownOtherThan identity: [UInt8]
    ) -> Query<ID<Person>> {
        Query(
            """
            SELECT DISTINCT person_identity.person_id FROM account_person
            JOIN person_identity ON person_identity.provider_id = account_person.provider_id
                AND person_identity.person_id = account_person.person_id
            WHERE account_person.account_id = \(account) AND account_person.provider_id = \(provider)
                AND person_identity.code_hash <> \(identity) AND NOT \(IdentityRuling.overrules(for: identity))
            ORDER BY person_identity.person_id
            """)
    }

    /// Those of some people at a provider of whom another identity code is known as well.
    static func people(
        among people: [ID<Person>], in provider: ID<Provider>, knownOtherThan identity: [UInt8]
    ) -> Query<ID<Person>> {
        Query(
            """
            SELECT DISTINCT person_identity.person_id FROM person_identity
            WHERE person_identity.provider_id = \(provider) AND person_identity.person_id \(anyOf: people)
                AND person_identity.code_hash <> \(identity) AND NOT \(IdentityRuling.overrules(for: identity))
            ORDER BY person_identity.person_id
            """)
    }

    /// Everyone in the register of the provider with this number on a day, once for each account.
    static func with(
        _ number: LearnerNumber, in provider: ID<Provider>, on day: Day
    ) -> Query<LinkCandidate> {
        Query(
            """
            SELECT \(columns)
            FROM person_identifier
            JOIN person ON person.provider_id = person_identifier.provider_id
                AND person.id = person_identifier.person_id AND person.ended_at IS NULL
            LEFT JOIN account_person ON account_person.provider_id = person.provider_id
                AND account_person.person_id = person.id
            WHERE person_identifier.provider_id = \(provider) AND person_identifier.kind = 'learner_number'
                AND person_identifier.value = \(number.description)
                AND (person_identifier.begins_on IS NULL OR person_identifier.begins_on <= \(day.date))
                AND (person_identifier.ends_on IS NULL OR person_identifier.ends_on > \(day.date))
            ORDER BY person.id, account_person.account_id NULLS FIRST
            """)
    }
}
