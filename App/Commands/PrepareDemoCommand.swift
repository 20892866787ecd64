import Accounts
import ArgumentParser
import Directory
import Foundation
import SignIn

struct PrepareDemoCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "prepare-demo",
        abstract: "Fill an empty database with two synthetic municipalities and demo persons.")

    @OptionGroup var source: SettingsOption

    @Option(help: "How many pupils in all.")
    var pupils = 2000

    func run() async throws {
        let settings = try source.read()
        try FileManager.default.createDirectory(at: settings.data, withIntermediateDirectories: true)
        let demo = try await settings.withDatabase { database in
            try await Demo(database: database, folder: settings.data, hasher: PasswordHasher()).prepare(pupils: pupils)
        }
        print("Demo persons; the password of each is \(Demo.password)")
        for person in demo.persons {
            let role = person.role.rawValue
            print(
                "  \(role)\(String(repeating: " ", count: max(1, 14 - role.count)))\(person.signInName)  (\(person.name), \(person.place))"
            )
        }
    }
}
