import Base
import TestKit
import Testing

@testable import Clients

/// OIDC Core §8.1: who shares subjects with whom.
@Suite struct SectorTests {
    private func sector(
        _ addresses: [String], document: String? = nil, isOwn: Bool = false, id: ID<Client> = World.service
    ) -> String {
        var metadata = ClientMetadata(clientName: "Palvelu")
        metadata.redirectURIs = addresses
        metadata.sectorIdentifierURI = document
        metadata.subjectType = isOwn ? .public : .pairwise
        return Client(id: id, metadata: metadata, isOwn: isOwn).sector
    }

    @Test func `the host of the addresses, or of the document that stands for them`() {
        #expect(sector(["https://Palvelu.example:8443/back"]) == "palvelu.example")
        #expect(sector(["https://a.example/1"], document: "https://b.example/s.json") == "b.example")
        #expect(sector(["https://a.example/1"], isOwn: true) == "public")
    }

    @Test(arguments: [
        ["https://palvelu.example/back", "http://localhost:1/back"],
        ["example.app:/back", "https://palvelu.example/back"],
        ["https://palvelu.example/back", "https://toinen.example/back"],
    ])
    func `who is led elsewhere too is a sector for itself, whatever stands first`(_ addresses: [String]) {
        #expect(sector(addresses) == World.service.description)
        #expect(sector(addresses, document: "https://palvelu.example/s.json") == "palvelu.example")
    }

    @Test func `who gets answers on a device's screen has not shown that a host is theirs`() {
        var metadata = ClientMetadata(clientName: "Palvelu")
        metadata.redirectURIs = ["https://palvelu.example/back"]
        metadata.grantTypes = [.authorizationCode, .deviceCode]
        #expect(Client(id: World.service, metadata: metadata).sector == World.service.description)
    }

    @Test(arguments: [
        "http://localhost/back", "http://127.0.0.1:9000/back", "http://[::1]/back", "example.app:/back",
        "evil.app://palvelu.example/back", "https://palvelu.example@evil.example/", "",
    ])
    func `what is no host of its own is nobody else's sector`(_ address: String) {
        let (one, other) = (sector([address]), sector([address], id: World.openService))
        #expect(one == World.service.description || one == "evil.example")
        #expect(one != "palvelu.example" && (one != other || one == "evil.example"))
    }
}
