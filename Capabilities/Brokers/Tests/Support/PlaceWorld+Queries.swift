import Accounts
import Base
import Directory
import Foundation
import Storage
import TestKit

/// What the suites of places change in the world.
enum PlaceWorld {
    static func rename(
        _ school: ID<Organisation>, _ name: String, in provider: ID<Provider>, _ database: any Database
    ) async throws {
        try await database.write { writer in
            try writer.run(
                """
                UPDATE organisation SET name = \(name), sort_key = \(SortKey.of(name))
                WHERE provider_id = \(provider) AND id = \(school)
                """)
            try ChangeFeed.append(
                .update, of: "organisation", school.uuid, in: provider, at: World.now, in: writer)
        }
    }

    static func disable(_ party: ID<Account>, _ database: any Database) async throws {
        _ = try await database.write { writer in
            try writer.run(
                "UPDATE identity_provider SET enabled = \(false) WHERE provider_id = \(World.lake) AND id = \(party)")
        }
    }

    /// Providers with a school and three identity providers each.
    static func addProviders(_ count: Int, _ database: any Database) async throws {
        try await database.write { writer in
            for number in 1...count {
                let (provider, school) = (ID<Provider>.new(at: World.now), ID<Organisation>.new(at: World.now))
                let name = "Kunnan \(number) koulu"
                try writer.run(
                    """
                    INSERT INTO provider (id, slug, name_fi, created_at)
                    VALUES (\(provider), \("kunta-\(number)"), \("Kunta \(number)"), \(World.now))
                    """)
                try writer.run(
                    "INSERT INTO change_counter (provider_id, last_sequence) VALUES (\(provider), \(Int64(0)))")
                try writer.run(
                    """
                    INSERT INTO organisation (provider_id, id, kind, name, sort_key, source, source_id)
                    VALUES (\(provider), \(school), 'school', \(name), \(SortKey.of(name)), 'test', \(name))
                    """)
                for way in 1...3 {
                    try World.addIdentityProvider(
                        ID<Account>.new(at: World.now), profile: "oidc", title: "Tapa \(way)", in: provider, writer)
                }
            }
        }
    }
}
