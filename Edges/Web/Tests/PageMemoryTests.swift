import Base
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Synchronization
import Testing

@testable import Web

@Suite struct PageMemoryTests {
    private final class Count: Sendable {
        private let number = Mutex(0)
        var value: Int { number.withLock { $0 } }
        func next() -> Int {
            number.withLock { number in
                number += 1
                return number
            }
        }
    }

    private static let good: HTTPFields = [.cookie: "__Host-session=good"]
    private static let everyone = Policy<StubViewer>("everyone") { _, _, _ in true }

    /// A page that says how often it was read, kept for some seconds.
    private static func site(_ count: Count, for seconds: Int64 = 60, cookies: [NewCookie] = []) -> StubSite {
        let stub = StubSite()
        stub.site.get(
            "/desk", may: everyone, until: { $1.now.adding(seconds: seconds) }, load: { _ in count.next() },
            page: { number, _ in Page(title: "Desk", content: "\(number)", cookies: cookies) })
        return stub
    }

    private static func bodies(_ stub: StubSite, _ asks: [(String, HTTPFields)]) async throws -> [String] {
        var bodies: [String] = []
        for (uri, fields) in asks { bodies.append(String(buffer: try await stub.answer(.get, uri, fields).body)) }
        return bodies
    }

    @Test func `a page that is asked for the second time is kept, the third is the same`() async throws {
        let (count, asks) = (Count(), Array(repeating: ("/desk", Self.good), count: 4))
        let bodies = try await Self.bodies(Self.site(count), asks)
        #expect(bodies.map { $0.contains(">1[") || $0.contains(">2[") } == [true, true, true, true])
        #expect(bodies[1] == bodies[3] && count.value == 2)
    }

    @Test func `another strength, language, question or word of what was done is another page`() async throws {
        let count = Count()
        let others: [(String, HTTPFields)] = [
            ("/desk", [.cookie: "__Host-session=confirmed"]),
            ("/desk", [.cookie: "__Host-session=good; __Host-language=sv"]),
            ("/desk?a=b", Self.good), ("/desk", [.cookie: "__Host-session=good; __Host-done=saved"]),
        ]
        let own = [("/desk", Self.good), ("/desk", Self.good)]
        let bodies = try await Self.bodies(Self.site(count), own + others)
        #expect(Set(bodies).count == bodies.count && count.value == bodies.count)
    }

    @Test func `a page that ends at once, or that sets a cookie, is never kept`() async throws {
        for (seconds, cookies) in [(0, []), (60, [NewCookie("a", "b", seconds: nil)])] {
            let count = Count()
            let stub = Self.site(count, for: Int64(seconds), cookies: cookies)
            _ = try await Self.bodies(stub, Array(repeating: ("/desk", Self.good), count: 4))
            #expect(count.value == 4)
        }
    }

    @Test func `whoever is signed out gets nothing that is kept`() async throws {
        let stub = Self.site(Count())
        _ = try await Self.bodies(stub, Array(repeating: ("/desk", Self.good), count: 3))
        #expect(try await stub.answer(.get, "/desk", [.cookie: "__Host-session=unknown"]).status == .seeOther)
    }
}
