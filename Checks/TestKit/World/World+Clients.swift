import Accounts
package import Base
package import Clients
import Storage

/// Services of the world: one in a data centre with a secret, one in a browser without.
extension World {
    package static let service: ID<Client> = id(80)
    package static let openService: ID<Client> = id(81)
    package static let serviceSecret = "secret-of-the-service-0123456789"
    package static let serviceAddress = "https://palvelu.example/back"
    package static let openServiceAddress = "https://selain.example/back"
    package static let release: ID<Release> = id(82)

    static func clients(_ writer: any Writer) throws {
        var metadata = ClientMetadata(clientName: "Laskupolku")
        metadata.redirectURIs = [serviceAddress]
        metadata.grantTypes = GrantType.allCases
        metadata.scope = "roster.read"
        metadata.postLogoutRedirectURIs = ["https://palvelu.example/left"]
        metadata.backchannelLogoutURI = "https://palvelu.example/logout"
        try Client.add(
            service, metadata, secretHash: Token(text: serviceSecret).hash, by: .command, at: now, in: writer)
        var open = ClientMetadata(clientName: "Kielipolku")
        open.redirectURIs = [openServiceAddress]
        open.tokenEndpointAuthMethod = .none
        open.idTokenAlgorithm = .es256
        try Client.add(openService, open, secretHash: nil, by: .command, at: now, in: writer)
        let draft = ReleaseDraft(
            fields: Set(ReleaseField.allCases), schools: [lakeSchool], legalBasis: .publicTask,
            purpose: "Matematiikan tehtäväpalvelu", from: now.day)
        try Release.add(release, draft, for: service, of: lake, at: now, in: writer)
    }
}
