import Testing

@testable import Web

@Suite struct CookieTests {
    @Test(
        arguments: [
            (["__Host-session=abc"], "abc"), (["a=1; __Host-session=abc; b=2"], "abc"),
            (["a=1", "__Host-session=abc"], "abc"),
            (["__Host-session=abc==; x=y"], "abc=="), (["__Host-session=first; __Host-session=second"], "first"),
            (["__host-session=abc"], nil),
            (["x__Host-session=abc"], nil), (["__Host-session"], nil), (["__Host-session="], nil), ([], nil),
            ([";;;=;"], nil),
            (["a=1;__Host-session=abc"], "abc"),
        ] as [([String], String?)])
    func `a cookie is found by its exact name`(_ headers: [String], _ value: String?) {
        #expect(CookieJar(headers)[CookieName.session] == value)
    }

    @Test func `a new cookie is bound to host, TLS and our own site`() {
        #expect(
            NewCookie(CookieName.session, "abc", seconds: 60).line
                == "__Host-session=abc; Path=/; Secure; SameSite=Lax; HttpOnly; Max-Age=60")
        #expect(NewCookie(CookieName.session, "", seconds: 0).line.hasSuffix("; HttpOnly; Max-Age=0"))
        #expect(
            NewCookie(CookieName.language, "sv", seconds: nil, hidden: false).line
                == "__Host-language=sv; Path=/; Secure; SameSite=Lax")
    }
}
