import Accounts
import Base
import Directory
import Timetable
import Web

extension Attendance {
    /// What waits for an answer, what is announced, and how one has attended this term.
    func homePage(_ model: HomeModel, _ visit: Visit) -> Page {
        let words = words(visit)
        let ask = model.ask
        let form = ask.mayAct ? announcement(model, words) : .nothing
        let before: HTML = "\(questions(model, words))\(notices(model, words))"
        let work: HTML = "\(before)\(form)"
        // What waits stands first; the way to the form is at the top all the same.
        let acts =
            form.isEmpty || before.isEmpty
            ? []
            : [Part.linkButton(words(.announceTitle), to: ask.page.at(Attendance.announcing), icon: .attendance)]
        let heading =
            ask.role == .pupil
            ? Part.heading(words(.absences), lead: words(ask.mayAct ? .ownLead : .pupilLead), acts: acts)
            : Part.heading(ask.name.called, lead: words(.absences), acts: acts)
        let content: HTML = """
            \(Part.errorSummary(model.errors, words.parts))
            \(heading)
            \(form.isEmpty ? "\(work)\(log(model, words))" : Part.columns(work, aside: log(model, words)))
            """
        return Page(
            title: ask.role == .pupil ? words(.absences) : "\(words(.absences)): \(ask.name.called)",
            content: content, place: Place.absences, acting: ask.acting,
            done: visit.done.flatMap { said($0, words) })
    }

    private func questions(_ model: HomeModel, _ words: AttendanceWords) -> HTML {
        let link = model.ask.link(AttendancePath.explanations(model.ask.role))
        let name = model.ask.role == .pupil ? nil : model.ask.name
        let needs = model.unexplained.map { absences in
            question(
                absences, name, showsLessons: model.ask.showsLessons, to: link, from: "absences",
                typed: model.explanation.flatMap { $0.day == absences.first?.day ? $0 : nil }, words)
        }
        return needs.isEmpty ? .nothing : Part.section(words(.toExplain), id: "needs", Part.needs(needs))
    }

    /// What is announced from today on, with the way to take it back.
    private func notices(_ model: HomeModel, _ words: AttendanceWords) -> HTML {
        let rows = model.notices.map { shown in
            let notice = shown.notice
            let days = span(notice, words)
            let isLeave = notice.origin == .leave
            let who = shown.author.shown(to: model.ask).map { words(isLeave ? .grantedBy : .announcedBy, ["name": $0]) }
            let notes = [isLeave ? nil : words(notice.absenceClass), notice.note, who].compactMap { $0 }
            let link = model.ask.link(AttendancePath.noticeEnding(model.ask.role), notice.id)
            let leave = isLeave ? Part.tag(words(.announcedLeave), .good) : .nothing
            let act = shown.mayWithdraw(model.ask) ? Part.action(words(.withdraw), to: link, about: days) : leave
            return Part.row(days, note: notes.isEmpty ? nil : notes.joined(separator: " · "), tail: act)
        }
        return rows.isEmpty ? .nothing : Part.section(words(.announced), id: "announced", Part.rows(rows))
    }

    /// "tänään", "ma 23.11.–ti 24.11.", "ke 25.11. 10.00–12.00"
    func span(_ notice: AbsenceNotice, _ words: AttendanceWords) -> String {
        let (first, last) = (notice.days.lowerBound, notice.days.upperBound)
        guard first == last else { return "\(words.days.date(first))–\(words.days.date(last))" }
        let day = words.days.day(first).capitalizedFirst
        return notice.part.map { "\(day) \(words.days.clock($0.lowerBound, to: $0.upperBound))" } ?? day
    }

    /// The days of the term, the latest first, with sums above.
    private func log(_ model: HomeModel, _ words: AttendanceWords) -> HTML {
        let tabs = [
            Tab(words(.thisTerm), to: model.ask.page, isCurrent: model.isPresentTerm),
            Tab(words(.termBefore), to: model.ask.page.with(["term": "before"]), isCurrent: !model.isPresentTerm),
        ]
        guard !model.lessons.isEmpty else {
            return """
                \(Part.tabs(words(.terms), tabs))\(Part.empty(
                    words(.nothingWritten), words(.nothingWrittenText), icon: .check))
                """
        }
        let days = model.lessons.map(\.day).reduce(into: [CivilDate]()) { days, day in
            if days.last != day { days.append(day) }
        }
        let sections = days.map { day in
            let lines = model.lessons.filter { $0.day == day }.map { line($0, model, words) }
            return "<h3>\(words.days.day(day).capitalizedFirst)</h3>\(Part.rows(lines))" as HTML
        }
        return """
            \(Part.tabs(words(.terms), tabs))\
            \(Part.section(words(.sums), id: "sums", sums(model.lessons.map(\.present.entry), words)))\
            \(Part.section(words(.marks), id: "marks", HTML(sections)))
            """
    }

