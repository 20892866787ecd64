import Accounts
import Base
import Directory
import Timetable
import Web

extension Homework {
    /// The form beside what was given already: what is coming first, what is past for those who ask.
    func groupPage(_ model: GroupWorkModel, _ visit: Visit) -> Page {
        let words = words(visit)
        let sorted = model.all.sorted { $0.listed.order < $1.listed.order }
        let coming = sorted.filter { $0.listed.day >= visit.today }
        let past = sorted.filter { $0.listed.day < visit.today }
        let list: HTML = "\(comingSection(coming, model, words))\(pastGiven(past, model, words))"
        let heading = Part.heading(
            words(.title), over: model.back.title.map { words($0) } ?? model.group.title, back: model.back.link,
            lead: model.back.title == nil ? nil : model.group.title)
        let content: HTML =
            if let form = model.form {
                """
                \(Part.errorSummary(errors(form, words), words.parts))
                \(heading)
                \(Part.columns(giveSection(form, model, words), aside: list))
                """
            } else {
                "\(heading)\(list)"
            }
        return Page(
            title: "\(words(.title)): \(model.group.title)", content: content, place: Place.groups,
            acting: model.acting, done: done(visit, words))
    }

    private func done(_ visit: Visit, _ words: HomeworkWords) -> String? {
        switch visit.done {
        case "homework-given": words(.given)
        case "homework-changed": words(.changedDone)
        case "homework-withdrawn": words(.withdrawn)
        default: nil
        }
    }

    private func giveSection(_ form: WorkForm, _ model: GroupWorkModel, _ words: HomeworkWords) -> HTML {
        let button = Part.acts([Part.button(words(.save), look: .primary)])
        return Part.section(
            words(.giveFor), id: "give", Part.card(nil, Part.form(to: model.link, "\(fields(form, words))\(button)")))
    }

    private func comingSection(_ works: [GroupWork], _ model: GroupWorkModel, _ words: HomeworkWords) -> HTML {
        let rows = works.map { row($0, model, words) }
        return Part.section(
            words(.coming), id: "coming",
            rows.isEmpty ? Part.empty(words(.noGiven), words(.noGivenText), icon: .book) : Part.rows(rows))
    }

    private func pastGiven(_ works: [GroupWork], _ model: GroupWorkModel, _ words: HomeworkWords) -> HTML {
        guard !works.isEmpty else { return .nothing }
        let rows = works.reversed().map { row($0, model, words) }
        return Part.disclosure(words.own(.past, count: rows.count), Part.rows(rows))
    }

    private func row(_ given: GroupWork, _ model: GroupWorkModel, _ words: HomeworkWords) -> HTML {
        let listed = given.listed
        let isOwn = model.persons.contains(listed.author.id)
        let author = isOwn ? nil : AuthorName.shown(listed, to: model.role)
        let note = [listed.lesson?.subject, author].compactMap { $0 }.joined(separator: " · ")
        let change: HTML =
            model.role == .teacher && given.isChangeable(by: model.persons)
            ? Part.linkButton(
                words(.edit), to: HomeworkPath.work(model.provider.slug, listed.work.id), look: .plain, icon: .pencil,
                about: listed.work.content.text)
            : .nothing
        return Part.row(
            words.moment(listed.day, listed.lesson?.begins).capitalizedFirst, note: note.isEmpty ? nil : note,
            below: told(listed, words, tagsExam: true), tail: "\(ticks(given, words))\(change)")
    }

    /// How many have done it; no list of names, since a tick is nobody's grade.
    private func ticks(_ given: GroupWork, _ words: HomeworkWords) -> HTML {
        guard given.listed.work.content.kind == .homework, given.pupils > 0 else { return .nothing }
        return Part.quiet(words(.ticked, ["done": String(given.ticks), "all": String(given.pupils)]))
    }
}
