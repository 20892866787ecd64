import HTTPTypes
import Hummingbird
import NIOCore
import Testing

@testable import Web

@Suite struct OriginsTests {
    private let published = Origins(publicOrigin: "https://digione.example", trustedProxies: ["10.0.0.1", "10.0.0.2"])
    private let local = Origins(publicOrigin: nil)

    private func request(_ fields: KeyValuePairs<String, String>, to authority: String? = "digione.example") throws
        -> Request
    {
        var headers = HTTPFields()
        for (name, value) in fields {
            headers.append(HTTPField(name: try #require(HTTPField.Name(name)), value: value))
        }
        let head = HTTPRequest(method: .post, scheme: "http", authority: authority, path: "/", headerFields: headers)
        return Request(head: head, body: RequestBody(buffer: ByteBuffer()))
    }

    @Test(arguments: [
        ("same-origin", true), ("same-site", false), ("cross-site", false), ("none", false), ("", false),
        ("Same-Origin", false),
        ("same-origin, cross-site", false),
    ])
    func `the browser's own word decides, whatever Origin says`(_ site: String, _ isAccepted: Bool) throws {
        #expect(
            published.accepts(try request(["Sec-Fetch-Site": site, "Origin": "https://evil.example"])) == isAccepted)
        #expect(
            published.accepts(try request(["Sec-Fetch-Site": site, "Origin": "https://digione.example"])) == isAccepted)
    }

    @Test func `two words of the browser are none`() throws {
        #expect(!published.accepts(try request(["Sec-Fetch-Site": "same-origin", "Sec-Fetch-Site": "cross-site"])))
    }

    @Test(arguments: [
        ("https://digione.example", true), ("https://evil.example", false), ("null", false), ("", false),
        ("http://digione.example", false),
        ("https://digione.example:444", false), ("https://digione.example.evil", false),
        ("https://digione.example/", false),
        ("https://sub.digione.example", false),
    ])
    func `without that word Origin must be ours`(_ origin: String, _ isAccepted: Bool) throws {
        #expect(published.accepts(try request(["Origin": origin])) == isAccepted)
    }

    @Test func `without either word nothing is accepted`() throws {
        #expect(!published.accepts(try request([:])))
        #expect(!local.accepts(try request([:], to: "localhost:8080")))
        #expect(!published.accepts(try request(["Referer": "https://digione.example/"])))
    }

    @Test(arguments: [
        ("localhost:8080", "http://localhost:8080", true), ("127.0.0.1:8080", "http://127.0.0.1:8080", true),
        ("[::1]:8080", "http://[::1]:8080", true), ("localhost", "http://localhost", true),
        ("localhost:8080", "http://localhost:8081", false),
        ("localhost:8080", "http://127.0.0.1:8080", false), ("evil.example", "http://evil.example", false),
        ("localhost.evil.example:80", "http://localhost.evil.example:80", false), ("localhost:8080", "null", false),
        ("[::2]:8080", "http://[::2]:8080", false),
        ("localhost:8080", "https://localhost:8080", false),
    ])
    func `on loopback the host that was asked for is ours`(_ authority: String, _ origin: String, _ isAccepted: Bool)
        throws
    {
        #expect(local.accepts(try request(["Origin": origin], to: authority)) == isAccepted)
    }

    @Test func `a request without a host is refused on loopback`() throws {
        #expect(!local.accepts(try request(["Origin": "http://localhost"], to: nil)))
    }

    @Test(arguments: [
        ("192.0.2.9", "198.51.100.7", "192.0.2.9"), ("10.0.0.1", "198.51.100.7", "198.51.100.7"),
        ("10.0.0.1", "203.0.113.5, 198.51.100.7", "198.51.100.7"),
        ("10.0.0.1", "198.51.100.7, 10.0.0.2", "198.51.100.7"),
        ("10.0.0.1", "10.0.0.2", "10.0.0.1"), ("10.0.0.1", "", "10.0.0.1"),
        ("10.0.0.1", " 2001:db8::1 ", "2001:db8::1"),
    ])
    func `a forwarded address is believed only from our own proxies`(
        _ peer: String, _ forwarded: String, _ address: String
    ) throws {
        #expect(published.address(of: try request(["X-Forwarded-For": forwarded]), peer: peer) == address)
    }

    @Test(arguments: [
        ("10.0.0.1", "for=198.51.100.7;proto=https", "198.51.100.7"),
        ("10.0.0.1", "for=203.0.113.5, For=\"[2001:db8::1]:4711\";by=10.0.0.1", "2001:db8::1"),
        ("10.0.0.1", "for=198.51.100.7:4711, for=10.0.0.2", "198.51.100.7"), ("10.0.0.1", "proto=https", "10.0.0.1"),
        ("::ffff:10.0.0.1", "for=198.51.100.7", "198.51.100.7"), ("192.0.2.9", "for=198.51.100.7", "192.0.2.9"),
    ])
    func `the standard's own field is read the same way`(_ peer: String, _ forwarded: String, _ address: String) throws
    {
        #expect(published.address(of: try request(["Forwarded": forwarded]), peer: peer) == address)
    }

    @Test func `without proxies the peer is the client`() throws {
        #expect(local.address(of: try request(["X-Forwarded-For": "198.51.100.7"]), peer: "127.0.0.1") == "127.0.0.1")
        #expect(published.address(of: try request([:]), peer: "10.0.0.1") == "10.0.0.1")
    }
}
