import Testing

@testable import Web

/// Where pages may lead: a registered address stands in a Content-Security-Policy.
@Suite struct OutsideAddressTests {
    @Test(arguments: [
        "https://a;sandbox,x/b", "https://a,b/", "https://a'b/", "https://a%3Bsandbox/", "https://a%2Cb/",
        "https://[a;b]/",
        "https://a*/", "https:///b", "https://a!b/", "https://a(b)/",
    ])
    func `no sign of a policy is in a host`(_ text: String) {
        #expect(OutsideAddress(registered: text) == nil)
    }

    @Test(
        arguments: [
            ("https://palvelu.example:8443/a;b,c'd", "https://palvelu.example:8443"), ("https://[2001:db8::1]/b", nil),
            ("https://xn--syd-7na.example/", "https://xn--syd-7na.example"), ("example.app:/back", "example.app:"),
            ("http://localhost:1/b", "http://localhost:1"),
        ] as [(String, String?)])
    func `hosts, and what follows them, stay as they are`(_ text: String, _ origin: String?) throws {
        let address = try #require(OutsideAddress(registered: text))
        if let origin { #expect(address.origin == origin) }
    }
}
