import Accounts
import ArgumentParser
import Base
import Clients
import Foundation
import OpenID
import Storage

struct ClientCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "client", abstract: "Connect services that sign their users in here.",
        subcommands: [
            ListClientsCommand.self, AddClientCommand.self, RenewSecretCommand.self, EndClientCommand.self,
            RegistrationTokenCommand.self,
        ])
}

struct ListClientsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "List the services: client id, how they authenticate, name.")

    @OptionGroup var source: SettingsOption

    func run() async throws {
        let clients = try await source.read { try $0.all(Client.every) }
        for client in clients {
            print("\(client.id)  \(client.metadata.tokenEndpointAuthMethod.rawValue)  \(client.metadata.clientName)")
        }
    }
}

struct AddClientCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "add", abstract: "Connect a service; prints its client id and, once, its secret.",
        discussion: "What it gets to know of people each provider decides for itself, on its page of releases.")

    @OptionGroup var source: SettingsOption

    @Argument(help: "What people read when they sign in to it.")
    var name: String

    @Option(name: .customLong("redirect-uri"), help: "An address to answer at, exactly as the service sends it.")
    var redirectURIs: [String] = []

    @Option(name: .customLong("logout-redirect-uri"), help: "An address to go back to after signing out.")
    var logoutURIs: [String] = []

    @Option(name: .customLong("backchannel-logout-uri"), help: "Where the service hears that somebody signed out.")
    var backchannelURI: String?

    @Option(
        name: .customLong("initiate-login-uri"), help: "Where the service begins to sign in who comes from a desktop.")
    var initiateURI: String?

    @Option(help: "client_secret_basic, client_secret_post, private_key_jwt or none (public).")
    var authentication = "client_secret_basic"

    @Option(help: "File with the service's public keys (JWKS), for private_key_jwt.")
    var keys: String?

    @Option(help: "How its tokens are signed: RS256 or ES256.")
    var algorithm = "RS256"

    @Option(help: "What it may ask for in its own name, for client_credentials.")
    var scope: String?

    @Flag(help: "Let it fetch new tokens without offline_access, as long as its user is signed in.")
    var refresh = false

    @Flag(help: "Let it sign people in by a code on its screen (RFC 8628).")
    var device = false

    @Flag(help: "Give it tokens only with proof of its own key (DPoP).")
    var dpop = false

    @Flag(name: .customLong("without-pkce"), help: "Let it leave PKCE out when it sends a nonce.")
    var withoutPKCE = false

    @Flag(help: "A service of our own house: it knows people by the same subject everywhere.")
    var own = false

    func run() async throws {
        let now = Instant.fromSystemClock()
        let metadata = try metadata()
        let (id, secret) = (ID<Client>.new(at: now), Token.session())
        let hasSecret = [.secretBasic, .secretPost].contains(metadata.tokenEndpointAuthMethod)
        try await source.write { writer, now in
            try Client.add(
                id, metadata, secretHash: hasSecret ? secret.hash : nil, needsPKCE: !withoutPKCE,
                mayRefresh: refresh, isOwn: own, by: .command, at: now, in: writer)
        }
        print("client_id      \(id)")
        if hasSecret { print("client_secret  \(secret.text)") }
    }

    private func metadata() throws -> ClientMetadata {
        guard let method = ClientAuthenticationMethod(rawValue: authentication) else {
            throw Terminal.fail("--authentication: there is no such way")
        }
        guard let algorithm = SigningAlgorithm(rawValue: algorithm) else {
            throw Terminal.fail("--algorithm: RS256 or ES256")
        }
        var metadata = ClientMetadata(clientName: name)
        metadata.redirectURIs = redirectURIs
        metadata.postLogoutRedirectURIs = logoutURIs.isEmpty ? nil : logoutURIs
        metadata.backchannelLogoutURI = backchannelURI
        metadata.initiateLoginURI = initiateURI
        metadata.tokenEndpointAuthMethod = method
        metadata.idTokenAlgorithm = algorithm
        metadata.subjectType = own ? .public : .pairwise
        metadata.scope = scope
        metadata.bindsTokens = dpop ? true : nil
        metadata.grantTypes =
            (redirectURIs.isEmpty ? [] : [.authorizationCode]) + (device ? [.deviceCode] : [])
            + (redirectURIs.isEmpty && !device ? [] : [.refreshToken])
            + (scope == nil || method == .none ? [] : [.clientCredentials])
        if let keys {
            guard let text = try? String(contentsOfFile: keys, encoding: .utf8) else {
                throw Terminal.fail("--keys: the file cannot be read")
            }
            metadata.keys = JSONObject(text: text)
        }
        do {
            try RegistrationRules.check(metadata)
        } catch {
            throw Terminal.fail(error.description)
        }
        return metadata
    }
}

struct RenewSecretCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "secret", abstract: "Give a service a new secret; the old one ends at once.")

    @OptionGroup var source: SettingsOption

    @Argument(help: "The client id.")
    var client: String

    func run() async throws {
        guard let id = ID<Client>(client) else { throw Terminal.fail("\(client): no client id") }
        let secret = Token.session()
        try await source.write { writer, now in
            guard let known = try writer.first(Client.under(id)), known.secretHash != nil else {
                throw Fault(.missing, log: "There is no service with a secret under this id.")
            }
            try Client.set(secretHash: secret.hash, of: id, by: .command, at: now, in: writer)
        }
        print("client_secret  \(secret.text)")
    }
}

struct EndClientCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "end", abstract: "End a service: it gets nothing any more.")

    @OptionGroup var source: SettingsOption

    @Argument(help: "The client id.")
    var client: String

    func run() async throws {
        guard let id = ID<Client>(client) else { throw Terminal.fail("\(client): no client id") }
        try await source.write { writer, now in
            guard try Client.end(id, by: .command, at: now, in: writer) else {
                throw Fault(.missing, log: "There is no such service.")
            }
        }
        print("\(client) has ended.")
    }
}

struct RegistrationTokenCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "token", abstract: "Make an initial access token, with which services register themselves.")

    @OptionGroup var source: SettingsOption

    @Argument(help: "Whom it is given to.")
    var label: String

    @Option(help: "How many services may register with it.")
    var uses: Int64 = 1

    @Option(help: "For how many days it is good.")
    var days: Int64 = 7

    func run() async throws {
        let (label, uses, days) = (label, uses, days)
        let token = try await source.write { writer, now in
            try RegistrationToken.add(
                label: label, uses: uses, until: now.adding(days: days), at: now, in: writer)
        }
        print(token)
    }
}
