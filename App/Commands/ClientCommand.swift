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
            ListClientsCommand.self, AddClientCommand.self, ShowClientCommand.self, ChangeClientCommand.self,
            RenewSecretCommand.self, EndClientCommand.self, RegistrationTokenCommand.self,
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

    @OptionGroup var options: ClientOptions

    @Flag(help: "Let it fetch new tokens without offline_access, as long as its user is signed in.")
    var refresh = false

    @Flag(name: .customLong("without-pkce"), help: "Let it leave PKCE out when it sends a nonce.")
    var withoutPKCE = false

    func run() async throws {
        let (now, metadata) = (Instant.fromSystemClock(), try options.metadata(named: name))
        try await metadata.checkSector(source.read())
        let (id, secret) = (ID<Client>.new(at: now), Token.session())
        try await source.write { writer, now in
            try Client.add(
                id, metadata, secretHash: metadata.hasSecret ? secret.hash : nil, needsPKCE: !withoutPKCE,
                mayRefresh: refresh, isOwn: options.own, by: .command, at: now, in: writer)
        }
        print("client_id      \(id)")
        if metadata.hasSecret { print("client_secret  \(secret.text)") }
    }
}

struct ShowClientCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show", abstract: "Print what a service registered, as JSON under the names of RFC 7591.")

    @OptionGroup var source: SettingsOption

    @Argument(help: "The client id.")
    var client: String

    func run() async throws {
        guard let id = ID<Client>(client) else { throw Terminal.fail("\(client): no client id") }
        guard let known = try await source.read({ try $0.first(Client.under(id)) }) else {
            throw Terminal.fail("There is no such service.")
        }
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        print(String(decoding: try encoder.encode(known.metadata), as: UTF8.self))
    }
}

struct ChangeClientCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "change", abstract: "Change what a service registered.",
        discussion: "The file holds everything, as `digione client show` prints it; what it leaves out is gone.")

    @OptionGroup var source: SettingsOption

    @Argument(help: "The client id.")
    var client: String

    @Argument(help: "File with the metadata as JSON.")
    var file: String

    func run() async throws {
        guard let id = ID<Client>(client) else { throw Terminal.fail("\(client): no client id") }
        guard let body = FileManager.default.contents(atPath: file) else {
            throw Terminal.fail("\(file): the file cannot be read")
        }
        let metadata = try Self.metadata(body)
        try await metadata.checkSector(source.read())
        let needsSecret = try await source.write { writer, now in
            guard let known = try writer.first(Client.under(id)) else {
                throw Fault(.missing, log: "There is no such service.")
            }
            var metadata = metadata
            // Whose subjects are whose does not change under its users.
            metadata.subjectType = known.metadata.subjectType
            try Client.change(
                id, metadata, needsPKCE: known.needsPKCE, mayRefresh: known.mayRefresh, by: .command, at: now,
                in: writer)
            return metadata.hasSecret && known.secretHash == nil
        }
        print("\(client) has changed.")
        if needsSecret { print("It needs a secret now: digione client secret \(client)") }
    }

    private static func metadata(_ body: Data) throws -> ClientMetadata {
        do {
            return try RegistrationRules.document(Array(body))
        } catch {
            throw Terminal.fail(error.description)
        }
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
            guard let known = try writer.first(Client.under(id)), known.metadata.hasSecret else {
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
