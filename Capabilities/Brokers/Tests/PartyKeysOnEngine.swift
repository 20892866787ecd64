import Base
import Clients
import Directory
import Storage
import TestKit
import Testing

@testable import Brokers

/// Our own keys for one identity provider, as rows keep them. standards.md part 3, line 7.
@Suite struct PartyKeysOnEngine {
    private func open(
        _ body: @escaping @Sendable (any Database, PartyKeys, IdentityProvider, TestClock) async throws -> Void
    ) async throws {
        try await TestHouse.open { house async throws in
            let (clock, database) = (TestClock(), house.database)
            try await NationalWorld.prepare(database)
            let party = try #require(
                try await database.read { try $0.first(ConnectedParty.under(NationalWorld.suomifi)) }
            ).party
            let keys = PartyKeys(database: database, seal: try World.seal(), now: { clock.now })
            try await body(database, keys, party, clock)
        }
    }

    private static let day: Int64 = 86_400

    @Test func `two nodes that need keys at once make one of each`() async throws {
        try await open { database, keys, party, clock async throws in
            let other = PartyKeys(database: database, seal: try World.seal(), now: { clock.now })
            async let first = keys.published(for: party)
            async let second = other.published(for: party)
            _ = try await (first, second)
            let published = try await keys.published(for: party)
            #expect(published.map(\.use).sorted() == ["enc", "sig"])
            #expect(try await other.published(for: party) == published)
        }
    }

    @Test func `keys are followed by the next, and what was made for the old one is still opened for two days`()
        async throws
    {
        try await open { _, keys, party, clock async throws in
            let first = try await keys.published(for: party)
            try await keys.keepUp()
            #expect(try await keys.published(for: party) == first)
            let signer = try await keys.signer(for: party).id
            clock.move(toSeconds: 88 * Self.day)
            try await keys.keepUp()
            let second = try await keys.published(for: party)
            #expect(second.count == 3 && second.filter { $0.use == "enc" } != first.filter { $0.use == "enc" })
            #expect(try await keys.signer(for: party).id == signer)
            #expect(try await keys.opening(for: party, .ecdhES).count == 2)
            clock.move(toSeconds: 90 * Self.day)
            try await keys.keepUp()
            #expect(try await keys.signer(for: party).id != signer)
            #expect(try await keys.opening(for: party, .ecdhES).count == 1)
            clock.move(toSeconds: 92 * Self.day)
            try await keys.keepUp()
            #expect(try await keys.published(for: party).count == 2)
        }
    }

    @Test func `private keys are sealed, for this place alone`() async throws {
        try await open { database, keys, party, _ async throws in
            _ = try await keys.published(for: party)
            for key in try await database.read({ try $0.all(PartyKey.all(of: party)) }) {
                #expect(!key.sealedPrivateKey.contains(Array("PRIVATE KEY".utf8)))
                #expect(throws: Seal.Failure.self) {
                    try World.seal().open(key.sealedPrivateKey, for: IdentityProvider.secretPlace)
                }
            }
        }
    }
}
