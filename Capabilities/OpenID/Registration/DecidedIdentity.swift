import Clients
import Web

/// What a provider went by when it decided about a service: what people read, where they are led, and how the service shows
/// who it is.
enum DecidedIdentity {
    /// RFC 7592 §2.2: the server may refuse a change. Throws for one that makes another service of `known`; fewer addresses,
    /// and others at places that stood there, are none.
    static func check(_ new: ClientMetadata, instead known: ClientMetadata) throws(OAuthError) {
        let (places, led) = (Set(pages(known) + known.redirectURIs), Set(known.redirectURIs))
        guard new.clientName == known.clientName else { throw refusal("client_name") }
        guard new.tokenEndpointAuthMethod == known.tokenEndpointAuthMethod else {
            throw refusal("token_endpoint_auth_method")
        }
        guard isWithin(new.redirectURIs, led) else { throw refusal("The hosts of redirect_uris") }
        guard isWithin(pages(new), places) else { throw refusal("The hosts of the service's pages") }
    }

    private static func pages(_ metadata: ClientMetadata) -> [String] {
        [
            metadata.clientURI, metadata.logoURI, metadata.policyURI, metadata.termsURI, metadata.initiateLoginURI,
            metadata.sectorIdentifierURI,
        ].compactMap { $0 }
    }

    private static func isWithin(_ addresses: [String], _ known: Set<String>) -> Bool {
        origins(addresses).isSubset(of: origins(Array(known)))
    }

    private static func origins(_ addresses: [String]) -> Set<String> {
        Set(addresses.map { OutsideAddress(registered: $0)?.origin ?? $0 })
    }

    private static func refusal(_ what: String) -> OAuthError {
        OAuthError(
            .invalidClientMetadata,
            "\(what) cannot change: an education provider decided about this service; an operator changes it.")
    }
}
