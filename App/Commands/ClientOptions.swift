import ArgumentParser
import Clients
import Foundation
import OpenID
import Outbound
import Web

/// Everything that a service may register (RFC 7591 §2, OpenID Connect Registration §2), as options.
struct ClientOptions: ParsableArguments {
    @Option(name: .customLong("redirect-uri"), help: "An address to answer at, exactly as the service sends it.")
    var redirectURIs: [String] = []

    @Option(name: .customLong("logout-redirect-uri"), help: "An address to go back to after signing out.")
    var logoutURIs: [String] = []

    @Option(name: .customLong("backchannel-logout-uri"), help: "Where the service hears that somebody signed out.")
    var backchannelURI: String?

    @Flag(name: .customLong("backchannel-logout-session"), help: "It needs to hear which session ended.")
    var needsLogoutSession = false

    @Option(
        name: .customLong("initiate-login-uri"), help: "Where the service begins to sign in who comes from a desktop.")
    var initiateURI: String?

    @Option(help: "client_secret_basic, client_secret_post, private_key_jwt or none (public).")
    var authentication = "client_secret_basic"

    @Option(help: "File with the service's public keys (JWKS), for private_key_jwt.")
    var keys: String?

    @Option(name: .customLong("keys-uri"), help: "Where the service publishes them instead.")
    var keysURI: String?

    @Option(name: .customLong("assertion-algorithm"), help: "How it signs: RS256, ES256 or EdDSA.")
    var assertionAlgorithm: String?

    @Option(help: "How its tokens are signed: RS256 or ES256.")
    var algorithm = "RS256"

    @Option(name: .customLong("userinfo-algorithm"), help: "RS256 or ES256: userinfo comes signed.")
    var userinfoAlgorithm: String?

    @Option(help: "What it may ask for in its own name, for client_credentials.")
    var scope: String?

    @Flag(help: "Let it sign people in by a code on its screen (RFC 8628).")
    var device = false

    @Flag(help: "Give it tokens only with proof of its own key (DPoP).")
    var dpop = false

    @Flag(name: .customLong("pushed-requests"), help: "Take its requests only when it has pushed them (RFC 9126).")
    var pushed = false

    @Flag(help: "An application on a device: any port of loopback, addresses with a scheme of its own.")
    var native = false

    @Flag(help: "A service of our own house: it knows people by the same subject everywhere.")
    var own = false

    @Option(
        name: .customLong("sector-identifier-uri"),
        help: "A list of all its addresses, over https; needed for addresses on several hosts.")
    var sectorURI: String?

    @Option(name: .customLong("acr"), help: "How sure it must be who signs in, where a request does not say.")
    var levels: [String] = []

    @Option(name: .customLong("max-age"), help: "After how many seconds people sign in again, where it does not say.")
    var maxAge: Int64?

    @Flag(name: .customLong("auth-time"), help: "It needs to know when people signed in.")
    var needsAuthTime = false

    @Option(name: .customLong("client-uri"), help: "Its home page.")
    var clientURI: String?

    @Option(name: .customLong("logo-uri"), help: "Its logo.")
    var logoURI: String?

    @Option(name: .customLong("policy-uri"), help: "Its privacy notice, shown at the first sign-in.")
    var policyURI: String?

    @Option(name: .customLong("terms-uri"), help: "Its terms of use, shown at the first sign-in.")
    var termsURI: String?

    @Option(name: .customLong("contact"), help: "Whom to write to about it.")
    var contacts: [String] = []

    /// What is registered under `name`; a sentence and status 1 for what cannot be so.
    func metadata(named name: String) throws -> ClientMetadata {
        guard let method = ClientAuthenticationMethod(rawValue: authentication) else {
            throw Terminal.fail("--authentication: there is no such way")
        }
        var metadata = ClientMetadata(clientName: name)
        metadata.tokenEndpointAuthMethod = method
        metadata.idTokenAlgorithm = try chosen(algorithm, "--algorithm") ?? .rs256
        metadata.assertionAlgorithm = try chosen(assertionAlgorithm, "--assertion-algorithm")
        metadata.userinfoAlgorithm = try chosen(userinfoAlgorithm, "--userinfo-algorithm")
        metadata.grantTypes =
            (redirectURIs.isEmpty ? [] : [.authorizationCode]) + (device ? [.deviceCode] : [])
            + (redirectURIs.isEmpty && !device ? [] : [.refreshToken])
            + (scope == nil || method == .none ? [] : [.clientCredentials])
        metadata.subjectType = own ? .public : .pairwise
        (metadata.scope, metadata.applicationType) = (scope, native ? "native" : nil)
        (metadata.bindsTokens, metadata.requiresPushedRequests) = (dpop ? true : nil, pushed ? true : nil)
        (metadata.defaultMaxAge, metadata.requiresAuthTime) = (maxAge, needsAuthTime ? true : nil)
        metadata.defaultLevels = levels.isEmpty ? nil : levels
        metadata.contacts = contacts.isEmpty ? nil : contacts
        addAddresses(to: &metadata)
        metadata.keys = try keys.map { file in
            guard let text = try? String(contentsOfFile: file, encoding: .utf8) else {
                throw Terminal.fail("--keys: the file cannot be read")
            }
            return JSONObject(text: text)
        }
        do {
            try RegistrationRules.check(metadata)
        } catch {
            throw Terminal.fail(error.description)
        }
        return metadata
    }

    private func addAddresses(to metadata: inout ClientMetadata) {
        metadata.redirectURIs = redirectURIs
        metadata.postLogoutRedirectURIs = logoutURIs.isEmpty ? nil : logoutURIs
        metadata.backchannelLogoutURI = backchannelURI
        metadata.backchannelLogoutSessionRequired = needsLogoutSession ? true : nil
        (metadata.initiateLoginURI, metadata.keysURI) = (initiateURI, keysURI)
        (metadata.sectorIdentifierURI, metadata.clientURI) = (sectorURI, clientURI)
        (metadata.logoURI, metadata.policyURI, metadata.termsURI) = (logoURI, policyURI, termsURI)
    }

    private func chosen(_ name: String?, _ option: String) throws -> SigningAlgorithm? {
        guard let name else { return nil }
        guard let algorithm = SigningAlgorithm(rawValue: name) else {
            throw Terminal.fail("\(option): there is no such algorithm here")
        }
        return algorithm
    }
}

extension ClientMetadata {
    /// A document that says which addresses are one sector is read before a service is told people by it (OIDC Core §8.1).
    func checkSector(_ settings: Settings) async throws {
        let outbound = Outbound.live(allowsLoopback: settings.allowsLoopbackOutbound)
        do {
            try await RegistrationRules.checkSector(of: self) { address in
                try await outbound.document(at: address.description)
            }
        } catch {
            throw Terminal.fail(error.description)
        }
    }
}
