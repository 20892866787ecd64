import ArgumentParser
import Base
import Foundation
import Rostering

struct ImportCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "import", abstract: "Import rosters, look at imports and undo them.",
        subcommands: [
            OneRosterCommand.self, TimetableCommand.self, ImportRunsCommand.self, ImportUndoCommand.self,
            ImportLimitsCommand.self,
        ])
}

struct OneRosterCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "oneroster", abstract: "Import a OneRoster 1.2 CSV package, a folder or a zip file.",
        discussion: """
            Status 0: applied, or nothing to do. Status 1: problems; nothing was changed. Status 3: it would end more \
            than usual and must be confirmed with --confirm; nothing was changed.
            """)

    @OptionGroup var source: SettingsOption

    @Argument(help: "The folder or zip file.")
    var path: String

    @Option(help: "The provider's slug or OID; needed only when there are several.")
    var provider: String?

    @Flag(help: "Check everything, show what would change and change nothing.")
    var dryRun = false

    @Option(help: "The code of the preview; it confirms exactly that difference.")
    var confirm: String?

    @Flag(help: "Print the report as JSON.")
    var json = false

    func run() async throws {
        let language = Terminal.language
        let now: @Sendable () -> Instant = { .fromSystemClock() }
        let printer = try ProgressPrinter(language: language, isTerminal: isatty(STDERR_FILENO) == 1, now: now) {
            text in
            FileHandle.standardError.write(Data(text.utf8))
        }
        let settings = try source.read()
        let report = try await settings.withDatabase { database in
            try await RosterImport(database: database, seal: settings.sealKey.seal(), now: now).run(
                URL(filePath: path), provider: provider, goal: dryRun ? .preview : .apply(confirmation: confirm),
                actor: .command
            ) { printer.show($0) }
        }
        printer.finish()
        print(try json ? report.json() : report.text(in: language))
        throw ExitCode(report.exitCode)
    }
}

struct SampleCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "sample", abstract: "Write two synthetic municipalities as OneRoster packages, DIR/1 and DIR/2.",
        discussion: "The same arguments write the same files. Everyone in them is invented.")

    @Option(help: "How many pupils in all, 50 to 200000.")
    var pupils = 2000

    @Option(help: "The seed of chance.")
    var seed: UInt64 = 1

    @Option(help: "The day from which ages and terms follow, YYYY-MM-DD; today if not given.")
    var today: String?

    @Option(help: "The folder to write to.")
    var out: String

    func run() async throws {
        guard let day = today.map(CivilDate.init(_:)) ?? .some(Instant.fromSystemClock().day) else {
            throw Terminal.fail("--today takes a day as YYYY-MM-DD")
        }
        do {
            let summary = try SampleMunicipalities(pupils: pupils, seed: seed, today: day).write(to: URL(filePath: out))
            for package in summary.packages {
                let files = SampleTimetables(today: day)
                _ = try files.write(of: URL(filePath: out).appending(path: package.folder))
                print("\(package.folder): \(package.name.fi), \(package.pupils) pupils, \(package.groups) groups")
            }
        } catch let fault as Fault {
            throw Terminal.fail(fault.log)
        }
    }
}
