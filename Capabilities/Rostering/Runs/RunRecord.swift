import Base
import Directory
import Foundation
import Storage

/// What is written about one run as it goes on, always in the transaction of what it is about.
struct RunRecord: Sendable {
    let id: ID<RosterRun>
    let provider: ID<Provider>
    let fileName: String
    let actor: RunActor
    let receivedAt: Instant
    /// Whether the database has the run already.
    var isKept: Bool

    static let format = "oneroster-csv"

    /// Begins the run at `step`.
    func open(_ step: RosterRun.Step, in writer: any Writer) throws {
        try writer.run(insert(step))
        if step != .receiving { try writer.run(event(step, at: receivedAt)) }
    }

    /// The run has come to `step`; what is known of it is replaced, and nothing is at work on it any more.
    func settle(_ step: RosterRun.Step, _ outcome: RunOutcome, at now: Instant, in writer: any Writer) throws {
        if !isKept { try open(.received, in: writer) }
        // Somebody else may have brought the run to its end meanwhile; then this transaction must not.
        guard try writer.run(try update(to: step, outcome, at: now)) == 1 else { throw RunRefusal.atWork }
        if step != .refused, try writer.first(taken(.checked)) == nil { try writer.run(event(.checked, at: now)) }
        try writer.run(event(step, at: now))
        try writer.run(removeProgress)
        try writer.run(removeProblems)
        try writer.load(Self.problemTable, outcome.problems.problems.enumerated().lazy.map(problem))
        if step == .applied {
            try writer.run(removeChunks)
        }
    }

    /// The run could not be carried out; it stays where it can be tried again.
    func fail(_ reason: String, at now: Instant, in writer: any Writer) throws {
        guard isKept, try writer.run(failure(reason, at: now)) == 1 else { return }
        try writer.run(event(.failed, at: now))
        try writer.run(removeProgress)
    }

    private func problem(_ item: (offset: Int, element: ImportProblem)) -> [Bound] {
        let (number, problem) = item
        return [
            Bound(provider), Bound(id), Bound(number + 1), Bound(problem.severity), Bound(problem.code.code),
            Bound(problem.file), Bound(problem.row), Bound(problem.column), Bound(JSONDocument.of(problem.values)),
        ]
    }
}

/// What is known of a run when it has taken a step.
struct RunOutcome: Sendable {
    var counts: [ImportEntity: ImportCounts] = [:]
    var problems = ProblemList()
    var preview: RunPreview?
    var code: String?
    var source: PackageOrigin?
    /// The numbers of the change feed that an applied run took, if it took any.
    var sequences: ClosedRange<Int64>?
}
