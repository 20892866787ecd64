import Accounts
import ArgumentParser
import Base
import Foundation
import Storage

struct UserCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "user", abstract: "Look at accounts and help those who cannot get in.",
        subcommands: [
            ListUsersCommand.self, ShowUserCommand.self, EndSessionsCommand.self, RenewPasswordCommand.self,
            InviteCommand.self,
        ])
}

struct ListUsersCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "List a provider's accounts: sign-in name, roles, when made, when last used.")

    @OptionGroup var source: SettingsOption

    @Option(help: "The provider's slug.")
    var provider: String

    @Option(help: "One role alone: pupil, teacher, guardian, principal, office, assistant or administrator.")
    var role: String?

    @Option(help: "How many at most.")
    var limit: Int32 = 1000

    func run() async throws {
        let now = Instant.fromSystemClock()
        let entries = try await source.read { reader in
            try AccountEntry.list(of: provider, role: role, limit: limit, at: now, in: reader)
        }
        for entry in entries { print(entry.line) }
        if entries.count == Int(limit) { Terminal.complain("There may be more: --limit") }
    }
}

struct ShowUserCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show", abstract: "Show one account: its persons by their source ids, its open sessions.")

    @OptionGroup var source: SettingsOption

    @Argument(help: "The sign-in name.")
    var name: String

    func run() async throws {
        let settings = try source.read()
        let now = Instant.fromSystemClock()
        let lines = try await source.read { reader in
            let account = try AccountEntry.named(name, in: reader)
            return try account.lines(at: now, settings.sessions, in: reader)
        }
        for line in lines { print(line) }
    }
}

struct EndSessionsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "end-sessions", abstract: "Sign one account out everywhere.")

    @OptionGroup var source: SettingsOption

    @Argument(help: "The sign-in name.")
    var name: String

    func run() async throws {
        try await source.write { writer, now in
            try AccountEntry.named(name, in: writer).endSessions(at: now, in: writer)
        }
        print("\(name) is signed out everywhere.")
    }
}

struct RenewPasswordCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "renew-password",
        abstract: "Give one account a new password, print it, and sign it out everywhere.")

    @OptionGroup var source: SettingsOption

    @Argument(help: "The sign-in name.")
    var name: String

    func run() async throws {
        let password = Token.code().text
        let hash = try await PasswordHasher(cores: 1).hash(Secret(password))
        try await source.write { writer, now in
            try AccountEntry.named(name, in: writer).renew(hash, at: now, in: writer)
        }
        print(password)
        Terminal.complain("\(name) signs in with this, and changes it on the account page.")
    }
}
