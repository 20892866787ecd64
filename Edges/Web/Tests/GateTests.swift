import Base
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Storage
import Testing

@testable import Web

@Suite struct GateTests {
    private struct Internal: Error {
        let detail = "SELECT secret FROM account"
    }

    private func stub(throwing error: any Error & Sendable) -> StubSite {
        let stub = StubSite()
        stub.site.get("/broken", may: .anyone, load: { _, _, _ in }) { _, _ in throw error }
        return stub
    }

    @Test func `an unknown error is a page with a reference that stands in the log, and nothing of the inside`()
        async throws
    {
        let stub = stub(throwing: Internal())
        let answer = try await stub.answer(.get, "/broken")
        let reference = try #require(answer.headers[.requestID])
        let body = String(buffer: answer.body)
        #expect(answer.status == .internalServerError)
        #expect(body.contains(reference))
        #expect(!body.contains("SELECT") && !body.contains("Internal"))
        #expect(stub.log.all.contains { $0.hasPrefix("error") && $0.contains(reference) })
        #expect(!stub.log.all.contains { $0.contains("SELECT") })
    }

    @Test(arguments: [
        (Fault(.invalid, log: "-"), 400), (Fault(.forbidden, log: "-"), 403), (Fault.missing, 404),
        (Fault(.conflict, log: "-"), 409),
        (Fault(.tooLarge, log: "-"), 413), (Fault(.tooMany(retryAfterSeconds: 90), log: "-"), 429),
        (Fault(.unavailable, log: "-"), 503),
        (Fault(.broken, log: "-"), 500),
    ])
    func `a fault has its status`(_ fault: Fault, _ status: Int) async throws {
        let answer = try await stub(throwing: fault).answer(.get, "/broken")
        #expect(answer.status.code == status)
        #expect(answer.headers[.contentType] == "text/html; charset=utf-8")
        #expect(answer.headers[.cacheControl] == "no-store")
    }

    @Test(arguments: [
        (StorageFault.unavailable, 503), (.busy, 503), (.timeout, 503), (.malformed("x"), 400), (.unique, 500),
        (.statement(code: "42P01"), 500),
    ])
    func `a database's error has its status`(_ fault: StorageFault, _ status: Int) async throws {
        let answer = try await stub(throwing: fault).answer(.get, "/broken")
        #expect(answer.status.code == status)
        #expect(!String(buffer: answer.body).contains("42P01"))
    }

    @Test func `whoever is too fast or comes too early is told when to come back`() async throws {
        let tooFast = try await stub(throwing: Fault(.tooMany(retryAfterSeconds: 90), log: "-")).answer(.get, "/broken")
        #expect(tooFast.headers[.retryAfter] == "90")
        let tooEarly = try await stub(throwing: StorageFault.unavailable).answer(.get, "/broken")
        #expect(tooEarly.headers[.retryAfter] == "10")
    }

    @Test(arguments: ["/page", "/broken", "/nowhere", "/signed-in", "/%", "/page?a=%"])
    func `every answer carries the security headers`(_ uri: String) async throws {
        let stub = stub(throwing: Internal())
        stub.site.get("/page", may: .anyone, load: { _, _, _ in }) { _, _ in .page(Page(title: "-", content: .nothing))
        }
        stub.site.get("/signed-in", may: Policy("anyone") { _, _, _ in true }, load: { _ in }) { _, _ in
            Page(title: "-", content: .nothing)
        }
        let headers = try await stub.answer(.get, uri).headers
        #expect(headers[.xContentTypeOptions] == "nosniff")
        #expect(headers[try #require(HTTPField.Name("Cross-Origin-Resource-Policy"))] == "same-origin")
        #expect(headers[.strictTransportSecurity]?.hasPrefix("max-age=") == true)
        #expect(headers[.requestID] != nil)
    }

    @Test(arguments: ["/page", "/broken", "/nowhere"])
    func `every document carries what only documents obey`(_ uri: String) async throws {
        let stub = stub(throwing: Internal())
        stub.site.get("/page", may: .anyone, load: { _, _, _ in }) { _, _ in
            .page(Page(title: "-", content: .nothing))
        }
        let headers = try await stub.answer(.get, uri).headers
        let policy = try #require(headers[.contentSecurityPolicy])
        #expect(policy.contains("default-src 'none'") && policy.contains("frame-ancestors 'none'"))
        #expect(!policy.contains("unsafe") && !policy.contains("*"))
        #expect(headers[.referrerPolicy] == "same-origin" && headers[.crossOriginOpenerPolicy] == "same-origin")
        #expect(headers[.permissionsPolicy]?.contains("camera=()") == true)
    }

    @Test func `without TLS browsers are not told to keep to it`() async throws {
        let answer = try await StubSite(hasTLS: false).answer(.get, "/nowhere")
        #expect(answer.headers[.strictTransportSecurity] == nil)
    }

    @Test(arguments: [
        ("sv,en;q=0.5", nil, "[sv]"), ("sv", "__Host-language=en", "[en]"), ("sv", "__Host-language=xx", "[sv]"),
        ("de", nil, "[fi]"),
    ])
    func `an error page speaks the reader's language`(_ accepted: String, _ cookie: String?, _ mark: String)
        async throws
    {
        var fields: HTTPFields = [.acceptLanguage: accepted]
        if let cookie { fields[.cookie] = cookie }
        let body = String(buffer: try await StubSite().answer(.get, "/nowhere", fields).body)
        #expect(body.hasSuffix(mark))
    }

    @Test func `the log has the route's pattern, never the path`() async throws {
        let stub = StubSite()
        stub.site.get("/{provider}/people/{person}", may: .anyone, load: { _, _, _ in }) { _, _ in
            .page(Page(title: "-", content: .nothing))
        }
        _ = try await stub.answer(.get, "/jarvi/people/00000000000000000000000001?name=Aino")
        #expect(stub.log.all.contains { $0.contains("/{provider}/people/{person}") })
        #expect(!stub.log.all.contains { $0.contains("00000001") || $0.contains("Aino") || $0.contains("jarvi") })
    }
}
