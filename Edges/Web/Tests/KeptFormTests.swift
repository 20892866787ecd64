import Base
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Testing

@testable import Web

/// A form that came too late is sent again by whoever typed it, and by nobody else.
@Suite struct KeptFormTests {
    private static func site() -> StubSite {
        let stub = StubSite()
        let everyone = Policy<StubViewer>("everyone") { _, _, _ in true }
        stub.site.post("/save", may: everyone) { write in
            .seeOther(write.visit.form.text("mark") == "a" ? StubSite.signIn() : Link(trusted: "/wrong"))
        }
        stub.site.post("/slowly", may: everyone) { (_: StubViewer, _: Visit) in .seeOther(StubSite.signIn()) }
        return stub
    }

    private func session(_ token: String) -> HTTPFields { [.cookie: "__Host-session=\(token)"] }

    @Test func `it says whose it is`() async throws {
        let kept = try await Self.site().post("/save", "mark=a", session("ended"))
        #expect(kept.status == .unauthorized)
        #expect(String(buffer: kept.body).contains("<input type=\"hidden\" name=\"kept-for\" value=\"good\">"))
    }

    @Test func `sent too early once more, it stays with whom it was kept for`() async throws {
        let kept = try await Self.site().post("/save", "mark=a&kept-for=another", session("ended"))
        let body = String(buffer: kept.body)
        #expect(body.contains("name=\"kept-for\" value=\"another\"") && !body.contains("value=\"good\""))
    }

    @Test(arguments: ["/save", "/slowly"])
    func `the same account sends it`(_ path: String) async throws {
        let answer = try await Self.site().post(path, "mark=a&kept-for=good", session("good"))
        #expect(answer.status == .seeOther && answer.headers[.location] == "/sign-in")
    }

    @Test(arguments: ["/save", "/slowly"])
    func `another account does not, and sees nothing of it`(_ path: String) async throws {
        let answer = try await Self.site().post(path, "mark=a&kept-for=another", session("good"))
        let body = String(buffer: answer.body)
        #expect(answer.status == .forbidden)
        #expect(!body.contains("mark") && !body.contains("another"))
    }

    @Test func `without knowing whose it was, it is kept all the same`() async throws {
        let kept = try await Self.site().post("/save", "mark=a")
        #expect(kept.status == .unauthorized && !String(buffer: kept.body).contains("kept-for"))
    }

    @Test(arguments: ["password", "new-password", "secret", "secret-code", "mandate-secret"])
    func `a secret is given back in no page, and whoever typed it is told`(_ name: String) async throws {
        let kept = try await Self.site().post("/save", "mark=a&\(name)=hidden-word", session("ended"))
        let body = String(buffer: kept.body)
        #expect(kept.status == .unauthorized && body.contains("name=\"mark\" value=\"a\""))
        #expect(!body.contains("hidden-word") && body.contains("Salasanoja ja muita salaisia tietoja emme säilytä"))
    }

    @Test func `where there was nothing else, it is said that nothing was changed, and nothing is sent again`()
        async throws
    {
        let kept = try await Self.site().post("/save", "password=hidden-word&new-password=other", session("ended"))
        let body = String(buffer: kept.body)
        #expect(kept.status == .unauthorized && body.contains("Istunto päättyi, eikä mitään muutettu"))
        #expect(!body.contains("hidden-word") && !body.contains("<form") && body.contains("href=\"/sign-in\""))
    }
}
