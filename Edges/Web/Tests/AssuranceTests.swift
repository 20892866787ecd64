import Base
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Testing

@testable import Web

/// Routes that want a session confirmed with more than a password.
@Suite struct AssuranceTests {
    private static func site() -> StubSite {
        let stub = StubSite()
        let strong = Policy<StubViewer>("everyone", assurance: .strong) { _, _, _ in true }
        let nobody = Policy<StubViewer>("nobody", assurance: .strong) { _, _, _ in false }
        stub.site.get("/vault", may: strong, load: { _ in }) { _, _ in Page(title: "Vault", content: "gold") }
        stub.site.get("/file", may: strong, load: { _ in }) { _, _ in
            Download("gold.csv", mediaType: "text/csv", text: "gold")
        }
        stub.site.get("/hidden", may: nobody, load: { _ in }) { _, _ in Page(title: "-", content: .nothing) }
        stub.site.post("/vault", may: strong) { _ in .seeOther(StubSite.signIn()) }
        stub.site.post("/slowly", may: strong) { (_: StubViewer, _: Visit) in .seeOther(StubSite.signIn()) }
        stub.site.upload("/upload", may: strong, limit: 1000) { _, _, _ in .seeOther(StubSite.signIn()) }
        return stub
    }

    private func session(_ token: String) -> HTTPFields { [.cookie: "__Host-session=\(token)"] }

    @Test func `its name says so in the list of routes`() {
        #expect(Self.site().site.recorded.allSatisfy { $0.policy.hasSuffix(", strong") })
    }

    @Test(arguments: ["/vault", "/file"])
    func `a weak session is led to confirm itself and back`(_ path: String) async throws {
        let weak = try await Self.site().answer(.get, path, session("good"))
        #expect(weak.status == .seeOther && weak.headers[.location] == "/confirm?to=%2F\(path.dropFirst())")
        #expect(try await Self.site().answer(.get, path, session("confirmed")).status == .ok)
    }

    @Test func `whoever may not is not told that there is something to confirm for`() async throws {
        #expect(try await Self.site().answer(.get, "/hidden", session("good")).status == .notFound)
    }

    @Test(arguments: ["/vault", "/slowly"])
    func `what was typed is kept until the session is confirmed`(_ path: String) async throws {
        let kept = try await Self.site().post(path, "mark=a%22b", session("good"))
        let body = String(buffer: kept.body)
        #expect(kept.status == .forbidden)
        #expect(body.contains("<input type=\"hidden\" name=\"mark\" value=\"a&quot;b\">"))
        #expect(body.contains("action=\"\(path)\"") && body.contains("href=\"/confirm\" target=\"_blank\""))
        let done = try await Self.site().post(path, "mark=a", session("confirmed"))
        #expect(done.status == .seeOther && done.headers[.location] == "/sign-in")
    }

    @Test func `a form with nothing to keep leads to confirm, and so does a file before its body is read`() async throws
    {
        for path in ["/vault", "/upload"] {
            let answer = try await Self.site().post(path, "", session("good"))
            #expect(answer.status == .seeOther && answer.headers[.location] == "/confirm", "\(path)")
        }
    }
}
