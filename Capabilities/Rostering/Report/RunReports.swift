package import Base
package import Directory
import Storage

extension RosterRun {
    /// Runs as lines for a person: id, time, step, file and how many rows were touched.
    package static func table(_ runs: [RosterRun], in language: Language) throws -> String {
        let words = try Rostering.texts()(in: language)
        guard !runs.isEmpty else { return words(.runsNone) + "\n" }
        return runs.map { run in
            let touched = run.counts.values.reduce(0) { $0 + $1.touched }
            let step = words(run.step.text) + (run.needsConfirmation ? ", \(words(.runsNeedsConfirmation))" : "")
            return ShownText.of("\(run.id)  \(run.receivedAt)  \(step)  \(run.fileName)  \(touched)") + "\n"
        }.joined()
    }
}

/// What came of an attempt to undo a run, for a person at a terminal.
package enum UndoOutcome: Sendable {
    case undone
    case conflicts([UndoConflict])
    case refused(RunRefusal)

    /// 0 undone, 1 not.
    package var exitCode: Int32 {
        if case .undone = self { 0 } else { 1 }
    }

    package func text(in language: Language) throws -> String {
        let words = try Rostering.texts()(in: language)
        switch self {
        case .undone: return words(.undoDone) + "\n"
        case .conflicts(let conflicts):
            let lines = conflicts.map { "  \(words($0.entity.text)): \($0.name ?? words(.undoHidden))" }
            return ([words(.undoConflicts)] + lines).map(ShownText.of).joined(separator: "\n") + "\n"
        case .refused(.wrongStep(let step)): return words(.undoStep, ["step": words(step.text)]) + "\n"
        case .refused: return words(.undoLate) + "\n"
        }
    }
}

extension RosterRuns {
    /// Undoes a run and says what came of it; see `undo`.
    package func undoing(
        _ run: ID<RosterRun>, of provider: ID<Provider>, by actor: RunActor
    ) async throws -> UndoOutcome {
        do {
            let conflicts = try await undo(run, of: provider, by: actor)
            return conflicts.isEmpty ? .undone : .conflicts(conflicts)
        } catch let refusal as RunRefusal {
            return .refused(refusal)
        }
    }
}