    /// One lesson: how it was, who wrote that and when, and folded what was written before.
    private func line(_ log: LessonLog, _ model: HomeModel, _ words: AttendanceWords) -> HTML {
        let entry = log.present.entry
        let tag = tag(entry.standing, model.codes, words)
        guard model.ask.showsLessons else { return Part.row(said(entry.standing, words), tail: tag) }
        let earlier = log.earlier.map { Part.row(history($0, model, words), note: written($0, model, words)) }
        let below: HTML =
            earlier.isEmpty ? .nothing : Part.disclosure(words(.earlier, count: earlier.count), Part.rows(earlier))
        let notes = [note(log.present, model), written(log.present, model, words)].compactMap { $0 }
        return Part.row(
            "\(words.days.clock(entry.occurrence.begins)) \(entry.occurrence.subject)",
            note: notes.joined(separator: " · "), below: "<span class=\"tags\">\(tag)</span>\(below)")
    }

    private func history(_ shown: ShownEntry, _ model: HomeModel, _ words: AttendanceWords) -> String {
        let standing = shown.entry.standing
        let what = standing.mark == .absent ? reason(standing, model.codes, words) : said(standing, words)
        return [what, note(shown, model)].compactMap { $0 }.joined(separator: " · ")
    }

    /// The words beside a mark, unless they are between another guardian and the school.
    private func note(_ shown: ShownEntry, _ model: HomeModel) -> String? {
        // A granted leave was one guardian's application; whether the other may know its reason is not known here.
        let isOfLeave = shown.entry.origin == .notice && !shown.author.isHome && model.ask.role == .guardian
        return shown.author.isOpen(to: model.ask) && !isOfLeave ? shown.entry.standing.note : nil
    }

    /// "Leena Salo, tänään 10.20"; without a name by what the author is.
    private func written(_ shown: ShownEntry, _ model: HomeModel, _ words: AttendanceWords) -> String {
        let name = shown.author.shown(to: model.ask) ?? words(shown.author.isHome ? .byHome : .bySchool)
        return words(.written, ["name": name, "when": words.days.moment(shown.entry.writtenAt)])
    }

    /// Lesson hours of absence by class, and how often late.
    func sums(_ entries: [AttendanceEntry], _ words: AttendanceWords) -> HTML {
        let sums = OwnSums(entries)
        let classes = AbsenceClass.allCases.filter { sums.minutes[$0] != nil }
        let absences = classes.map { absenceClass -> (term: String, value: HTML) in
            (words(absenceClass), Part.quiet(words.lessonHours(sums.minutes[absenceClass] ?? 0)))
        }
        let late: [(term: String, value: HTML)] =
            sums.late > 0 ? [(words(.late), Part.quiet(words(.times, count: sums.late)))] : []
        let none: HTML = "<p>\(Part.quiet(words(.noSums)))</p>"
        return absences.isEmpty && late.isEmpty ? none : Part.definitions(absences + late)
    }
}

extension LessonLog {
    var day: CivilDate { present.entry.occurrence.day }
}

extension AttendanceWords {
    /// "3 oppituntia"
    func lessonHours(_ minutes: Int) -> String {
        let hours = hours(minutes)
        return own(.hours, count: hours == "1" ? 1 : 2, ["hours": hours])
    }

    /// Minutes as lesson hours of 45 minutes, with a tenth where there is one: "3", "1,5".
    func hours(_ minutes: Int) -> String {
        let tenths = (minutes * 10 + 22) / 45
        let separator = language == .en ? "." : ","
        return tenths % 10 == 0 ? String(tenths / 10) : "\(tenths / 10)\(separator)\(tenths % 10)"
    }
}
