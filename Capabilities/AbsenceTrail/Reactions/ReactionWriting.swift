import Attendance
import Accounts
import Audit
import Base
import Directory
import HTTPTypes
import Storage
import Web

extension AbsenceTrail {
    /// Writes that somebody reacted. A limit that was corrected away meanwhile does not undo that it was done.
    func react(_ write: PageWrite<Viewer>, as role: Role) throws -> Outcome {
        let (visit, viewer) = (write.visit, write.viewer)
        let model = try load(viewer, visit, as: role, in: write.writer)
        guard let typed = TypedReaction(visit.form, of: model.pupil.person.id, today: visit.today, words(visit)),
            model.knows(typed.about),
            let author = viewer.record(at: model.provider.slug, as: role)?.person
        else { throw Fault(.invalid, log: "a reaction to no limit") }
        guard typed.errors.isEmpty, let step = typed.step, let day = typed.day else {
            return try refused(model, typed, write)
        }
        let (pupil, provider) = (model.pupil.person.id, model.provider.id)
        let draft = AbsenceReaction.Draft(
            pupil: pupil, limit: typed.about.limit, termBegins: typed.about.termBegins, step: step, how: typed.how,
            reactedOn: day, author: author, role: role)
        // What was done stands in the row alone: the pupil's history in the register is read by more than those who react.
        let id = try draft.write(in: provider, by: viewer.account.uuid, at: visit.now, write.writer)
        try Change(
            "absence-reaction", of: "absence_reaction", id.uuid, in: provider.uuid, by: viewer.account.uuid,
            concerning: [pupil.uuid]
        ).write(at: visit.now, in: write.writer)
        return .done("absence-reaction", at: TrailPath.pupil(role)(model.provider.slug, pupil))
    }

    private func refused(_ model: PupilModel, _ typed: TypedReaction, _ write: PageWrite<Viewer>) throws -> Outcome {
        for person in model.shown {
            let look = write.viewer.look(
                at: person, in: model.provider.id, for: AbsenceTrail.purpose, as: model.role)
            if let look { try AccessLog.write(look, at: write.visit.now, in: write.writer) }
        }
        var page = pupilPage(model, typed, write.visit)
        page.status = .unprocessableContent
        return .page(page)
    }
}

extension PupilModel {
    /// A limit that holds or has held, in a term that is on or of which something is open.
    fileprivate func knows(_ about: ReactionForm.About) -> Bool {
        let terms = [trail.term.begins] + trail.alerts.map(\.term.begins) + reactions.map(\.termBegins)
        return known.contains(about.limit) && terms.contains(about.termBegins)
    }
}
