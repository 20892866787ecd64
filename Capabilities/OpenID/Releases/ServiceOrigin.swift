import Base
import Clients
import Web

/// By what a decision knows one service from another of the same name: where it leads people, and who connected it.
struct ServiceOrigin: Equatable, Sendable {
    let places: [String]
    let isSelfRegistered: Bool

    init(_ client: Client) {
        let redirects = client.metadata.redirectURIs.compactMap(OutsideAddress.init(registered:)).map(\.origin)
        let pages = [client.metadata.clientURI].compactMap { $0 }.compactMap(OutsideAddress.init(registered:))
        places = Set(redirects.isEmpty ? pages.map(\.origin) : redirects).sorted()
        isSelfRegistered = client.registrationHash != nil
    }

    func text(_ words: Words<OpenIDText>) -> String {
        (places + [words(isSelfRegistered ? .registeredItself : .connectedByOperator)]).joined(separator: " · ")
    }
}
