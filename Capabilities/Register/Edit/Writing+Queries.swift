import Base
import Directory
import Foundation
import Storage

/// What the office writes itself comes from here.
let ownSource = "local"

extension Edit {
    func update(_ person: ID<Person>, _ name: PersonName, _ birthDate: CivilDate?, language: String?) throws {
        try writer.run(
            """
            UPDATE person
            SET given_names = \(name.given), called_name = \(name.called), family_name = \(name.family),
                sort_key = \(name.sortKey), search_key = \(name.searchKey), birth_date = \(birthDate),
                language = \(language)
            WHERE provider_id = \(provider) AND id = \(person)
            """)
    }

    func setProtected(_ isProtected: Bool, of person: ID<Person>) throws {
        try writer.run(
            "UPDATE person SET protected = \(isProtected) WHERE provider_id = \(provider) AND id = \(person)")
    }

    func addRole(
        _ role: Role, of person: ID<Person>, at organisation: ID<Organisation>, _ begins: CivilDate?, _ ends: CivilDate?
    ) throws -> UUID {
        let id = ID<RoleAssignment>.new(at: now)
        try writer.run(
            """
            INSERT INTO role_assignment
                (provider_id, id, person_id, organisation_id, role, is_primary, begins_on, ends_on, source, source_id)
            VALUES (\(provider), \(id), \(person), \(organisation), \(role), \(false), \(begins), \(ends), \(ownSource),
                \(id.description))
            """)
        try PersonPlaces.add(roles: [id.uuid], in: provider, writer)
        return id.uuid
    }

    func endRole(_ id: ID<RoleAssignment>, on day: CivilDate) throws {
        try writer.run(
            "UPDATE role_assignment SET ends_on = \(day) WHERE provider_id = \(provider) AND id = \(id)")
    }

    func addMembership(
        of person: ID<Person>, in group: ID<SchoolGroup>, as role: Role, _ begins: CivilDate?, _ ends: CivilDate?
    ) throws -> UUID {
        let id = ID<Membership>.new(at: now)
        try writer.run(
            """
            INSERT INTO membership
                (provider_id, id, group_id, person_id, role, is_primary, begins_on, ends_on, source, source_id)
            VALUES (\(provider), \(id), \(group), \(person), \(role), \(false), \(begins), \(ends), \(ownSource),
                \(id.description))
            """)
        return id.uuid
    }

    func endMembership(_ id: ID<Membership>, on day: CivilDate) throws {
        try writer.run("UPDATE membership SET ends_on = \(day) WHERE provider_id = \(provider) AND id = \(id)")
    }

    func addGuardianship(
        of child: ID<Person>, by guardian: ID<Person>, _ scope: Guardianship.Scope, evidence: String,
        _ begins: CivilDate?, _ ends: CivilDate?
    ) throws -> UUID {
        let id = ID<Guardianship>.new(at: now)
        // A limited guardianship begins with no kinds: nothing is shown that nobody has granted.
        let kinds = scope == .limited ? JSONDocument("[]") : nil
        try writer.run(
            """
            INSERT INTO guardianship
                (provider_id, id, guardian_id, child_id, scope, kinds, begins_on, ends_on, evidence, source, source_id)
            VALUES (\(provider), \(id), \(guardian), \(child), \(scope), \(kinds), \(begins), \(ends), \(evidence),
                \(ownSource), \(id.description))
            """)
        try PersonPlaces.add(guardianships: [id.uuid], in: provider, writer)
        return id.uuid
    }

    func endGuardianship(_ id: ID<Guardianship>, on day: CivilDate) throws {
        try writer.run("UPDATE guardianship SET ends_on = \(day) WHERE provider_id = \(provider) AND id = \(id)")
    }
}
