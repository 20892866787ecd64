import Accounts
import Base
import Directory
import Timetable
import Web

extension Homework {
    /// Exams ahead first, since they need preparation; then day by day; then what is past.
    func ownPage(_ model: OwnWorkModel, _ visit: Visit) -> Page {
        let words = words(visit)
        let exams = model.all.filter { $0.isExam && $0.listed.day >= visit.today }
        let due = model.all.filter { !$0.isExam && $0.listed.day >= visit.today }
        let past = model.all.filter { $0.listed.day < visit.today }
        let content: HTML = """
            \(heading(model, words))
            \(model.isHidden ? Part.empty(words(.hidden), words(.hiddenText), icon: .lock)
                : exams.isEmpty && due.isEmpty ? nothing(model, words) : .nothing)
            \(examSection(exams, model, words))\(dueSections(due, model, words))\(pastSection(past, model, words))
            """
        let title = model.child.map { "\(words(.title)): \($0.called)" } ?? words(.title)
        return Page(
            title: title, content: content, place: Place.homework, acting: model.acting,
            done: visit.done == "homework-ticked" ? words(.done) : nil)
    }

    private func heading(_ model: OwnWorkModel, _ words: HomeworkWords) -> HTML {
        guard let child = model.child else {
            return Part.heading(words(.title), lead: words(model.role == .pupil ? .lead : .familyLead))
        }
        return Part.heading(child.called, lead: words(.title))
    }

    private func nothing(_ model: OwnWorkModel, _ words: HomeworkWords) -> HTML {
        Part.empty(
            words(.none), words(model.role == .pupil ? .noneText : .noneHomeText), icon: .check)
    }

    private func examSection(_ exams: [OwnWork], _ model: OwnWorkModel, _ words: HomeworkWords) -> HTML {
        guard !exams.isEmpty else { return .nothing }
        let rows = exams.map { row($0, model, when: words.moment($0.listed.day, $0.listed.lesson?.begins), words) }
        return Part.section(words(.exams), id: "exams", Part.rows(rows))
    }

    private func dueSections(_ due: [OwnWork], _ model: OwnWorkModel, _ words: HomeworkWords) -> HTML {
        HTML(
            days(due).map { day, works in
                let (name, date) = (words.days.day(day), words.days.date(day))
                let rows = works.map {
                    row($0, model, when: $0.listed.lesson.map { words.days.atClock($0.begins) }, words)
                }
                return Part.section(
                    (name == date ? words.days.long(day) : name).capitalizedFirst, id: "day-\(day)",
                    aside: name == date ? .nothing : Part.quiet(date), Part.rows(rows))
            })
    }

    private func pastSection(_ past: [OwnWork], _ model: OwnWorkModel, _ words: HomeworkWords) -> HTML {
        guard !past.isEmpty else { return .nothing }
        let rows = past.reversed().map { row($0, model, when: words.days.day($0.listed.day), words) }
        return Part.disclosure(words.own(.past, count: rows.count), Part.rows(rows))
    }

    private func days(_ works: [OwnWork]) -> [(CivilDate, [OwnWork])] {
        Dictionary(grouping: works, by: \.listed.day).sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
    }

    private func row(_ own: OwnWork, _ model: OwnWorkModel, when: String?, _ words: HomeworkWords) -> HTML {
        let (listed, child) = (own.listed, model.names[own.person])
        let note = [
            child?.called, when, AuthorName.shown(listed, to: model.role),
        ].compactMap { $0 }.joined(separator: " · ")
        return Part.row(
            listed.subject, lead: child.map { Part.avatar($0.full) } ?? .nothing, note: note.isEmpty ? nil : note,
            below: told(listed, words, tagsExam: listed.day < words.days.today), tail: tail(own, model, words))
    }

    /// What is to be done, what to bring, where to look, and what became of the lesson.
    func told(_ listed: ListedWork, _ words: HomeworkWords, tagsExam: Bool) -> HTML {
        let content = listed.work.content
        let bring: HTML? = content.bring.map { "<span>\(Part.tag(words(.sayBring, ["what": $0]), icon: .bag))</span>" }
        let link: HTML? = content.link.map { "<span>\(Part.outside($0))</span>" }
        let tags = [
            tagsExam && content.kind == .exam ? Part.tag(words(.exam), .notice, icon: .pencil) : nil,
            listed.lesson?.isCancelled == true ? Part.tag(words(.cancelled), .notice, icon: .close) : nil,
            listed.lesson?.isMoved == true ? Part.tag(words(.moved), icon: .swap) : nil,
        ].compactMap { $0 }
        let marks: HTML = tags.isEmpty ? .nothing : "<span class=\"tags\">\(tags)</span>"
        return "<span>\(Part.inlineLines(content.text))</span>\(bring)\(link)\(marks)"
    }

    private func tail(_ own: OwnWork, _ model: OwnWorkModel, _ words: HomeworkWords) -> HTML {
        guard !own.isExam else { return .nothing }
        guard let slug = model.slug else {
            return own.isDone ? Part.tag(words(.done), .good) : Part.quiet(words(.notDone))
        }
        let act = tickAct(own.listed.work, isDone: own.isDone, slug, [:], words)
        return own.isDone ? "\(Part.tag(words(.done), .good))\(act)" : act
    }
}
