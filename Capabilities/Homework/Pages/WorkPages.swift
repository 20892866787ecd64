import Accounts
import Audit
import Base
import Directory
import HTTPTypes
import Storage
import Timetable
import Web

/// One homework, as whoever may change it sees it.
struct WorkModel: Sendable {
    let provider: Provider
    let given: GroupWork
    let earlier: [EarlierText]
    let persons: [ID<Person>]
    var form: WorkForm

    var work: GivenWork { given.listed.work }
    var list: Link { ActingPath.groupHomework(.teacher)(provider.slug, given.listed.group.id) }
}

extension Homework {
    /// Mending and withdrawing: one's own, and what hangs on a lesson that one teaches.
    func mountWork(on site: Site<Viewer>) {
        site.get(
            HomeworkPath.work, may: .acting(as: .teacher),
            load: { read in
                let model = try changeable(read, read.viewer, read.visit)
                for look in looks(of: model, read.viewer) { read.note(look) }
                return model
            }, page: workPage)
        site.post(HomeworkPath.work, may: .acting(as: .teacher)) { write in try change(write) }
        site.post(HomeworkPath.ending, may: .acting(as: .teacher)) { write in try withdraw(write) }
    }

    private func changeable(_ reader: any Reader, _ viewer: Viewer, _ visit: Visit) throws -> WorkModel {
        guard let record = viewer.record(at: try visit.text("provider"), as: .teacher) else { throw Fault.missing }
        let (provider, day) = (record.provider, Day(visit.today))
        let persons = viewer.persons(at: provider.id)
        let id = try visit.id("homework", of: GivenWork.self)
        let rows = try reader.all(GroupWork.one(id, for: persons, in: provider.id, on: day))
        guard let given = rows.first, given.isChangeable(by: persons) else { throw Fault.missing }
        let group = given.listed.group.id
        let reached = try reader.one(ReachedGroup.taught(group, by: persons, in: provider.id, on: day))
        let offer = Offer(
            try .load(.groups([group], provider.id), from: visit.today, in: reader), group, by: persons, reached.way,
            at: visit.now)
        var form = WorkForm(offer: offer)
        form.present = given.listed
        return WorkModel(
            provider: provider, given: given,
            earlier: EarlierText.once(try reader.all(EarlierText.all(of: id, in: provider.id))), persons: persons,
            form: form)
    }

    private func looks(of model: WorkModel, _ viewer: Viewer) -> [PersonLook] {
        Set([model.given.listed.author.id] + model.earlier.compactMap(\.author?.id)).compactMap {
            viewer.look(at: $0, in: model.provider.id, for: "homework", as: .teacher)
        }
    }

    private func change(_ write: PageWrite<Viewer>) throws -> Outcome {
        let visit = write.visit
        var model = try changeable(write.writer, write.viewer, visit)
        var draft = WorkDraft(visit.form, today: visit.today, mayStay: true)
        let present = model.work.occasion
        guard let aim = model.form.offer.aim(of: &draft, present: present), draft.refusals.isEmpty else {
            model.form.typed = (visit.form, draft)
            for look in looks(of: model, write.viewer) { try AccessLog.write(look, at: visit.now, in: write.writer) }
            var page = workPage(model, visit)
            page.status = .unprocessableContent
            return .page(page)
        }
        let (before, after) = (model.work.content.fields(present), draft.content.fields(aim.occasion))
        guard before != after else { return .done("homework-changed", at: model.list) }
        try GivenWork.change(
            model.work.id, to: draft.content, for: aim.occasion, of: aim.groups, in: model.provider.id,
            at: visit.now, write.writer)
        try log("homework-change", model, write, before: before, after: after)
        return .done("homework-changed", at: model.list)
    }

    private func withdraw(_ write: PageWrite<Viewer>) throws -> Outcome {
        let model = try changeable(write.writer, write.viewer, write.visit)
        try GivenWork.withdraw(model.work.id, in: model.provider.id, at: write.visit.now, write.writer)
        try log(
            "homework-withdraw", model, write, before: model.work.content.fields(model.work.occasion), after: [:])
        return .done("homework-withdrawn", at: model.list)
    }

    private func log(
        _ action: String, _ model: WorkModel, _ write: PageWrite<Viewer>, before: [String: String],
        after: [String: String]
    ) throws {
        try Change(
            action, of: "homework", model.work.id.uuid, in: model.provider.id.uuid,
            by: write.viewer.account.uuid, before: before.filter { after[$0.key] != $0.value },
            after: after.filter { before[$0.key] != $0.value }
        ).write(at: write.visit.now, in: write.writer)
    }

    private func workPage(_ model: WorkModel, _ visit: Visit) -> Page {
        let words = words(visit)
        let listed = model.given.listed
        let link = HomeworkPath.work(model.provider.slug, listed.work.id)
        let save = Part.acts([
            Part.button(words(.saveChange), look: .primary),
            Part.linkButton(words(.noChange), to: model.list, look: .plain),
        ])
        let ending = Part.action(
            words(.withdraw), to: HomeworkPath.ending(model.provider.slug, listed.work.id), look: .danger)
        let content: HTML = """
            \(Part.errorSummary(errors(model.form, words), words.parts))
            \(Part.heading(words(.edit), over: words(.title), back: model.list, lead: listed.group.title))
            \(Part.card(nil, Part.form(to: link, "\(fields(model.form, words))\(save)")))
            \(history(model, words))
            \(Part.section(words(.withdraw), id: "withdraw", Part.card(nil, "<p>\(words(.withdrawLead))</p>\(Part.acts([ending]))")))
            """
        return Page(
            title: words(.edit), content: content, place: Place.groups,
            acting: ActingPath.desktop(.teacher)(model.provider.slug))
    }

    /// Who wrote it when, and what it said before each change.
    private func history(_ model: WorkModel, _ words: HomeworkWords) -> HTML {
        let changes = model.earlier.filter { $0.action == "homework-change" }.map { text in
            let before = [text.before["text"], text.before["bring"].map { words(.sayBring, ["what": $0]) }]
                .compactMap { $0 }.joined(separator: "\n")
            return Part.row(
                words(.changedIt, ["when": words.days.moment(text.at)]), note: text.author?.name.full,
                below: before.isEmpty ? .nothing : "<span>\(Part.inlineLines(before))</span>")
        }
        let listed = model.given.listed
        let first = Part.row(
            words(.wroteIt, ["when": words.days.moment(listed.written)]), note: listed.author.name.full)
        return Part.section(words(.earlier), id: "earlier", Part.rows(changes + [first]))
    }
}
