import Accounts
import Base
import Directory
import Rostering
import Web

extension Imports {
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
