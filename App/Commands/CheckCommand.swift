import ArgumentParser
import Base
import Foundation

struct CheckCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check", abstract: "Check settings, database, migrations, clock, disk and public address.",
        discussion: "Status 0: nothing is wrong, warnings aside. Status 1: something is; nothing was changed.")

    @OptionGroup var source: SettingsOption

    @Flag(help: "List every setting with its meaning and its value instead; secrets are not shown.")
    var settings = false

    @Flag(help: "Print the findings as JSON.")
    var json = false

    func run() async throws {
        if settings {
            for line in SettingsList.lines(file: source.config) { print(line) }
        }
        let findings = try await findings()
        if json {
            let encoder = JSONEncoder()
            encoder.outputFormatting = [.prettyPrinted, .sortedKeys]
            print(String(decoding: try encoder.encode(findings), as: UTF8.self))
        } else if !settings {
            print(Finding.table(findings))
        }
        if findings.contains(where: { $0.state == .problem }) { throw ExitCode(1) }
    }

    private func findings() async throws -> [Finding] {
        do {
            let read = try Settings(file: source.config)
            if settings && !json {
                print("The settings are in order.")
                return []
            }
            return await Checkup(settings: read, migrations: try House.migrations(), now: .fromSystemClock()).findings()
        } catch let problems as SettingsProblems {
            if settings && !json { throw Terminal.fail(problems.description) }
            return problems.lines.map { Finding("settings", .problem, $0) }
        }
    }
}

/// `--config FILE` of every command that reads settings.
struct SettingsOption: ParsableArguments {
    @Option(help: ArgumentHelp("A file of settings; the environment goes before it.", valueName: "file"))
    var config: String?

    /// The settings, or every problem with them and status 1.
    func read() throws -> Settings { try Terminal.settings(file: config) }
}
