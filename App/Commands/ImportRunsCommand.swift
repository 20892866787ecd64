import ArgumentParser
import Base
import Directory
import Foundation
import Rostering
import Storage

struct ImportRunsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(commandName: "runs", abstract: "List imports, the newest first.")

    @OptionGroup var source: SettingsOption

    @Option(help: "The provider's slug or OID; needed only when there are several.")
    var provider: String?

    @Option(help: "How many to list, 1 to 1000.")
    var limit = 20

    func run() async throws {
        guard (1...1000).contains(limit) else { throw Terminal.fail("--limit takes a number from 1 to 1000") }
        let language = Terminal.language
        let runs = try await source.read().withDatabase { database in
            try await database.read { reader in
                try reader.all(RosterRun.list(of: Terminal.provider(named: provider, in: reader), limit: limit))
            }
        }
        print(try RosterRun.table(runs, in: language), terminator: "")
    }
}

struct ImportUndoCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "undo", abstract: "Undo an applied import.",
        discussion: """
            Status 0: undone. Status 1: it cannot be undone; nothing was changed. What was changed later is named.
            """)

    @OptionGroup var source: SettingsOption

    @Argument(help: "The run, as import runs lists it.")
    var run: String

    @Option(help: "The provider's slug or OID; needed only when there are several.")
    var provider: String?

    func run() async throws {
        guard let id = ID<RosterRun>(run) else { throw Terminal.fail("a run is 26 letters and digits") }
        let settings = try source.read()
        let outcome = try await settings.withDatabase { database in
            let owner = try await database.read { try Terminal.provider(named: provider, in: $0) }
            return try await RosterRuns(
                database: database, seal: settings.sealKey.seal(), now: { .fromSystemClock() }
            )
            .undoing(id, of: owner, by: .command)
        }
        print(try outcome.text(in: Terminal.language), terminator: "")
        throw ExitCode(outcome.exitCode)
    }
}

struct ImportLimitsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "limits", abstract: "Show or set from where on a shrinking import must be confirmed.")

    @OptionGroup var source: SettingsOption

    @Option(help: "The provider's slug or OID; needed only when there are several.")
    var provider: String?

    @Option(help: "More than this share of a school's memberships may not end unconfirmed, 0 to 100.")
    var schoolPercent: Int32?

    @Option(help: "A group of at least this size may not be emptied unconfirmed, 1 to 1000.")
    var groupSize: Int32?

    func run() async throws {
        guard schoolPercent.map({ (0...100).contains($0) }) ?? true, groupSize.map({ (1...1000).contains($0) }) ?? true
        else {
            throw Terminal.fail("--school-percent takes 0 to 100, --group-size 1 to 1000")
        }
        let limits = try await source.read().withDatabase { database in
            try await database.write { [schoolPercent, groupSize, provider] writer in
                let owner = try Terminal.provider(named: provider, in: writer)
                let old = try writer.first(ShrinkLimits.of(owner)) ?? ShrinkLimits()
                let new = ShrinkLimits(
                    schoolPercent: schoolPercent ?? old.schoolPercent, groupSize: groupSize ?? old.groupSize)
                try new.set(for: owner, instead: old, by: nil, at: .fromSystemClock(), in: writer)
                return new
            }
        }
        print("--school-percent \(limits.schoolPercent) --group-size \(limits.groupSize)")
    }
}

extension Terminal {
    /// The provider with this slug or OID, or the only one.
    static func provider(named name: String?, in reader: any Reader) throws -> ID<Provider> {
        let known = try reader.all(Rostering.providers)
        guard let name else {
            guard known.count == 1 else { throw fail("there are \(known.count) providers: choose one with --provider") }
            return known[0].id
        }
        guard let found = known.first(where: { $0.slug == name || $0.oid == name }) else {
            throw fail("there is no such provider")
        }
        return found.id
    }
}
