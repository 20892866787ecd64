import ArgumentParser
import Base
import Brokers
import Foundation
import Storage

struct IdentityProvidersCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "identity-providers",
        abstract: "Say which identity providers of municipalities may confirm administrators.",
        discussion: """
            An administrator of a municipality decides what its identity provider says, so by itself it confirms none. \
            Vouch for one when its second factors are as good as ours and others than its administrators run it. Your \
            word is for the settings as they are: whoever changes them ends it.
            """,
        subcommands: [ListPartiesCommand.self, VouchCommand.self, UnvouchCommand.self])

    static func line(_ party: VouchedParty) -> String {
        let strong = party.strong.isEmpty ? "nothing is strong" : "strong: " + party.strong.joined(separator: " ")
        let word =
            switch party.vouching {
            case .none: "-"
            case .good: "confirms administrators"
            case .changed: "changed since you vouched for it"
            }
        return "\(party.id)  \(party.provider)  \(party.issuer)  \(party.clientID)  \(strong)  \(word)"
    }

    /// What both commands do.
    static func set(_ id: String, vouches: Bool, _ source: SettingsOption) async throws {
        let settings = try source.read()
        do {
            let party = try await settings.withDatabase { database in
                let seal = try settings.sealKey.seal()
                return try await database.write { writer in
                    try VouchedParty.set(id, vouches: vouches, seal, at: .fromSystemClock(), in: writer)
                }
            }
            print(line(party))
        } catch VouchedParty.Refusal.unknown {
            throw Terminal.fail("there is no such identity provider: identity-providers list names them")
        } catch VouchedParty.Refusal.notStrong {
            throw Terminal.fail("none of its logins are strong, or it lets in people of test numbers")
        }
    }
}

struct ListPartiesCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "List them: id, municipality, issuer, client id, what is strong, your word.")

    @OptionGroup var source: SettingsOption

    func run() async throws {
        let settings = try source.read()
        let parties = try await settings.withDatabase { database in
            let seal = try settings.sealKey.seal()
            return try await database.read { try VouchedParty.all(seal, in: $0) }
        }
        for party in parties { print(IdentityProvidersCommand.line(party)) }
    }
}

struct VouchCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "vouch", abstract: "Let one confirm administrators, as it is set now.")

    @OptionGroup var source: SettingsOption

    @Argument(help: "The id, as identity-providers list prints it.")
    var id: String

    func run() async throws { try await IdentityProvidersCommand.set(id, vouches: true, source) }
}

struct UnvouchCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "unvouch", abstract: "Take your word back: it confirms no administrator.")

    @OptionGroup var source: SettingsOption

    @Argument(help: "The id, as identity-providers list prints it.")
    var id: String

    func run() async throws { try await IdentityProvidersCommand.set(id, vouches: false, source) }
}
