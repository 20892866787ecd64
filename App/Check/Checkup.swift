import Base
import Foundation
import Outbound
import Storage
import StoragePostgres
import Web

/// Looks at everything that a server of these settings needs, without changing anything.
struct Checkup: Sendable {
    let settings: Settings
    let migrations: [Migration]
    let now: Instant

    func findings() async -> [Finding] {
        var findings = [Finding("settings", .ok, "all are in order")]
        findings += await onDatabase()
        findings += disk() + [openFiles()]
        if let files = settings.tls { findings.append(certificate(files)) }
        findings.append(await publicAddress())
        return findings
    }

    // MARK: Database

    private func onDatabase() async -> [Finding] {
        if case .sqlite(let path) = settings.database, !FileManager.default.fileExists(atPath: path) {
            return [Finding("database", .problem, "there is no file yet; `digione migrate` makes it")]
        }
        let database: any Database
        do {
            database = try settings.openDatabase(settings.logger())
        } catch StorageFault.busy {
            return [Finding("database", .problem, "it is being restored")]
        } catch {
            return [Finding("database", .problem, "it cannot be opened")]
        }
        let findings = await findings(on: database)
        await database.close()
        return findings
    }

    private func findings(on database: any Database) async -> [Finding] {
        do {
            let (ledger, newest) = try await database.read { reader in
                (try Checkup.ledger(in: reader), try Checkup.newest(in: reader))
            }
            let written = await writable(database)
            let schema = compared(ledger)
            let links = schema.state == .ok ? [try await links(database)] : []
            return [written, schema] + links + [await clock(database, newest)]
        } catch StorageFault.statement {
            return [Finding("database", .problem, "it has no schema yet; `digione migrate` makes it")]
        } catch {
            return [Finding("database", .problem, "it does not answer")]
        }
    }

    private struct Enough: Error {}

    private func writable(_ database: any Database) async -> Finding {
        do {
            try await database.write { writer in
                try Checkup.tryToWrite(in: writer)
                throw Enough()
            }
            return Finding("database", .problem, "a transaction that was taken back was kept")
        } catch is Enough {
            return Finding("database", .ok, "it answers and can be written")
        } catch {
            return Finding("database", .problem, "it answers, but cannot be written")
        }
    }

    private func compared(_ ledger: [LedgerRow]) -> Finding {
        let comparison = Ledger(applied: ledger, known: migrations)
        if !comparison.changed.isEmpty {
            return Finding("migrations", .problem, "changed after they were applied: \(list(comparison.changed))")
        }
        if !comparison.unknown.isEmpty {
            return Finding("migrations", .problem, "of a newer DigiOne: \(list(comparison.unknown))")
        }
        if !comparison.missing.isEmpty {
            return Finding("migrations", .problem, "`digione migrate` has to apply: \(list(comparison.missing))")
        }
        return Finding("migrations", .ok, "all \(ledger.count) are applied, with the right checksums")
    }

    private func links(_ database: any Database) async throws -> Finding {
        let loose = try await database.read { try Checkup.looseLinks(in: $0) }
        guard loose > 0 else { return Finding("accounts", .ok, "every one of their links leads to a person") }
        return Finding("accounts", .problem, "\(loose) of their links lead to no person; they show nothing")
    }

    private func list(_ names: [String]) -> String { names.sorted().joined(separator: ", ") }

    // MARK: Clock

    /// When the first release was made: an earlier clock is wrong.
    private static let floor = Instant(milliseconds: 1_790_000_000_000)
    private static let mostSeconds: Int64 = 30

    private func clock(_ database: any Database, _ newest: Instant) async -> Finding {
        if now < Checkup.floor { return Finding("clock", .problem, "it says a day before DigiOne was made") }
        if newest.milliseconds > now.adding(seconds: Checkup.mostSeconds).milliseconds {
            return Finding("clock", .problem, "it is behind what the database has seen already")
        }
        guard let postgres = database as? PostgresDatabase else {
            return Finding("clock", .ok, "it is not behind what the database has seen")
        }
        guard let theirs = try? await postgres.clock() else { return Finding("clock", .problem, "no answer") }
        let seconds = abs(theirs.milliseconds - Instant.fromSystemClock().milliseconds) / 1000
        guard seconds <= Checkup.mostSeconds else {
            return Finding("clock", .problem, "\(seconds) s away from the database's clock")
        }
        return Finding("clock", .ok, "within \(seconds + 1) s of the database's clock")
    }
}
