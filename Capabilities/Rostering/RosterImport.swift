package import Base
import Directory
package import Foundation
package import Storage

/// Imports OneRoster CSV packages: everything is read and checked first, then applied in one transaction.
package struct RosterImport: Sendable {
    private let database: any Database
    private let now: @Sendable () -> Instant

    package init(database: any Database, now: @escaping @Sendable () -> Instant) {
        (self.database, self.now) = (database, now)
    }

    /// Reads, checks and, unless `dryRun`, applies a package.
    ///
    /// - Parameters:
    ///   - source: a folder or a zip file.
    ///   - provider: slug or OID; needed only when there are several providers, or for a second one.
    ///   - startedBy: who is written on the run, without a personal name.
    /// - Throws: `StorageFault`; whatever is wrong with the package is in the report.
    package func run(
        _ source: URL, provider: String?, dryRun: Bool, startedBy: String,
        progress: @escaping @Sendable (ImportProgress) -> Void
    ) async throws -> ImportReport {
        let reading = ProblemLog()
        let startedAt = now()
        guard let package = PackageReading(log: reading, progress: progress).read(source) else {
            return ImportReport(state: .refused, provider: nil, modes: [:], counts: [:], problems: reading.problems)
        }
        let attempt = ImportAttempt(
            database: database, set: package.set, modes: package.modes, wanted: provider, dryRun: dryRun,
            startedBy: startedBy, startedAt: startedAt, problems: reading.problems, now: now, progress: progress)
        for _ in 1..<Self.attempts {
            do {
                return try await attempt.run()
            } catch is Application.Outdated {
                continue
            } catch StorageFault.unique {
                // Somebody made the same provider in between.
                continue
            }
        }
        do {
            return try await attempt.run()
        } catch is Application.Outdated {
            throw StorageFault.busy
        }
    }

    private static let attempts = 3
}
