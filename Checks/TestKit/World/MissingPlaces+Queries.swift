import Base
package import Directory
package import Storage

extension PersonPlaces {
    /// The people who are not in the list of an organisation, though their roles or their children's lead there.
    package static func missing(in database: any Database) async throws -> [String] {
        try await database.read { reader in
            try reader.all(
                Query<String>(
                    """
                    SELECT due.called_name || ' ' || organisation.name AS line
                    FROM (
                        SELECT person.provider_id, person.id, person.sort_key, person.called_name, role.organisation_id
                        FROM role_assignment AS role
                        JOIN person ON person.provider_id = role.provider_id AND person.id = role.person_id
                        UNION
                        SELECT person.provider_id, person.id, person.sort_key, person.called_name, role.organisation_id
                        FROM guardianship
                        JOIN role_assignment AS role ON role.provider_id = guardianship.provider_id
                            AND role.person_id = guardianship.child_id
                        JOIN person ON person.provider_id = guardianship.provider_id
                            AND person.id = guardianship.guardian_id
                    ) AS due
                    JOIN organisation ON organisation.provider_id = due.provider_id
                        AND organisation.id = due.organisation_id
                    WHERE NOT EXISTS (SELECT 1 FROM person_place AS place
                        WHERE place.provider_id = due.provider_id AND place.organisation_id = due.organisation_id
                            AND place.sort_key = due.sort_key AND place.person_id = due.id)
                    ORDER BY line
                    """))
        }
    }

    /// How many rows the lists of all organisations have.
    package static func count(in database: any Database) async throws -> Int {
        try await database.read { try $0.one(Query<Int>("SELECT COUNT(*) FROM person_place")) }
    }
}
