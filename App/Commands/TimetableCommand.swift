import ArgumentParser
import Base
import Foundation
import Timetable

struct TimetableCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "timetable",
        abstract: "Import a school's timetable: a folder with documented CSV files, or with GPU001.TXT of Untis.",
        discussion: """
            Status 0: applied, or nothing to do. Status 1: problems; nothing was changed. The edition before stays, and
            --undo goes back to it.
            """)

    @OptionGroup var source: SettingsOption

    @Argument(help: "The folder, or one file; left out with --undo.")
    var path: String?

    @Option(help: "The provider's slug or OID; needed only when there are several.")
    var provider: String?

    @Option(help: "The school's code or OID; needed only when there are several.")
    var school: String?

    @Flag(help: "Check everything and change nothing.")
    var dryRun = false

    @Flag(help: "Go back to the timetable before the last import.")
    var undo = false

    func validate() throws {
        guard undo == (path == nil) else { throw ValidationError("Give a path, or --undo without one.") }
    }

    func run() async throws {
        let report = try await source.read().withDatabase { database in
            let timetable = TimetableImport(database: database, now: { .fromSystemClock() })
            guard let path else { return try await timetable.undo(provider: provider, school: school) }
            return try await timetable.run(
                URL(filePath: path), provider: provider, school: school, isDryRun: dryRun)
        }
        print(try report.text(in: Terminal.language))
        throw ExitCode(report.exitCode)
    }
}
