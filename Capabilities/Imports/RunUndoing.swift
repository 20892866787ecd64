import Accounts
import Base
import Directory
import Rostering
import Web

extension Imports {
    /// Takes an applied run back, or names what stands in the way.
    @Sendable func undo(_ viewer: Viewer, _ visit: Visit) async throws -> Outcome {
        let (run, provider) = try await found(viewer, visit)
        do {
            let conflicts = try await desk.runs.undo(
                run.id, of: provider.id, by: .account(viewer.account.uuid))
            guard !conflicts.isEmpty else { return .done("undone", at: ImportsPath.run(provider.slug, run.id)) }
            return .page(try await shown(run, viewer, visit) { $0.conflicts = conflicts })
        } catch is RunRefusal {
            return .page(try await shown(run, viewer, visit) { $0.isTooLate = true })
        }
    }

    /// The offer to undo, for an applied run.
    func undoing(_ model: RunModel, _ words: Words<ImportsText>) -> HTML {
        guard model.run.step == .applied, !model.isUnderWay, !model.isEmpty, model.conflicts.isEmpty, !model.isTooLate
        else { return .nothing }
        let act = Part.action(
            words(.undo), to: ImportsPath.undoing(model.provider.slug, model.run.id), look: .danger, icon: .undo)
        return Part.section(
            words(.undoTitle), id: "undo", Part.card(nil, "<p>\(words(.undoText))</p>\(Part.acts([act]))"))
    }

    /// Why it could not be undone.
    func conflicts(_ model: RunModel, _ visit: Visit) -> HTML {
        let (words, rostering) = (texts(in: visit.language), rostering(in: visit.language))
        if model.isTooLate { return Part.notice(words(.tooLateTitle), .warning, "<p>\(words(.tooLateText))</p>") }
        guard !model.conflicts.isEmpty else { return .nothing }
        let rows = model.conflicts.map { conflict in
            Part.row(conflict.name ?? words(.conflictProtected), note: rostering(conflict.entity.text))
        }
        return """
            \(Part.notice(words(.conflictTitle), .stop, "<p>\(words(.conflictText))</p>"))
            \(Part.section(words(.conflicts), id: "conflicts", Part.rows(rows)))
            """
    }
}
