import Accounts
import App
import Base
import Hummingbird
import SignIn
import Storage
import Testing
import Web

@Suite struct RouteTests {
    @Test(arguments: [false, true])
    func `the router answers exactly the routes that were recorded with a policy`(_ isDemo: Bool) throws {
        let site = try Self.site(isDemo: isDemo)
        let recorded = site.recorded.map { "\($0.method) \(RouterPath($0.path.description))" }
        let routed = site.router.routes.map { "\($0.method.rawValue) \($0.path)" }
        #expect(recorded.count > 20)
        #expect(Set(recorded).count == recorded.count)
        #expect(recorded.sorted() == routed.sorted())
        #expect(site.recorded.allSatisfy { !$0.policy.isEmpty })
    }

    @Test func `no two routes clash in the router`() throws {
        try Self.site(isDemo: true).router.validate()
    }

    @Test func `no provider's slug is a first path part of our own`() throws {
        let words = Set(try Self.site(isDemo: true).recorded.compactMap(\.path.firstLiteral))
        #expect(words.subtracting(Slug.reserved) == [])
    }

    @Test(arguments: Slug.reserved.sorted())
    func `a reserved word can stand in a path`(_ word: String) {
        #expect(word.wholeMatch(of: /\.?[a-z0-9]+(?:[-.][a-z0-9]+)*/) != nil)
    }

    @Test func `only a demo has routes of the demo`() throws {
        let (plain, demo) = (try Self.site(isDemo: false).recorded, try Self.site(isDemo: true).recorded)
        #expect(Set(plain).isSubset(of: demo))
        #expect(plain.count < demo.count)
    }

    private static func site(isDemo: Bool) throws -> Site<Viewer> {
        let needs = House.Needs(
            now: { Instant(milliseconds: 0) }, origins: Origins(publicOrigin: "https://digione.example"), hasTLS: true,
            hasher: try PasswordHasher(), rules: try PasswordRules(words: []),
            sessions: SessionLimits(idleMinutes: 1, absoluteDays: 1),
            seal: try Seal(key: Array(repeating: 1, count: 32)),
            demo: isDemo ? DemoPersons([]) : nil)
        return try House(database: NoDatabase(), needs: needs).site()
    }
}

/// Routes are registered without a question to the database; one that is asked fails the test.
private struct NoDatabase: Database {
    func read<Value: Sendable>(_ body: @escaping @Sendable (any Reader) throws -> Value) async throws -> Value {
        throw StorageFault.unavailable
    }
    func write<Value: Sendable>(_ body: @escaping @Sendable (any Writer) throws -> Value) async throws -> Value {
        throw StorageFault.unavailable
    }
    func migrate(_ migrations: [Migration], at instant: Instant) async throws -> [String] {
        throw StorageFault.unavailable
    }
    func close() async {}
}
