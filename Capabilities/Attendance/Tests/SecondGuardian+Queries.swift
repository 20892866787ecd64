import Base
import Directory
import Storage
import TestKit

/// Another guardian of Aino, of full scope.
enum SecondGuardian {
    static func add(_ who: Who, isProtected: Bool, _ database: any Database) async throws {
        let guardianship = ID<Guardianship>.new(at: World.now)
        try await database.write { writer in
            try writer.run(
                """
                INSERT INTO guardianship (provider_id, id, guardian_id, child_id, scope, evidence, source, source_id)
                VALUES (\(World.lake), \(guardianship), \(World.person(who)), \(World.person(.pupil)), 'full', 'test',
                    'test', \(guardianship.description))
                """)
            try writer.run(
                """
                UPDATE person SET protected = \(isProtected)
                WHERE provider_id = \(World.lake) AND id = \(World.person(who))
                """)
            for (entity, id) in [("guardianship", guardianship.uuid), ("person", World.person(who).uuid)] {
                try ChangeFeed.append(.update, of: entity, id, in: World.lake, at: World.now, in: writer)
            }
        }
    }
}
