import Clients
import Testing
import Web

@testable import OpenID

/// OIDC Core §4: where somebody is led who begins at our side.
@Suite struct ServiceStartTests {
    private func address(_ query: String, starting: String? = "https://service.example/begin?a=b") throws -> String? {
        var metadata = ClientMetadata(clientName: "Palvelu")
        metadata.redirectURIs = ["https://login.service.example/back"]
        metadata.initiateLoginURI = starting
        return ServiceStart(metadata, try Form(encoded: query))?.address(from: "https://digione.example").description
    }

    @Test func `§4: our name is always there, and the query stays as it was`() throws {
        #expect(try address("") == "https://service.example/begin?a=b&iss=https%3A%2F%2Fdigione.example")
        #expect(try address("", starting: nil) == nil)
    }

    @Test(arguments: ["https://service.example/page/1", "https://login.service.example/page"])
    func `§4: a page of the service is meant, and a hint is passed on`(_ page: String) throws {
        let link = try address("target_link_uri=\(page)&login_hint=x")
        #expect(link?.contains("&login_hint=x&target_link_uri=https%3A%2F%2F") == true)
    }

    @Test(arguments: [
        "https://evil.example/", "http://service.example/page", "https://service.example.evil.example/",
        "//service.example",
        "https://service.example:444/", "https://user@service.example/", "javascript:alert(1)", "",
    ])
    func `§4: nobody is led elsewhere through a service`(_ target: String) throws {
        #expect(try address("target_link_uri=\(target)") == nil)
    }
}
