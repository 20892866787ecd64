import Base
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Synchronization
import Testing

@testable import Web

@Suite struct SiteTests {
    private let everyone = Policy<StubViewer>("everyone") { _, _, _ in true }
    private let nobody = Policy<StubViewer>("nobody") { _, _, _ in false }
    private let session: HTTPFields = [.cookie: "__Host-session=good"]

    /// A site with one page, one action for anyone and one for whoever is signed in.
    private func site(_ calls: Calls = Calls()) -> StubSite {
        let stub = StubSite()
        stub.site.get("/desk", may: everyone, load: { read in read.visit.path }) { path, _ in
            Page(title: "Desk", content: "\(path)")
        }
        stub.site.get("/hidden", may: nobody, load: { _ in calls.add("load") }) { _, _ in
            Page(title: "-", content: .nothing)
        }
        stub.site.get("/people/{name}", may: .anyone, load: { _, _, visit in try visit.text("name") }) { name, _ in
            .page(Page(title: name, content: "\(name)"))
        }
        stub.site.post("/open", may: .anyone) { visit in
            calls.add("open \(visit.form.text("name"))")
            return .seeOther(StubSite.signIn(), [NewCookie("__Host-a", "b", seconds: 1)])
        }
        stub.site.post("/save", may: everyone) { _ in
            calls.add("save")
            return .seeOther(StubSite.signIn())
        }
        stub.site.post("/refused", may: nobody) { _ in
            calls.add("refused")
            return .seeOther(StubSite.signIn())
        }
        return stub
    }

    @Test func `a page makes one read and answers a whole document`() async throws {
        let stub = site()
        let answer = try await stub.answer(.get, "/desk", session)
        #expect(answer.status == .ok && stub.database.reads == 1 && stub.database.writes == 0)
        #expect(String(buffer: answer.body) == "<title>Desk</title>/desk[fi]")
        #expect(answer.headers[.cacheControl] == "no-store" && answer.headers[.contentLanguage] == "fi")
    }

    @Test func `HEAD answers the same without a body`() async throws {
        let stub = site()
        let answer = try await stub.answer(.head, "/desk", session)
        #expect(answer.status == .ok && answer.body.readableBytes == 0)
        #expect(answer.headers[.contentType] == "text/html; charset=utf-8")
        #expect(answer.headers[.contentSecurityPolicy] != nil)
    }

    @Test(arguments: ["", "__Host-session=unknown", "session=good"])
    func `whoever is not signed in is sent to sign in and back`(_ cookie: String) async throws {
        let answer = try await site().answer(.get, "/desk?tab=1", [.cookie: cookie])
        #expect(answer.status == .seeOther)
        #expect(answer.headers[.location] == "/sign-in?to=%2Fdesk")
    }

    @Test func `what was typed is kept when the session has ended: every field, escaped, for the same address`()
        async throws
    {
        let kept = try await site().post("/save", "mark=a%22b&mark=c")
        let body = String(buffer: kept.body)
        #expect(kept.status == .unauthorized)
        #expect(body.contains("<input type=\"hidden\" name=\"mark\" value=\"a&quot;b\">"))
        #expect(body.contains("<input type=\"hidden\" name=\"mark\" value=\"c\">"))
        #expect(body.contains("action=\"/save\"") && body.contains("href=\"/sign-in\" target=\"_blank\""))
    }

    @Test func `an empty form is not kept`() async throws {
        let answer = try await site().post("/save", "")
        #expect(answer.status == .seeOther && answer.headers[.location] == "/sign-in")
    }

    @Test func `a page that the policy refuses does not exist, and nothing of it is loaded`() async throws {
        let calls = Calls()
        let answer = try await site(calls).answer(.get, "/hidden", session)
        #expect(answer.status == .notFound && calls.all.isEmpty)
    }

    @Test func `a form from our own page is decoded and answered with 303`() async throws {
        let calls = Calls()
        let answer = try await site(calls).post("/open", "name=Aino+Niemel%C3%A4")
        #expect(answer.status == .seeOther && calls.all == ["open Aino Niemelä"])
        #expect(answer.headers[.setCookie]?.hasPrefix("__Host-a=b; Path=/; Secure") == true)
    }

