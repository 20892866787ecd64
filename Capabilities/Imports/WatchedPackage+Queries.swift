import Base
import Directory
import Rostering
import Storage

/// A provider whose folder is looked at.
struct WatchedProvider: RowDecodable {
    let id: ID<Provider>
    let slug: String

    init(row: inout Row) throws {
        id = try row.next()
        slug = try row.next()
    }

    static var all: Query<WatchedProvider> { Query("SELECT id, slug FROM provider ORDER BY slug") }
}

/// A package that lay in a watched folder, by its content.
struct WatchedPackage: Sendable {
    let provider: ID<Provider>
    let digest: String

    /// Changes one row for whoever may take it; a claim that led nowhere for ten minutes is over.
    func claim(named name: String, at instant: Instant) -> SQL {
        """
        INSERT INTO watched_package (provider_id, digest, file_name, found_at)
        VALUES (\(provider), \(digest), \(name), \(instant))
        ON CONFLICT (provider_id, digest) DO UPDATE SET found_at = excluded.found_at, file_name = excluded.file_name
        WHERE watched_package.run_id IS NULL AND watched_package.found_at < \(instant.adding(minutes: -10))
        """
    }

    func settle(_ run: ID<RosterRun>) -> SQL {
        "UPDATE watched_package SET run_id = \(run) WHERE provider_id = \(provider) AND digest = \(digest)"
    }

    var release: SQL {
        "DELETE FROM watched_package WHERE provider_id = \(provider) AND digest = \(digest) AND run_id IS NULL"
    }
}
