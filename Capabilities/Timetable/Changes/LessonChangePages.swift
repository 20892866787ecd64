import Accounts
import Audit
import Base
import Directory
import Foundation
import HTTPTypes
import Storage
import Web

/// A lesson of a day with the form that changes it.
struct LessonChangeModel: Sendable {
    let occurrence: LessonOccurrence
    let context: ChangeContext
    var form: ChangeForm
}

extension Timetable {
    static let changers: [Role] = [.principal, .office]

    /// One lesson of one day: cancelled, moved, in another room, with a substitute, or with a note; and back again.
    func mountLessonChanges(on site: Site<Viewer>, as role: Role) {
        site.get(
            ChangePath.lesson(role), may: .acting(as: role),
            load: { read in
                let occurrence = try LessonOccurrence.found(read.viewer, read.visit, as: role, in: read)
                let model = LessonChangeModel(
                    occurrence: occurrence, context: ChangeContext(read.visit.query), form: ChangeForm(occurrence))
                for person in model.named {
                    read.look(at: person, in: occurrence.provider.id, for: "timetable", as: role)
                }
                return model
            }, page: lessonChangePage)
        site.post(ChangePath.lesson(role), may: .acting(as: role)) { write in try save(write, as: role) }
        site.post(ChangePath.restoring(role), may: .acting(as: role)) { write in try restore(write, as: role) }
    }

    private func save(_ write: PageWrite<Viewer>, as role: Role) throws -> Outcome {
        let (visit, writer) = (write.visit, write.writer)
        let occurrence = try locked(write, as: role)
        var form = ChangeForm(visit.form)
        form.isLate = visit.form.text("state") != occurrence.state
        let edit = try form.edit(of: occurrence, chosen: visit.form.text("teacher-id"), visit, writer)
        guard let edit, !form.isLate else {
            let model = LessonChangeModel(occurrence: occurrence, context: ChangeContext(visit.form), form: form)
            try note(model.named, occurrence, write)
            var page = lessonChangePage(model, visit)
            page.status = .unprocessableContent
            return .page(page)
        }
        let steps = edit.steps(from: occurrence.rows)
        if !steps.written.isEmpty || !steps.removed.isEmpty {
            let hand = hand(occurrence, write)
            for (kind, row) in steps.written {
                try hand.write(
                    kind, row, of: occurrence.held.lesson.id, held: occurrence.day,
                    lasting: occurrence.place.hours.count)
            }
            try hand.remove(steps.removed, of: occurrence.held.lesson.id, held: occurrence.day)
            try hand.finish()
            let people = [occurrence.edit.substitute, edit.substitute].compactMap { $0?.uuid }
            try log("lesson-changed", occurrence, after: steps.written.keys.sorted(), people, write)
        }
        return .done("lesson-changed", at: occurrence.link(ChangeContext(visit.form)))
    }

    /// Takes everything back, whoever said it; an extra lesson that was made by hand goes.
    private func restore(_ write: PageWrite<Viewer>, as role: Role) throws -> Outcome {
        let occurrence = try locked(write, as: role)
        let context = ChangeContext(write.visit.form)
        guard write.visit.form.text("state") == occurrence.state else {
            var model = LessonChangeModel(occurrence: occurrence, context: context, form: ChangeForm(occurrence))
            model.form.isLate = true
            try note(model.named, occurrence, write)
            var page = lessonChangePage(model, write.visit)
            page.status = .unprocessableContent
            return .page(page)
        }
        let hand = hand(occurrence, write)
        let people = [occurrence.edit.substitute].compactMap { $0?.uuid }
        if occurrence.held.lesson.isHandMade {
            try hand.remove(occurrence.held.lesson.id)
            try hand.finish()
            try log("lesson-removed", occurrence, after: [], people, write)
            return .done("lesson-removed", at: context.back(role, occurrence.slug, on: occurrence.day))
        }
        if !occurrence.changes.isEmpty {
            try hand.remove(occurrence.changes.map(\.kind), of: occurrence.held.lesson.id, held: occurrence.day)
            try hand.finish()
            try log("lesson-restored", occurrence, after: [], people, write)
        }
        return .done("lesson-restored", at: occurrence.link(context))
    }

    /// The lesson once nobody else is at work on the school's timetable.
    private func locked(_ write: PageWrite<Viewer>, as role: Role) throws -> LessonOccurrence {
        let before = try LessonOccurrence.found(write.viewer, write.visit, as: role, in: write.writer)
        try hand(before, write).lock()
        return try LessonOccurrence.found(write.viewer, write.visit, as: role, in: write.writer)
    }

    private func hand(_ occurrence: LessonOccurrence, _ write: PageWrite<Viewer>) -> HandWriter {
        HandWriter(
            provider: occurrence.provider.id, school: occurrence.place.school, edition: occurrence.place.edition,
            account: write.viewer.account, now: write.visit.now, writer: write.writer)
    }

    private func log(
        _ action: String, _ occurrence: LessonOccurrence, after kinds: [String], _ people: [UUID],
        _ write: PageWrite<Viewer>
    ) throws {
        try Change(
            action, of: "lesson", occurrence.held.lesson.id.uuid, in: occurrence.provider.id.uuid,
            by: write.viewer.account.uuid,
            before: [
                "day": occurrence.day.description, "kinds": occurrence.rows.keys.sorted().joined(separator: ", "),
            ],
            after: ["kinds": kinds.joined(separator: ", ")], concerning: people
        ).write(at: write.visit.now, in: write.writer)
    }

    /// Notes whom an answer to a form names.
    private func note(
        _ people: Set<ID<Person>>, _ occurrence: LessonOccurrence, _ write: PageWrite<Viewer>
    ) throws {
        for person in people {
            let look = write.viewer.look(at: person, in: occurrence.provider.id, for: "timetable", as: occurrence.role)
            if let look { try AccessLog.write(look, at: write.visit.now, in: write.writer) }
        }
    }
}

extension LessonChangeModel {
    /// Everyone whom the page names.
    fileprivate var named: Set<ID<Person>> {
        let teachers =
            occurrence.held.lesson.teachers + [occurrence.held.substitute].compactMap { $0 }
            + occurrence.doubles.flatMap { $0.other.present }
        return Set(teachers.map(\.id)).union(form.choices.map(\.person.id))
    }
}
