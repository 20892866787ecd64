import Testing

@testable import Outbound

@Suite struct DestinationTests {
    @Test(arguments: [
        "https://login.example", "https://login.example:8443/a?b=c", "https://198.51.100.7/", "https://[2001:db8::1]/",
    ])
    func `an https address is a destination`(_ address: String) {
        #expect(Destination(address, allowsLoopback: false) != nil)
    }

    /// standards.md part 3, line 11: https only.
    @Test(arguments: [
        "http://login.example", "ftp://login.example", "login.example", "https://", "https://user@login.example",
        "https://user:secret@login.example", "https://login.example/#x", "https://login.example/ä",
        "https://login.example/a b", "file:///etc/passwd", "", "http://localhost:1", "https://localhost",
        "https://127.0.0.1/", "http://127.0.0.1.example/",
    ])
    func `this is none`(_ address: String) { #expect(Destination(address, allowsLoopback: false) == nil) }

    @Test func `loopback is a destination where a setting says so, and other plain addresses are not`() {
        #expect(Destination("http://localhost:9000/x", allowsLoopback: true)?.isLoopback == true)
        #expect(Destination("http://127.0.0.1:9000", allowsLoopback: true) != nil)
        #expect(Destination("http://login.example", allowsLoopback: true) == nil)
        #expect(Destination("http://192.168.0.1", allowsLoopback: true) == nil)
    }

    /// standards.md part 3, line 11: no private addresses.
    @Test(arguments: [
        "10.0.0.1", "127.0.0.1", "127.9.9.9", "169.254.169.254", "172.16.0.1", "172.31.255.255", "192.168.1.1",
        "100.64.0.1", "0.0.0.0", "192.0.2.1", "198.18.0.1", "224.0.0.1", "255.255.255.255", "::1", "::", "fc00::1",
        "fd12::1", "fe80::1", "ff02::1", "::ffff:10.0.0.1", "::ffff:127.0.0.1", "64:ff9b::a00:1", "2002:a00:1::",
        "2001::1", "2001:db8::1", "::10.0.0.1",
    ])
    func `this address is not public`(_ text: String) throws {
        #expect(try !#require(NumericAddress(text)).isPublic)
    }

    @Test(arguments: [
        "1.1.1.1", "172.15.0.1", "172.32.0.1", "193.166.3.2", "100.63.0.1", "2a00:1d50::1", "2001:708::1",
        "::ffff:193.166.3.2", "64:ff9b::c1a6:302",
    ])
    func `this one is`(_ text: String) throws { #expect(try #require(NumericAddress(text)).isPublic) }

    @Test func `one private address among several refuses the name`() throws {
        let destination = try #require(Destination("https://login.example", allowsLoopback: true))
        let open = try #require(NumericAddress("193.166.3.2"))
        #expect(try destination.chosen(among: [open]) == open)
        for hidden in ["10.1.2.3", "127.0.0.1", "::1"] {
            #expect(throws: OutboundFault.privateAddress) {
                try destination.chosen(among: [open, try #require(NumericAddress(hidden))])
            }
        }
        #expect(throws: OutboundFault.unresolved) { try destination.chosen(among: []) }
    }

    @Test func `a name that says loopback may not lead elsewhere`() throws {
        let destination = try #require(Destination("http://localhost:1", allowsLoopback: true))
        #expect(throws: OutboundFault.privateAddress) {
            try destination.chosen(among: [try #require(NumericAddress("192.168.0.9"))])
        }
    }

    @Test func `an address is written as it was read`() {
        for text in ["193.166.3.2", "2a00:1d50::1"] { #expect(NumericAddress(text)?.description == text) }
        #expect(NumericAddress("login.example") == nil)
    }
}

@Suite struct OutboundTests {
    private func outbound(_ status: Int) -> Outbound {
        Outbound { _ in Outbound.Answer(status: status, headers: [("Location", "https://elsewhere.example")], body: [])
        }
    }

    /// standards.md part 3, line 11: no redirects across hosts; none is followed at all.
    @Test(arguments: [301, 302, 303, 307, 308])
    func `a redirect is a failure`(_ status: Int) async {
        await #expect(throws: OutboundFault.redirected) { try await outbound(status).get("https://login.example") }
    }

    @Test func `nothing is sent to an address that may not be asked`() async {
        let outbound = Outbound { _ in
            Issue.record("it was asked")
            return Outbound.Answer(status: 200, body: [])
        }
        await #expect(throws: OutboundFault.address) { try await outbound.get("http://login.example") }
        await #expect(throws: OutboundFault.address) { try await outbound.post("http://localhost:1", form: []) }
    }

    @Test func `a form is encoded, and a failure holds nothing of it`() async throws {
        let outbound = Outbound { call in
            #expect(call.method == .post)
            #expect(call.body == "a%20b=%26%3D%C3%A4&c=")
            #expect(call.headers.contains { $0 == ("Content-Type", "application/x-www-form-urlencoded") })
            return Outbound.Answer(
                status: 400, headers: [("content-TYPE", "Application/JSON; charset=utf-8")], body: [1])
        }
        let answer = try await outbound.post("https://login.example", form: [("a b", "&=ä"), ("c", "")])
        #expect(answer.status == 400)
        #expect(answer.type == "application/json")
        await #expect(throws: OutboundFault.unreachable) {
            try await Outbound { _ in throw CancellationError() }.get("https://login.example")
        }
    }

    @Test func `the network is not asked for names of this machine`() async {
        let outbound = Outbound.live(allowsLoopback: false)
        for address in ["https://localhost:1", "https://127.0.0.1:1", "https://10.0.0.1", "https://[::1]:1"] {
            await #expect(throws: OutboundFault.self) { try await outbound.get(address) }
        }
    }
}
