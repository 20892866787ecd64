import Accounts
import ArgumentParser
import Audit
import Base
import Directory
import Foundation
import Storage

struct InviteCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "invite", abstract: "Make a single-use invitation for one person and print its code.")

    @OptionGroup var source: SettingsOption

    @Option(help: "The provider's slug.")
    var provider: String

    @Option(help: "The person's sourcedId in the imported files.")
    var person: String

    @Flag(help: "Whoever uses the invitation becomes an administrator of the provider.")
    var administrator = false

    func run() async throws {
        let now = Instant.fromSystemClock()
        let settings = try source.read()
        let code = try await Terminal.explained {
            try await settings.withDatabase { database in try await database.write { try issue(at: now, in: $0) } }
        }
        print(code.text)
        Terminal.complain("The code works once, within \(Invitation.daysValid) days, at /invitation.")
    }

    private func issue(at now: Instant, in writer: any Writer) throws -> Token {
        guard let found = try writer.first(Provider.named(provider)),
            let invited = try writer.first(Person.from(source: person, in: found.id))
        else { throw Fault(.missing, log: "there is no such person at this provider") }
        let code = try Invitation.issue(
            to: invited, in: found.id, makesAdministrator: administrator, at: now, in: writer)
        try Change("invite", of: "person", invited.uuid, in: found.id.uuid, by: nil).write(at: now, in: writer)
        return code
    }
}
