import ArgumentParser
import Base
import Foundation
import SignIn
import Storage

struct ServeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "serve", abstract: "Run the server until a signal ends it.")

    @OptionGroup var source: SettingsOption

    @Flag(help: "List the demo persons on the sign-in page, with one-click sign-in. Loopback only.")
    var demo = false

    @Flag(
        help:
            "Serve invented people and services to outside testers, by https, from a folder of its own. Loopback only.")
    var testbed = false

    @OptionGroup var options: TestbedOptions

    @Option(help: "The port to listen on, instead of DIGIONE_PORT.")
    var port: Int?

    func run() async throws {
        var settings = try source.read()
        if let port { settings.port = port }
        if testbed {
            settings = try await options.settings(from: settings, isDemo: demo)
        } else if options.isUsed {
            throw Terminal.fail("--redirect-uri, --logout-redirect-uri and --ca go with --testbed")
        } else if let refusal = TestbedRules.refusalToServe(settings) {
            throw Terminal.fail(refusal)
        }
        let server = try Server(settings: settings, demo: demo ? persons(settings) : nil)
        try await Terminal.explained { try await server.run() }
    }

    private func persons(_ settings: Settings) throws -> DemoPersons {
        guard settings.isLoopback, settings.publicAddress == nil else {
            throw Terminal.fail("--demo lets anyone in: it runs on loopback only, without a public address")
        }
        guard let file = try? Data(contentsOf: Demo.file(in: settings.data)) else {
            throw Terminal.fail("there are no demo persons: run digione prepare-demo first")
        }
        return try JSONDecoder().decode(DemoPersons.self, from: file)
    }
}

struct MigrateCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "migrate", abstract: "Bring the database's schema up to date.")

    @OptionGroup var source: SettingsOption

    func run() async throws {
        let settings = try source.read()
        let applied = try await Terminal.explained {
            let database = try settings.openDatabase(settings.logger())
            let applied = try await database.migrate(House.migrations(), at: .fromSystemClock())
            await database.close()
            return applied
        }
        print(applied.isEmpty ? "The schema is up to date." : "Applied: \(applied.joined(separator: ", "))")
    }
}
