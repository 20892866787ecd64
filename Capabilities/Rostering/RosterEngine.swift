import Base
import Directory
import Foundation
import Storage

/// Whose register a package is said to be for.
enum WantedProvider: Sendable {
    /// Slug or OID, or nil when the package decides.
    case named(String?)
    case known(ID<Provider>)
}

/// What all ways of importing share: read the package, compare, and do what was asked, again if the register moved on.
struct RosterEngine: Sendable {
    let database: any Database
    let seal: Seal
    let now: @Sendable () -> Instant

    private static let attempts = 3

    func run(
        _ source: URL, for wanted: WantedProvider, goal: RosterImport.Goal, startedAt: Instant, desk: RunDesk
    ) async throws -> ImportReport {
        let staging = try Staging(database.scratch())
        defer { staging.scratch.close() }
        let (package, problems) = try await OwnThread.run { [seal] in
            let log = ProblemLog()
            let package = try PackageReading(staging: staging, log: log, seal: seal) { desk.report($0) }
                .read(source, named: desk.fileName)
            return (package, log.list)
        }
        guard let package else { return try await refuse(problems, wanted, desk) }
        let attempt = ImportAttempt(
            database: database, package: package, wanted: wanted, goal: goal, startedAt: startedAt, problems: problems,
            now: now, desk: desk)
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

    /// Nothing of the package can be read.
    private func refuse(
        _ problems: ProblemList, _ wanted: WantedProvider, _ desk: RunDesk
    ) async throws -> ImportReport {
        if let record = desk.kept {
            try await database.write { [now] writer in
                try record.settle(.refused, RunOutcome(problems: problems), at: now(), in: writer)
            }
        }
        return ImportReport(
            state: .refused, provider: nil, modes: [:], counts: [:], list: problems, run: desk.kept?.id)
    }
}

/// Long work without waiting goes on a thread of its own: the few threads of tasks are the server's too.
enum OwnThread {
    static func run<Value: Sendable>(_ body: @escaping @Sendable () throws -> Value) async throws -> Value {
        try await withCheckedThrowingContinuation { continuation in
            let thread = Thread { continuation.resume(with: Result { try body() }) }
            thread.stackSize = 4 << 20
            thread.start()
        }
    }
}