    @Test(
        arguments: [
            [:], [.origin: "https://evil.example"], [.origin: "null"],
            [.secFetchSite: "cross-site", .origin: StubSite.origin],
            [.secFetchSite: "none"], [.secFetchSite: "same-site"],
        ] as [HTTPFields])
    func `an action from elsewhere is refused and not run`(_ fields: HTTPFields) async throws {
        let calls = Calls()
        let stub = site(calls)
        for path in ["/open", "/save"] {
            var fields = fields
            fields[.cookie] = "__Host-session=good"
            fields[.contentType] = "application/x-www-form-urlencoded"
            #expect(try await stub.answer(.post, path, fields, body: "name=Aino").status == .forbidden)
        }
        #expect(calls.all.isEmpty && stub.database.writes == 0)
    }

    @Test func `an action makes one write, after its policy`() async throws {
        let calls = Calls()
        let stub = site(calls)
        #expect(try await stub.post("/save", "", session).status == .seeOther)
        #expect(try await stub.post("/refused", "", session).status == .notFound)
        #expect(calls.all == ["save"] && stub.database.writes == 2 && stub.database.reads == 0)
    }

    @Test func `an action of somebody signed out leads to signing in, without a way back to it`() async throws {
        let calls = Calls()
        let answer = try await site(calls).post("/save", "")
        #expect(answer.status == .seeOther && answer.headers[.location] == "/sign-in" && calls.all.isEmpty)
    }

    @Test(arguments: ["multipart/form-data; boundary=x", "text/plain", "application/json", "x"])
    func `another media type is the sender's mistake`(_ type: String) async throws {
        let calls = Calls()
        #expect(try await site(calls).post("/open", "name=Aino", [.contentType: type]).status == .badRequest)
        #expect(calls.all.isEmpty)
    }

    @Test(arguments: ["application/x-www-form-urlencoded; charset=UTF-8", "APPLICATION/X-WWW-FORM-URLENCODED"])
    func `a form's media type may have parameters and capitals`(_ type: String) async throws {
        #expect(try await site().post("/open", "name=Aino", [.contentType: type]).status == .seeOther)
    }

    @Test(arguments: ["name=%", "name=%FF", "name=%00", "name=a\u{0}"])
    func `a broken form is the sender's mistake`(_ body: String) async throws {
        let calls = Calls()
        #expect(try await site(calls).post("/open", body).status == .badRequest)
        #expect(calls.all.isEmpty)
    }

    @Test(arguments: [(1_000_000, 303), (1_000_001, 413)])
    func `a form may have a million bytes`(_ bytes: Int, _ status: Int) async throws {
        let body = "name=" + String(repeating: "a", count: bytes - 5)
        let answer = try await site().post("/open", body)
        #expect(answer.status.code == status)
        if status == 413 { #expect(String(buffer: answer.body).contains("tooLarge")) }
    }

    @Test(arguments: [
        ("/people/Aino%20M", 200), ("/people/%FF", 404), ("/people/%00", 404), ("/people/%zz", 404),
        ("/people/a?x=%", 400),
    ])
    func `a path or a query that is no text is refused`(_ uri: String, _ status: Int) async throws {
        #expect(try await site().answer(.get, uri).status.code == status)
    }

    @Test(arguments: [HTTPRequest.Method.put, .delete, .patch, .trace, .post])
    func `a method that a path does not have is refused`(_ method: HTTPRequest.Method) async throws {
        let status = try await site().answer(method, "/desk", [.origin: StubSite.origin]).status
        #expect([.notFound, .methodNotAllowed].contains(status))
    }

    @Test func `every registered route is recorded with its policy`() {
        let recorded = site().site.recorded.map { "\($0.method) \($0.path) \($0.policy)" }
        #expect(
            recorded == [
                "GET /desk everyone", "GET /hidden nobody", "GET /people/{name} anyone", "POST /open anyone",
                "POST /save everyone",
                "POST /refused nobody",
            ])
    }
}

/// What handlers were called for.
private final class Calls: Sendable {
    private let made = Mutex<[String]>([])

    var all: [String] { made.withLock { $0 } }

    func add(_ call: String) { made.withLock { $0.append(call) } }
}
