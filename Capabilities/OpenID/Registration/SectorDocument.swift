import Clients
import Foundation

/// The document that says which redirect addresses are of one sector (OIDC Core §8.1, OIDC Registration §5).
struct SectorDocument {
    private let addresses: Set<String>

    /// Throws for what is no JSON array of texts, or longer than any honest one.
    init(_ document: [UInt8]) throws(OAuthError) {
        guard document.count <= 100_000, let texts = try? JSONDecoder().decode([String].self, from: Data(document))
        else {
            throw OAuthError(.invalidClientMetadata, "sector_identifier_uri has no JSON array of addresses.")
        }
        addresses = Set(texts)
    }

    /// Throws unless every redirect address stands in it, to the letter.
    func check(_ metadata: ClientMetadata) throws(OAuthError) {
        guard addresses.isSuperset(of: metadata.redirectURIs) else {
            throw OAuthError(.invalidClientMetadata, "A redirect_uri does not stand in sector_identifier_uri.")
        }
    }
}
