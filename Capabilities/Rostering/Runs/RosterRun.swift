package import Base
package import Directory
package import Foundation
package import Storage

/// One import with its steps, as it is kept.
package struct RosterRun: RowDecodable, Hashable {
    /// How far a run has come.
    package enum Step: String, CaseIterable, Sendable, Encodable, ColumnValue {
        /// The package is still coming in.
        case receiving
        case received
        /// Everything in the package was read and no rule is broken.
        case checked
        /// Compared with the register: what would change is known.
        case previewed
        case applied, undone
        /// Errors in the package; nothing was changed.
        case refused
        /// It could not be carried out for a reason that lies not in the package; it may be tried again.
        case failed
        /// It was not applied in time, and its package is gone.
        case expired
    }

    package let id: ID<RosterRun>
    package let provider: ID<Provider>
    package let step: Step
    package let receivedAt: Instant
    /// When the step was reached.
    package let steppedAt: Instant
    /// The name of the file or folder, without its path.
    package let fileName: String
    /// How much of the package is kept with the run; 0 when a command read it from a path, and when it is gone again.
    package let packageBytes: Int
    package let counts: [ImportEntity: ImportCounts]
    package let errorCount: Int
    package let noticeCount: Int
    /// From the step `previewed` on.
    package let preview: RunPreview?
    /// What confirms exactly this difference, 16 characters.
    package let code: String?
    /// What the manifest says of the system that wrote the package.
    package let source: PackageOrigin?
    /// Why a run failed, for the log and the operator: no names, no values.
    package let failure: String?
    /// What an applied run wrote into the change feed.
    let sequences: ClosedRange<Int64>?

    /// Whether it is refused until somebody confirms it with `code`.
    package var needsConfirmation: Bool { step == .previewed && preview?.shrinking.isEmpty == false }
    /// Whether the package is here, so that the run can be previewed again and applied.
    package var hasPackage: Bool { packageBytes > 0 }

    package init(row: inout Row) throws {
        id = try row.next()
        provider = try row.next()
        step = try row.next()
        receivedAt = try row.next()
        steppedAt = try row.next()
        fileName = try row.next()
        packageBytes = try row.next()
        let named = try row.next(JSONDocument.self).decoded(as: [String: ImportCounts].self)
        counts = named.reduce(into: [:]) { counts, item in
            if let entity = ImportEntity(rawValue: item.key) { counts[entity] = item.value }
        }
        errorCount = try row.next()
        noticeCount = try row.next()
        preview = try row.next(JSONDocument?.self)?.decoded()
        code = try row.next()
        source = try row.next(JSONDocument?.self)?.decoded()
        failure = try row.next()
        let (first, last) = (try row.next(Int64?.self), try row.next(Int64?.self))
        sequences = first.flatMap { first in last.map { first...max(first, $0) } }
    }
}

/// Who took a step of a run.
package enum RunActor: Hashable, Sendable {
    case command, schedule
    case account(UUID)

    var kind: String {
        switch self {
        case .command: "command"
        case .schedule: "schedule"
        case .account: "account"
        }
    }

    var account: UUID? {
        if case .account(let id) = self { id } else { nil }
    }
}

/// One step that a run took, and who took it.
package struct RunEvent: RowDecodable, Hashable {
    package let step: RosterRun.Step
    package let at: Instant
    package let actor: RunActor

    package init(row: inout Row) throws {
        step = try row.next()
        at = try row.next()
        let kind = try row.next(String.self)
        let account = try row.next(UUID?.self)
        actor = account.map(RunActor.account) ?? (kind == RunActor.schedule.kind ? .schedule : .command)
    }
}

/// How far a run at work is; written about twice a second, so that other processes can show it.
package struct RunProgress: RowDecodable, Hashable {
    package let phase: ImportProgress.Phase
    /// Rows, or bytes while files are read.
    package let done: Int
    package let total: Int
    /// When this phase began.
    package let beganAt: Instant
    package let reportedAt: Instant

    package init(row: inout Row) throws {
        phase = try row.next()
        done = try row.next()
        total = try row.next()
        beganAt = try row.next()
        reportedAt = try row.next()
    }

    /// How long this phase will still take if it goes on as it went; nil as long as nothing can be said.
    package func secondsLeft(at now: Instant) -> Int? {
        let elapsed = reportedAt.milliseconds - beganAt.milliseconds
        guard done > 0, total > done, elapsed > 500 else { return nil }
        let left = Int(Double(elapsed) / Double(done) * Double(total - done)) / 1000
        return max(0, left - Int(now.milliseconds - reportedAt.milliseconds) / 1000)
    }
}

extension ImportProgress.Phase: ColumnValue {}

/// The system that wrote a package, by `source.*` of manifest.csv.
package struct PackageOrigin: Hashable, Sendable, Codable {
    package let systemName: String?
    package let systemCode: String?

    /// The properties of manifest.csv (CSV binding 1.2.1, 4.1).
    enum Key: String {
        case systemName = "source.systemName"
        case systemCode = "source.systemCode"
    }

    init(_ values: [Key: String]) { (systemName, systemCode) = (values[.systemName], values[.systemCode]) }
}

/// Why something cannot be done with a run.
package enum RunRefusal: Error, Hashable, Sendable {
    /// The package is larger than `RosterRuns.maximalBytes`.
    case tooLarge
    /// The run is at a step from which this does not lead on.
    case wrongStep(RosterRun.Step)
    /// Somebody else works on the run, or has just finished it.
    case atWork
    /// The package is not here, or not any more.
    case packageGone
    /// What the run changed is not kept any more, so it cannot be undone.
    case tooLate
}
