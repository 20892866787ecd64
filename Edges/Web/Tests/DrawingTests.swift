import Testing

@testable import Web

/// Pages inside pages: looks and words stay, what acts does not.
@Suite struct DrawingTests {
    private func still(_ html: HTML) -> String {
        html.still { $0 == "/lake/teacher/groups" ? Link(trusted: "/shown?a=1&b") : nil }.text
    }

    @Test func `links lead where they are led, or nowhere`() {
        #expect(
            still("<a class=\"title\" href=\"/lake/teacher/groups\" data-dialog=\"d\">Groups</a><a href=\"/x\">X</a>")
                == "<a class=\"title\" href=\"/shown?a=1&amp;b\">Groups</a><span>X</span>")
    }

    @Test func `nothing can be sent, pressed or found by name`() {
        let form: HTML = """
            <form method="post" action="/act" class="form" novalidate><input type="hidden" name="person" value="id">\
            <label for="f">Reason</label><input type="text" id="f" name="reason" value="secret">\
            <button type="submit" name="a" value="b" formaction="/y" class="button primary"><span>Send</span></button></form>
            """
        let shown = still(form)
        for word in ["action", "method", "name=", "secret", "id=", "<form", "<button", "hidden", "person"] {
            #expect(!shown.contains(word), "\(word)")
        }
        #expect(shown.contains("<input type=\"text\" disabled>"))
        #expect(shown.contains("<span type=\"submit\" class=\"button primary\"><span>Send</span></span>"))
    }

    @Test func `scripts, dialogs and what listens is left out`() {
        let page: HTML = """
            <div id="progress" data-live="/p" data-refresh>A</div><dialog id="d"><p>Sure?</p></dialog>\
            <script src="/s.js"></script><p onclick="x()">B</p>
            """
        #expect(still(page) == "<div>A</div><p>B</p>")
    }

    @Test func `headings stand one lower, icons and escapes stay`() {
        #expect(
            still(
                "<h1>A &lt; B</h1><svg class=\"icon\" viewBox=\"0 0 24 24\" aria-hidden=\"true\"><path d=\"M0 0\"/></svg>"
            )
                == "<h2>A &lt; B</h2><svg class=\"icon\" viewBox=\"0 0 24 24\" aria-hidden=\"true\"><path d=\"M0 0\"/></svg>"
        )
    }

    @Test func `a page's rules hold for the one as whom it is drawn`() throws {
        let stub = StubSite()
        stub.site.get(
            "/{provider}/secret", may: Policy("never") { _, _, _ in false }, load: { _ in },
            page: { _, _ in Page(title: "secret", content: "secret") })
        #expect(stub.site.drawings.has(PathPattern("/{provider}/secret")("lake")))
        #expect(!stub.site.drawings.has(PathPattern("/{provider}/other")("lake")))
    }
}
