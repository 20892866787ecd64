import Base
import Directory
import Storage
import TestKit

extension TestHouse {
    /// A school of the town closes.
    func endSchool(_ school: ID<Organisation>) async throws {
        _ = try await database.write { writer in
            try writer.run(
                """
                UPDATE organisation SET ended_at = \(World.now)
                WHERE provider_id = \(World.lake) AND id = \(school)
                """)
        }
    }

    /// Somebody of the world works at another school of the town too.
    func addRole(_ role: Role, of who: Who, at school: ID<Organisation>) async throws {
        _ = try await database.write { writer in
            try writer.run(
                """
                INSERT INTO role_assignment (provider_id, id, person_id, organisation_id, role, is_primary, source,
                    source_id)
                VALUES (\(World.lake), \(ID<RoleAssignment>.new(at: World.now)), \(World.person(who)), \(school), \(role),
                    \(false), 'test', 'another')
                """)
        }
    }
}
