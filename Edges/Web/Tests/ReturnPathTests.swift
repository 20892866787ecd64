import Base
import Testing

@testable import Web

@Suite struct ReturnPathTests {
    private func paths() -> ReturnPaths {
        let stub = StubSite()
        let paths = ReturnPaths(stub.site)
        for path in ["/account", "/{provider}/pupil", "/{provider}/pupil/groups/{group}"] {
            stub.site.get(PathPattern(stringLiteral: path), may: .anyone, load: { _, _, _ in }) { _, _ in
                .page(Page(title: "-", content: .nothing))
            }
        }
        stub.site.post("/sign-out", may: .anyone) { _ in .seeOther(StubSite.signIn()) }
        return paths
    }

    @Test(arguments: ["/", "/account", "/jarvi/pupil", "/jarvi/pupil/groups/7a"])
    func `a page of ours is led back to`(_ path: String) {
        #expect(paths().link(to: path)?.description == path)
    }

    @Test(arguments: [("/account?done=1", "/account"), ("/account#top", "/account"), ("/?a=//evil", "/")])
    func `a query or a fragment is dropped`(_ path: String, _ link: String) {
        #expect(paths().link(to: path)?.description == link)
    }

    @Test(arguments: [
        "", "account", "//evil.example", "//evil.example/pupil", "/\\evil.example", "\\\\evil.example",
        "https://evil.example/account",
        "https:account", "javascript:alert(1)", "/../account", "/jarvi/../pupil", "/jarvi/pupil/groups/..", "/unknown",
        "/sign-out",
        "/account/../../x", " /account", "/jarvi/teacher", "/account/x", "?", "#",
    ])
    func `anything else is nowhere`(_ path: String) {
        #expect(paths().link(to: path) == nil)
    }

    /// Browsers drop tabs and line ends from an address before they read it (WHATWG URL, basic URL parser).
    @Test(arguments: [
        "/\t/evil.example/", "/\n/evil.example", "/\r\n/evil.example/", "/\t/pupil",
        "/jarvi/pupil/groups/a\r\nSet-Cookie: x=y",
    ])
    func `a path with characters that no path has is nowhere`(_ path: String) {
        #expect(paths().link(to: path) == nil)
    }

    @Test func `a page that is registered later is known too`() {
        let stub = StubSite()
        let paths = ReturnPaths(stub.site)
        #expect(paths.link(to: "/later") == nil)
        stub.site.get("/later", may: .anyone, load: { _, _, _ in }) { _, _ in .page(Page(title: "-", content: .nothing))
        }
        #expect(paths.link(to: "/later") != nil)
    }
}
