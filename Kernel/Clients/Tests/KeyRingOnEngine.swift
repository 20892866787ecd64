import Base
import Storage
import Synchronization
import TestKit
import Testing

@testable import Clients

@Suite struct KeyRingOnEngine {
    private let seal = try! Seal(key: Array(repeating: 1, count: 32))

    /// A clock that tests turn.
    private final class Clock: Sendable {
        private let value = Mutex(World.now)
        var now: Instant { value.withLock { $0 } }
        func turn(days: Int64) { value.withLock { $0 = $0.adding(days: days) } }
        func turn(minutes: Int64) { value.withLock { $0 = $0.adding(minutes: minutes) } }
    }

    private func with(_ body: @escaping @Sendable (any Database, KeyRing, Clock) async throws -> Void) async throws {
        let seal = seal
        try await TestDatabase.with(template: World.template()) { database in
            let clock = Clock()
            try await body(database, KeyRing(database: database, seal: seal, now: { clock.now }), clock)
        }
    }

    @Test func `keys are made at the first start, one of each algorithm of ours`() async throws {
        try await with { database, ring, _ in
            let algorithms = Set(try await ring.published().map(\.alg))
            #expect(algorithms == ["RS256", "ES256"])
            let rows = try await database.read { reader in try reader.all(SigningKey.every) }
            #expect(rows.count == 2)
            #expect(rows.allSatisfy { !String(decoding: $0.sealedPrivateKey, as: UTF8.self).contains("PRIVATE KEY") })
        }
    }

    @Test func `two nodes that start at once share the keys`() async throws {
        let seal = seal
        try await with { database, first, clock in
            let second = KeyRing(database: database, seal: seal, now: { clock.now })
            async let a = first.signer(.es256).id
            async let b = second.signer(.es256).id
            let ids = try await [a, b]
            #expect(ids[0] == ids[1])
        }
    }

    @Test func `another seal opens nothing`() async throws {
        try await with { database, ring, clock in
            _ = try await ring.published()
            let other = KeyRing(
                database: database, seal: try Seal(key: Array(repeating: 2, count: 32)), now: { clock.now })
            await #expect(throws: Seal.Failure.broken) { try await other.signer(.es256) }
        }
    }

    @Test func `a key is published a day before it signs, and long after`() async throws {
        try await with { database, ring, clock in
            let first = try await ring.signer(.es256).id
            clock.turn(days: 89)
            try await ring.keepUp()
            let published = try await ring.published()
            #expect(published.filter { $0.alg == "ES256" }.count == 2)
            #expect(try await ring.signer(.es256).id == first)
            clock.turn(days: 2)
            let second = try await ring.signer(.es256).id
            #expect(second != first)
            try await ring.keepUp()
            let after = try await ring.published()
            #expect(after.contains { $0.kid == first.description })
            clock.turn(days: 91)
            try await ring.keepUp()
            let later = try await ring.published()
            #expect(!later.contains { $0.kid == first.description })
        }
    }

    @Test func `a rotation at once signs at once, and what was signed before verifies still`() async throws {
        struct Claims: Codable, Sendable { let sub: String }
        try await with { database, ring, clock in
            let old = try await ring.signer(.rs256).sign(Claims(sub: "a"), type: "JWT")
            let first = try await ring.signer(.rs256).id
            try await ring.rotate(atOnce: true)
            #expect(try await ring.signer(.rs256).id != first)
            let keys = try await ring.verifying()
            #expect(try await TokenCheck.own(old, in: keys, type: "JWT", as: Claims.self).sub == "a")
        }
    }
}
