import Base
package import Clients
import Foundation
package import Web

/// What a client may register (RFC 7591 §2, OIDC Registration §2, RFC 9700 §2.1).
package enum RegistrationRules {
    /// What a client says of itself from outside: it cannot tell that its users are those of another service, nor what it
    /// may do in its own name. Of the latter it keeps what an operator has given it (RFC 7591 §2, §3.2.1: the answer says
    /// what was registered instead).
    ///
    /// - Parameter known: the client, where there is one already.
    static func metadata(_ body: [UInt8], of known: Client? = nil) throws(OAuthError) -> ClientMetadata {
        var metadata = try document(body)
        metadata.subjectType = .pairwise
        let given = Scope(known?.metadata.scope ?? "")
        let scope = Scope(metadata.scope ?? "").filter { Scope.supported.contains($0) || given.has($0) }
        metadata.scope = scope.words.isEmpty ? nil : scope.text
        return metadata
    }

    /// Reads the document; what it leaves out stands as the specification says.
    package static func document(_ body: [UInt8]) throws(OAuthError) -> ClientMetadata {
        guard var object = try? JSONSerialization.jsonObject(with: Data(body)) as? [String: Any] else {
            throw OAuthError(.invalidClientMetadata, "The body is no JSON object.")
        }
        for (name, value) in standard where object[name] == nil || object[name] is NSNull { object[name] = value }
        let metadata: ClientMetadata
        do {
            let bytes = try JSONSerialization.data(withJSONObject: object)
            metadata = try JSONDecoder().decode(ClientMetadata.self, from: bytes)
        } catch DecodingError.dataCorrupted(let context), DecodingError.typeMismatch(_, let context),
            DecodingError.valueNotFound(_, let context), DecodingError.keyNotFound(_, let context)
        {
            let name = context.codingPath.first?.stringValue ?? "a member"
            throw OAuthError(.invalidClientMetadata, "\(name) has a value that is not supported.")
        } catch {
            throw OAuthError(.invalidClientMetadata, "The metadata cannot be read.")
        }
        try check(metadata)
        return metadata
    }

    /// OIDC Core §8.1: what stands for several hosts is read, and must name every redirect address.
    ///
    /// - Parameter documents: reads what a client publishes at an address.
    package static func checkSector(
        of metadata: ClientMetadata, reading documents: (OutsideAddress) async throws -> [UInt8]
    ) async throws(OAuthError) {
        guard let text = metadata.sectorIdentifierURI else { return }
        guard let address = OutsideAddress(registered: text), let document = try? await documents(address) else {
            throw OAuthError(.invalidClientMetadata, "sector_identifier_uri could not be read.")
        }
        try SectorDocument(document).check(metadata)
    }

    /// RFC 7592 §2.2: the client names itself, and brings neither what only we write nor another secret than its own.
    static func checkChange(_ body: [UInt8], of client: Client) throws(OAuthError) {
        let object = (try? JSONSerialization.jsonObject(with: Data(body))) as? [String: Any]
        guard object?["client_id"] as? String == client.id.description else {
            throw OAuthError(.invalidClientMetadata, "client_id must be that of this client.")
        }
        let ours = [
            "registration_access_token", "registration_client_uri", "client_secret_expires_at", "client_id_issued_at",
        ]
        guard ours.allSatisfy({ object?[$0] == nil }) else {
            throw OAuthError(.invalidClientMetadata, "\(ours.joined(separator: ", ")) must be left out.")
        }
        guard let secret = object?["client_secret"] else { return }
        guard let text = secret as? String, client.hasSecret(Secret(text)) else {
            throw OAuthError(.invalidClientMetadata, "client_secret is not the one that was given out.")
        }
    }

    private static var standard: [String: Any] {
        [
            "client_name": "", "redirect_uris": [String](), "token_endpoint_auth_method": "client_secret_basic",
            "grant_types": ["authorization_code"], "subject_type": "pairwise", "id_token_signed_response_alg": "RS256",
        ]
    }

    /// Throws for the first thing that cannot be so.
    package static func check(_ metadata: ClientMetadata) throws(OAuthError) {
        if metadata.may(.authorizationCode), metadata.redirectURIs.isEmpty {
            throw OAuthError(.invalidRedirectURI, "redirect_uris is empty.")
        }
        for text in metadata.redirectURIs { try checkRedirect(text, metadata) }
        for text in metadata.postLogoutRedirectURIs ?? [] where OutsideAddress(registered: text) == nil {
            throw OAuthError(.invalidClientMetadata, "post_logout_redirect_uris has an address that cannot be one.")
        }
        let pages = [
            metadata.clientURI, metadata.logoURI, metadata.policyURI, metadata.termsURI, metadata.initiateLoginURI,
            metadata.backchannelLogoutURI, metadata.keysURI, metadata.sectorIdentifierURI,
        ].compactMap { $0 }
        guard pages.allSatisfy(isPage) else {
            throw OAuthError(.invalidClientMetadata, "An address is not absolute, or is not https.")
        }
        if metadata.responseTypes.map({ $0 != ["code"] && !$0.isEmpty }) ?? false {
            throw OAuthError(.invalidClientMetadata, "response_types can only be code.")
        }
        guard SigningAlgorithm.own.contains(metadata.idTokenAlgorithm),
            metadata.userinfoAlgorithm.map(SigningAlgorithm.own.contains) ?? true
        else { throw OAuthError(.invalidClientMetadata, "We sign with RS256 and ES256.") }
        try checkKeys(metadata)
        try checkSector(metadata)
        guard !metadata.may(.clientCredentials) || metadata.tokenEndpointAuthMethod != .none else {
            throw OAuthError(.invalidClientMetadata, "A public client has no client_credentials.")
        }
        try checkName(metadata.clientName)
        // OIDC Registration §2; a number that no moment can be reckoned with is none.
        guard metadata.defaultMaxAge.map(AuthorizationRequest.ages.contains) ?? true else {
            throw OAuthError(.invalidClientMetadata, "default_max_age is no number of seconds.")
        }
    }

    private static func isPage(_ text: String) -> Bool {
        OutsideAddress(registered: text) != nil && (text.hasPrefix("https://") || text.hasPrefix("http://"))
    }

    /// People decide by the name whom they sign in to: nothing in it is invisible or turns the reading direction.
    private static func checkName(_ name: String) throws(OAuthError) {
        guard !name.trimmed.isEmpty, name.count <= 100, name.unicodeScalars.allSatisfy(isShown) else {
            throw OAuthError(.invalidClientMetadata, "client_name is what people read: 1 to 100 letters.")
        }
    }

    /// No control or format characters, among them the marks of UAX #9 §2.
    private static func isShown(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .control, .format, .lineSeparator, .paragraphSeparator, .privateUse, .surrogate, .unassigned: false
        default: true
        }
    }

    /// OIDC Registration §2: https for the web, loopback or an own scheme for what is installed; never a fragment.
    private static func checkRedirect(_ text: String, _ metadata: ClientMetadata) throws(OAuthError) {
        let isNative = metadata.applicationType == "native"
        guard let address = OutsideAddress(registered: text),
            address.description.hasPrefix("https://") || isNative || isLoopback(text)
        else {
            throw OAuthError(.invalidRedirectURI, "A redirect_uri is not absolute, has a fragment, or is not https.")
        }
    }

    /// Somebody who tries on their own machine.
    private static func isLoopback(_ text: String) -> Bool { text.hasPrefix("http://") }

    private static func checkKeys(_ metadata: ClientMetadata) throws(OAuthError) {
        guard metadata.keys == nil || metadata.keysURI == nil else {
            throw OAuthError(.invalidClientMetadata, "jwks and jwks_uri exclude each other.")
        }
        if let keys = metadata.keys, (try? JWKSet(json: keys.text.utf8))?.keys.isEmpty != false {
            throw OAuthError(.invalidClientMetadata, "jwks has no public key that can be used, or a private one.")
        }
        guard metadata.tokenEndpointAuthMethod != .privateKey || metadata.keys != nil || metadata.keysURI != nil else {
            throw OAuthError(.invalidClientMetadata, "private_key_jwt needs jwks or jwks_uri.")
        }
    }

    /// OIDC Core §8.1: with addresses on several hosts a document has to say that they are one sector.
    private static func checkSector(_ metadata: ClientMetadata) throws(OAuthError) {
        let hosts = Set(metadata.redirectURIs.compactMap(Sector.host))
        guard hosts.count <= 1 || metadata.sectorIdentifierURI != nil else {
            throw OAuthError(
                .invalidClientMetadata, "redirect_uris on several hosts need a sector_identifier_uri.")
        }
    }
}
