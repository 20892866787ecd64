import ArgumentParser
import Base
import Foundation
import Rostering

struct ExportCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "export", abstract: "Export rosters.", subcommands: [ExportOneRosterCommand.self])
}

struct ExportOneRosterCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "oneroster", abstract: "Write a provider's register as a OneRoster 1.2 CSV package.",
        discussion: """
            The cursor is printed and stands in DIR.cursor; given to --delta-since it begins the next delta where this \
            export ended. Status 0: the folder is complete. Status 1: nothing was written. Protected persons are in \
            the files, marked; every export is logged.
            """)

    @OptionGroup var source: SettingsOption

    @Option(help: "The provider's slug or OID; needed only when there are several.")
    var provider: String?

    @Option(help: "Only what changed after this cursor.")
    var deltaSince: Int64?

    @Option(help: "The folder to write; it must not exist, or be empty.")
    var out: String

    func validate() throws {
        if let deltaSince, deltaSince < 0 { throw ValidationError("A cursor is not negative.") }
    }

    func run() async throws {
        // The files hold everybody's data: nobody but their owner reads them.
        umask(0o077)
        do {
            let summary = try await source.read().withDatabase { database in
                try await RosterExport(database: database, now: { .fromSystemClock() }).run(
                    provider: provider, since: deltaSince, to: URL(filePath: out))
            }
            for (file, count) in summary.rows { Terminal.complain("\(file) \(count)") }
            print(summary.cursor)
        } catch let refusal as ExportRefusal {
            throw Terminal.fail(refusal.description)
        }
    }
}
