import Base
import TestKit
import Testing

@testable import Clients

/// How many calls are too many.
@Suite struct CallRatesTests {
    private let rates = CallRates()

    private func client(_ method: ClientAuthenticationMethod = .secretBasic) -> Client {
        var metadata = ClientMetadata(clientName: "Palvelu")
        metadata.tokenEndpointAuthMethod = method
        return Client(id: .new(at: World.now), metadata: metadata)
    }

    private func fill(_ kind: CallRates.Kind, from address: String) throws {
        for _ in 0..<kind.mostOfAddress { try rates.count(kind, from: address, at: World.now) }
    }

    @Test func `RFC 6585 §4: what is too many is told, with when to come again`() throws {
        try fill(.requests, from: "a")
        #expect { try rates.count(.requests, from: "a", at: World.now.adding(seconds: 1)) } throws: { error in
            let error = error as? OAuthError
            return error?.status == 429 && (1...60).contains(error?.retryAfter ?? 0)
        }
        try rates.count(.requests, from: "a", at: World.now.adding(seconds: 60))
    }

    @Test func `one address and one kind of call close no other`() throws {
        try fill(.registrations, from: "a")
        try rates.count(.registrations, from: "b", at: World.now)
        try rates.count(.requests, from: "a", at: World.now)
    }

    @Test func `a client is counted for itself, one that cannot show who it is is not`() throws {
        let (busy, other, open) = (client(), client(), client(.none))
        for _ in 0..<CallRates.Kind.requests.mostOfClient { try rates.count(.requests, of: busy, at: World.now) }
        #expect(throws: OAuthError.self) { try rates.count(.requests, of: busy, at: World.now) }
        try rates.count(.requests, of: other, at: World.now)
        for _ in 0...CallRates.Kind.requests.mostOfClient { try rates.count(.requests, of: open, at: World.now) }
    }

    @Test(arguments: [
        ("192.0.2.7", "192.0.2.7"), ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2"), ("2001:DB8:1:2::9", "2001:db8:1:2"),
        ("2001:db8::9", "2001:db8:0:0"), ("::1", "0:0:0:0"), ("fe80::1%eth0", "fe80:0:0:0"), ("local", "local"),
    ])
    func `a subscriber of IPv6 is one caller`(_ address: String, _ network: String) {
        #expect(CallRates.network(of: address) == network)
    }
}
