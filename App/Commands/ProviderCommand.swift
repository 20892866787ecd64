import ArgumentParser
import Audit
import Base
import Directory
import Foundation
import Storage

struct ProviderCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "provider", abstract: "List, make and change education providers.",
        subcommands: [ListProvidersCommand.self, CreateProviderCommand.self, UpdateProviderCommand.self])
}

struct ListProvidersCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "List the providers: slug, name, OID, business id.")

    @OptionGroup var source: SettingsOption

    func run() async throws {
        let entries = try await source.read { try $0.all(ProviderEntry.every) }
        for entry in entries { print(entry.line) }
    }
}

struct CreateProviderCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "create", abstract: "Make a provider; an import fills it.",
        discussion: "An import into an empty database makes the provider of its package by itself.")

    @OptionGroup var source: SettingsOption

    @Argument(help: "The slug: the first part of its addresses, 3 to 40 of a-z, 0-9 and hyphens.")
    var slug: String

    @OptionGroup var names: ProviderNames

    func run() async throws {
        try await source.write { writer, now in
            try ProviderEntry.create(slug, names.values, at: now, in: writer)
        }
        print("\(slug) is there.")
    }
}

struct UpdateProviderCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "update", abstract: "Change a provider's names, identifiers or slug.",
        discussion: "With a new slug every address of the provider changes; sign-in names stay as they are.")

    @OptionGroup var source: SettingsOption

    @Argument(help: "The slug.")
    var slug: String

    @Option(help: "The new slug.")
    var rename: String?

    @OptionGroup var names: ProviderNames

    func run() async throws {
        try await source.write { writer, now in
            try ProviderEntry.update(slug, to: rename, names.values, at: now, in: writer)
        }
        print("\(rename ?? slug) is changed.")
    }
}

/// What a provider is called.
struct ProviderNames: ParsableArguments {
    @Option(name: .customLong("name-fi"), help: "The Finnish name.")
    var finnish: String?

    @Option(name: .customLong("name-sv"), help: "The Swedish name.")
    var swedish: String?

    @Option(name: .customLong("name-en"), help: "The English name.")
    var english: String?

    @Option(help: "The OID, 1.2.246.562.10 and so on.")
    var oid: String?

    @Option(help: "The business id, 1234567-8.")
    var businessID: String?

    var values: ProviderEntry.Values {
        ProviderEntry.Values(fi: finnish, sv: swedish, en: english, oid: oid, businessID: businessID)
    }
}
