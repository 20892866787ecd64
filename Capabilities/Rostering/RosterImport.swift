package import Base
import Directory
package import Foundation
package import Storage

/// Imports OneRoster CSV packages from a path: everything is read and checked first, then applied in one transaction.
package struct RosterImport: Sendable {
    private let database: any Database
    private let seal: Seal
    private let now: @Sendable () -> Instant

    /// - Parameter seal: makes keyed hashes of identity codes.
    package init(database: any Database, seal: Seal, now: @escaping @Sendable () -> Instant) {
        (self.database, self.seal, self.now) = (database, seal, now)
    }

    /// What is to be done with a package once it has been read and compared.
    package enum Goal: Hashable, Sendable {
        /// Nothing is changed.
        case preview
        /// A shrinking run needs the code of its preview.
        case apply(confirmation: String?)
    }

    /// Reads, checks, compares and, if that is the goal, applies a package.
    ///
    /// - Parameters:
    ///   - source: a folder or a zip file.
    ///   - provider: slug or OID; needed only when there are several providers, or for a second one.
    ///   - actor: who is written on the run.
    /// - Throws: `StorageFault`; whatever is wrong with the package is in the report.
    package func run(
        _ source: URL, provider: String?, goal: Goal = .apply(confirmation: nil), actor: RunActor,
        progress: @escaping @Sendable (ImportProgress) -> Void
    ) async throws -> ImportReport {
        let startedAt = now()
        let desk = RunDesk(
            database: database, fileName: source.lastPathComponent, actor: actor, startedAt: startedAt, now: now,
            shown: progress)
        return try await RosterEngine(database: database, seal: seal, now: now).run(
            source, for: .named(provider), goal: goal, startedAt: startedAt, desk: desk)
    }
}
