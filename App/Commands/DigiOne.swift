package import ArgumentParser
import Base
import Foundation
import Storage

/// The `digione` command.
package struct DigiOne: AsyncParsableCommand {
    package static let configuration = CommandConfiguration(
        commandName: "digione", abstract: "The national service platform for learning and schooling.",
        subcommands: [
            ServeCommand.self, MigrateCommand.self, CheckCommand.self, BackupCommand.self, RestoreCommand.self,
            ImportCommand.self, ExportCommand.self, ProviderCommand.self, ClientCommand.self, KeysCommand.self,
            UserCommand.self, InviteCommand.self, IdentityProvidersCommand.self,
            SampleCommand.self, PrepareDemoCommand.self, TestbedCommand.self,
            BenchSessionsCommand.self, BenchTimetablesCommand.self, BenchRegistersCommand.self,
            BenchCommitsCommand.self,
            BenchBareCommand.self, BenchLooksCommand.self, BenchProvidersCommand.self,
        ])

    package init() {}
}

/// What the commands share.
enum Terminal {
    /// The language of the person at the terminal, by `LC_ALL`, `LC_MESSAGES` or `LANG`; English when it is none of ours.
    static var language: Language {
        let environment = ProcessInfo.processInfo.environment
        let tag = ["LC_ALL", "LC_MESSAGES", "LANG"].compactMap { environment[$0] }.first { !$0.isEmpty } ?? ""
        return Language(rawValue: String(tag.prefix(2))) ?? .en
    }

    static func complain(_ text: String) { FileHandle.standardError.write(Data((text + "\n").utf8)) }

    /// Runs `body`; what it refuses ends the command with status 1 and a sentence.
    static func explained<Value>(
        isolation: isolated (any Actor)? = #isolation, _ body: () async throws -> Value
    ) async throws -> Value {
        do {
            return try await body()
        } catch let fault as Fault {
            throw fail(fault.log)
        } catch StorageFault.busy {
            throw fail("the database is being restored")
        } catch let fault as StorageFault {
            throw fail("the database: \(fault)")
        }
    }

    /// Ends the command with status 1 and a sentence.
    static func fail(_ text: String) -> ExitCode {
        complain(text)
        return ExitCode(1)
    }

    /// The settings, or every problem with them and status 1.
    static func settings(file: String? = nil) throws -> Settings {
        do {
            return try Settings(file: file)
        } catch {
            throw fail(error.description)
        }
    }
}
