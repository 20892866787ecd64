package import Base
package import Directory
package import Storage

/// How a person signs in, as those see it who help with it; one row for each account of the person.
package struct SignInState: RowDecodable, Hashable {
    package let person: Person
    package let language: Language?
    package let account: ID<Account>?
    package let signInName: String?
    package let hasPassword: Bool
    /// When the open invitation was made and ends; nil when there is none.
    package let invitedAt: Instant?
    package let expiresAt: Instant?

    package init(row: inout Row) throws {
        person = try Person(row: &row)
        language = try row.next(String?.self).flatMap(Language.init(rawValue:))
        account = try row.next()
        signInName = try row.next()
        hasPassword = try row.next()
        invitedAt = try row.next()
        expiresAt = try row.next()
    }

    /// The states of these people, in the order of their names.
    package static func of(
        _ people: [ID<Person>], in provider: ID<Provider>, at now: Instant
    ) -> Query<SignInState> {
        Query(
            """
            SELECT \(Person.columns), person.language, account.id, account.sign_in_name,
                EXISTS (SELECT 1 FROM sign_in_method
                    WHERE sign_in_method.account_id = account.id AND sign_in_method.kind = 'password'),
                invitation.created_at, invitation.expires_at
            FROM person
            LEFT JOIN account_person ON account_person.provider_id = person.provider_id
                AND account_person.person_id = person.id
            LEFT JOIN account ON account.id = account_person.account_id
            LEFT JOIN invitation ON invitation.provider_id = person.provider_id AND invitation.person_id = person.id
                AND invitation.redeemed_at IS NULL AND invitation.revoked_at IS NULL AND invitation.expires_at > \(now)
            WHERE person.provider_id = \(provider) AND person.id \(anyOf: people) AND person.ended_at IS NULL
            ORDER BY person.sort_key, person.id, account.id NULLS LAST
            """)
    }
}

/// Something that a person, or an account of the person, stands for anywhere.
package struct Standing: RowDecodable, Hashable {
    /// Who was asked about.
    package let asked: ID<Person>
    package let provider: ID<Provider>
    package let person: ID<Person>
    package let role: Role?
    package let isGuardian: Bool

    package init(row: inout Row) throws {
        asked = try row.next()
        provider = try row.next()
        person = try row.next()
        role = try row.next()
        isGuardian = try row.next()
    }

    /// All that these people and their accounts stand for, now or from a later day on.
    package static func around(_ people: [ID<Person>], in provider: ID<Provider>, on day: Day) -> Query<Standing> {
        Query(
            """
            SELECT known.asked_id, known.provider_id, known.person_id, role.role,
                EXISTS (SELECT 1 FROM guardianship
                    WHERE guardianship.provider_id = known.provider_id AND guardianship.guardian_id = known.person_id
                        AND guardianship.ended_at IS NULL
                        AND (guardianship.ends_on IS NULL OR guardianship.ends_on > \(day.date)))
            FROM (
                SELECT person.id AS asked_id, person.provider_id, person.id AS person_id
                FROM person
                WHERE person.provider_id = \(provider) AND person.id \(anyOf: people)
                UNION
                SELECT own.person_id, other.provider_id, other.person_id
                FROM account_person AS own
                JOIN account_person AS other ON other.account_id = own.account_id
                WHERE own.provider_id = \(provider) AND own.person_id \(anyOf: people)
            ) AS known
            LEFT JOIN role_assignment AS role ON role.provider_id = known.provider_id
                AND role.person_id = known.person_id AND role.ended_at IS NULL
                AND (role.ends_on IS NULL OR role.ends_on > \(day.date))
            ORDER BY known.asked_id, known.provider_id, known.person_id, role.role NULLS LAST
            """)
    }
}

/// Who may renew whose way in. Whoever does it could sign in in the person's place, so nobody may for one who can do
/// more than they can, here or anywhere.
package enum SignInHelp {
    /// - Parameter standings: all of `Standing.around` for the person.
    package static func may(
        _ helper: Role, help person: ID<Person>, _ standings: [Standing], in provider: ID<Provider>
    ) -> Bool {
        let own = standings.filter { $0.asked == person }
        guard !own.isEmpty, own.allSatisfy({ $0.provider == provider }) else { return false }
        switch helper {
        case .administrator: return true
        case .office:
            return own.allSatisfy { [nil, .pupil, .guardian, .teacher, .assistant].contains($0.role) }
        case .teacher:
            return own.allSatisfy { $0.person == person && [nil, .pupil].contains($0.role) && !$0.isGuardian }
        case .pupil, .guardian, .principal, .assistant: return false
        }
    }
}
