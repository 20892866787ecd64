import Testing
import Web

@Suite struct HTMLTests {
    @Test(arguments: [
        ("a & b", "a &amp; b"), ("<b>", "&lt;b&gt;"), (#""quoted""#, "&quot;quoted&quot;"), ("it's", "it&#39;s"),
        ("&amp;", "&amp;amp;"),
        ("Niemelä", "Niemelä"), ("", ""),
        ("</script><script>alert(1)</script>", "&lt;/script&gt;&lt;script&gt;alert(1)&lt;/script&gt;"),
        ("<\u{338}", "&lt;\u{338}"), ("\"\u{301}onclick=x", "&quot;\u{301}onclick=x"), ("👩‍🏫 <3", "👩‍🏫 &lt;3"),
    ])
    func `an inserted text is escaped`(_ text: String, _ escaped: String) {
        let html: HTML = "<p>\(text)</p>"
        #expect(Array(html.text.utf8) == Array("<p>\(escaped)</p>".utf8))
    }

    @Test func `an attribute is escaped and left out without a value`() {
        let html: HTML = "<a\(attribute: "lang", #"sv" onclick='x'>"#)\(attribute: "hidden", nil)>"
        #expect(html.text == #"<a lang="sv&quot; onclick=&#39;x&#39;&gt;">"#)
        let empty: HTML = "<a\(attribute: "title", "")>"
        #expect(empty.text == #"<a title="">"#)
    }

    @Test(arguments: [(true, "<input checked>"), (false, "<input>")])
    func `a flag is there or not`(_ isOn: Bool, _ text: String) {
        let html: HTML = "<input\(flag: "checked", isOn)>"
        #expect(html.text == text)
    }

    @Test func `pieces go into pieces as they are, and texts are escaped once`() {
        let inner: HTML = "<b>\("<")</b>"
        let missing: HTML? = nil
        let html: HTML = "<p>\(inner)\([inner, inner])\(missing)\(3)</p>"
        #expect(html.text == "<p><b>&lt;</b><b>&lt;</b><b>&lt;</b>3</p>")
        #expect(HTML([inner, inner]).text == "<b>&lt;</b><b>&lt;</b>")
        #expect(HTML.nothing.isEmpty && !html.isEmpty)
    }

    @Test func `a link is escaped like any text`() {
        let path: PathPattern = "/search"
        let html: HTML = "<a href=\"\(path().with(["a": "1", "b": "'"]))\">"
        #expect(html.text == #"<a href="/search?a=1&amp;b=%27">"#)
    }
}
