import ArgumentParser
import Base
import Clients
import Foundation
import Storage

struct KeysCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "keys", abstract: "The keys that tokens are signed with.",
        subcommands: [ListKeysCommand.self, RotateKeysCommand.self])
}

struct ListKeysCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "List the published keys: id, algorithm, since when they sign.")

    @OptionGroup var source: SettingsOption

    func run() async throws {
        let keys = try await source.read { try $0.all(SigningKey.every) }
        for key in keys { print("\(key.id)  \(key.algorithm.rawValue)  \(key.signsFrom.date.formatted(.iso8601))") }
    }
}

struct RotateKeysCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "rotate", abstract: "Make the next keys; they sign a day after they are published.",
        discussion: "A running server rotates by itself every 90 days. What was signed before is still verified.")

    @OptionGroup var source: SettingsOption

    @Flag(help: "Sign with the new keys at once: when the old ones are no longer to be trusted.")
    var now = false

    func run() async throws {
        let settings = try source.read()
        let atOnce = now
        try await Terminal.explained {
            try await settings.withDatabase { database in
                let ring = KeyRing(
                    database: database, seal: try settings.sealKey.seal(), now: { .fromSystemClock() })
                _ = try await ring.published()
                try await ring.rotate(atOnce: atOnce)
            }
        }
        print(atOnce ? "New keys sign now." : "New keys are published and sign in a day.")
    }
}
