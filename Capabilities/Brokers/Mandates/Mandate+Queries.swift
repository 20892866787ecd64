import Accounts
import Audit
import Base
import Directory
import Storage

extension MandateChild {
    /// Everybody of a provider whose identity code has this keyed hash.
    static func with(_ identity: [UInt8], in provider: ID<Provider>) -> Query<MandateChild> {
        Query(
            """
            SELECT person.id, person.birth_date, person.protected FROM person
            WHERE person.provider_id = \(provider) AND person.id IN \(PersonIdentity.people(with: identity, in: provider))
                AND person.ended_at IS NULL
            ORDER BY person.id
            """)
    }
}

extension MandateBond {
    /// What there is or was between a child and any of these people.
    static func of(
        _ child: ID<Person>, _ people: [ID<Person>], in provider: ID<Provider>
    ) -> Query<MandateBond> {
        Query(
            """
            SELECT guardianship.id, guardianship.source, guardianship.ended_at, guardianship.begins_on,
                guardianship.ends_on
            FROM guardianship
            WHERE guardianship.provider_id = \(provider) AND guardianship.child_id = \(child)
                AND guardianship.guardian_id \(anyOf: people)
            ORDER BY guardianship.id
            """)
    }
}

/// The person records of an account at a provider.
enum MandatePerson {
    static func all(of account: ID<Account>, in provider: ID<Provider>) -> Query<ID<Person>> {
        Query(
            """
            SELECT person.id FROM account_person
            JOIN person ON person.provider_id = account_person.provider_id AND person.id = account_person.person_id
                AND person.ended_at IS NULL
            WHERE account_person.account_id = \(account) AND account_person.provider_id = \(provider)
            ORDER BY person.id
            """)
    }

    /// Whether any of them has somebody in care on a day, whatever the register says of it.
    static func hasChild(_ people: [ID<Person>], in provider: ID<Provider>, on day: Day) -> Query<ID<Guardianship>> {
        Query(
            """
            SELECT guardianship.id FROM guardianship
            WHERE guardianship.provider_id = \(provider) AND guardianship.guardian_id \(anyOf: people)
                AND \(.inForce(.guardianship, on: day))
            LIMIT 1
            """)
    }
}

/// Gives somebody a child for a day.
struct MandateGiving {
    let provider: ID<Provider>
    let account: ID<Account>
    let guardian: ID<Person>
    let now: Instant
    let writer: any Writer

    func give(_ verdict: MandateRules.Verdict, _ child: ID<Person>) throws {
        let (today, tomorrow) = (now.day, now.day.adding(days: 1))
        switch verdict {
        case .nothing, .known: return
        case .new:
            let id = ID<Guardianship>.new(at: now)
            try writer.run(
                """
                INSERT INTO guardianship (provider_id, id, guardian_id, child_id, scope, begins_on, ends_on, evidence,
                    source, source_id)
                VALUES (\(provider), \(id), \(guardian), \(child), \(Guardianship.Scope.full), \(today), \(tomorrow),
                    \(Guardianship.mandate), \(Guardianship.mandate), \(id.description))
                """)
            try PersonPlaces.add(guardianships: [id.uuid], in: provider, writer)
            try tell(.create, id, child)
        case .again(let id):
            try writer.run(
                """
                UPDATE guardianship SET begins_on = \(today), ends_on = \(tomorrow)
                WHERE provider_id = \(provider) AND id = \(id)
                """)
            try tell(.update, id, child)
        }
    }

    private func tell(_ operation: ChangeFeed.Operation, _ id: ID<Guardianship>, _ child: ID<Person>) throws {
        try ChangeFeed.append(operation, of: "guardianship", id.uuid, in: provider, at: now, in: writer)
        try Change(
            "guardianship-add", of: "guardianship", id.uuid, in: provider.uuid, by: account.uuid,
            after: [
                "evidence": Guardianship.mandate, "begins": now.day.description,
                "ends": now.day.adding(days: 1).description,
            ],
            concerning: [guardian.uuid, child.uuid]
        ).write(at: now, in: writer)
    }
}
