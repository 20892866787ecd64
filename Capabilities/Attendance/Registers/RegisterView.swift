import Accounts
import Base
import Directory
import Timetable
import Web

extension Attendance {
    /// The register of a lesson: to be taken, to be read, or the reason why it cannot be taken now.
    func registerPage(_ model: RegisterModel, _ visit: Visit) -> Page {
        let words = words(visit)
        let mayWrite = model.state.mayWrite(visit.today, model.role)
        let isForm = mayWrite && !model.state.lines.isEmpty
        let content: HTML = """
            \(heading(model, words, isOpen: mayWrite && !model.state.lines.isEmpty))
            \(Part.errorSummary(model.form.errors, words.parts))
            \(told(model, words))\(announced(model, words))\(refusal(model, visit, words))\(mayWrite ? kept(model, words) : .nothing)
            \(isForm ? form(model, words) : mayWrite ? noPupils(words) : list(model, words))\(history(model, words))
            """
        return page(model, content, visit, words)
    }

    /// What was typed about a lesson whose register is shut, or not this teacher's any more: that and nothing else.
    func vanishedPage(_ model: RegisterModel, _ visit: Visit) -> Page {
        let words = words(visit)
        let typed = model.typedExceptions.map { line in
            row(line.person, model.form.typed[line.person.id] ?? .present, model.state, words)
        }
        let list = typed.isEmpty ? .nothing : Part.section(words(.typedTitle), id: "typed", Part.rows(typed))
        let content: HTML = "\(heading(model, words, isOpen: false))\(refusal(model, visit, words))\(list)"
        return page(model, content, visit, words)
    }

    private func page(
        _ model: RegisterModel, _ content: HTML, _ visit: Visit, _ words: AttendanceWords
    ) -> Page {
        Page(
            title: "\(words(.title)): \(model.state.lesson.subject)", content: content, place: Place.timetable,
            acting: ActingPath.desktop(model.role)(model.provider.slug),
            done: visit.done == "register-saved" ? words(.saved) : nil)
    }

    private func heading(_ model: RegisterModel, _ words: AttendanceWords, isOpen: Bool) -> HTML {
        let lesson = model.state.lesson
        let parts = [
            lesson.groups.map { $0.title(beside: lesson.subject) }.joined(separator: ", "),
            "\(words.days.day(lesson.day)) \(words.days.clock(lesson.time.begins, to: lesson.time.ends))",
            lesson.room ?? "",
        ].filter { !$0.isEmpty }
        let saved = model.state.saving.map {
            words(.savedBy, ["name": $0.name.full, "when": words.days.moment($0.savedAt)])
        }
        return Part.heading(
            lesson.subject, over: parts.joined(separator: " · "), back: back(model),
            lead: saved ?? (isOpen ? words(.allPresent) : nil))
    }

    /// The way to what was written before, once there is something.
    private func history(_ model: RegisterModel, _ words: AttendanceWords) -> HTML {
        guard model.state.saving != nil else { return .nothing }
        let key = model.state.lesson.key
        let link = AttendancePath.history(model.role)(model.provider.slug, key.lesson, key.held)
        return Part.acts([Part.linkButton(words(.history), to: link, look: .plain, icon: .clock)])
    }

    /// To the day on which the lesson is, in the own timetable or the group's.
    private func back(_ model: RegisterModel) -> Link? {
        let (slug, lesson) = (model.provider.slug, model.state.lesson)
        let day = lesson.day.description
        if model.role == .teacher { return ActingPath.timetable(.teacher)(slug).with(["day": day]) }
        return lesson.groups.first.map { ActingPath.groupTimetable(model.role)(slug, $0.id).with(["day": day]) }
    }

    private func noPupils(_ words: AttendanceWords) -> HTML {
        Part.empty(words(.noPupils), words(.noPupilsText), icon: .people)
    }

    /// Who else saved in the meantime, and whom both changed.
    private func told(_ model: RegisterModel, _ words: AttendanceWords) -> HTML {
        guard let other = model.told.others.first else { return .nothing }
        let names = model.state.lines.filter { model.told.both.contains($0.person.id) }.map(\.person.name.full)
        let text =
            names.isEmpty ? words(.othersNone) : words(.othersBoth, ["names": names.joined(separator: ", ")])
        let title = words(.othersSaved, ["name": other.name.full, "when": words.days.moment(other.savedAt)])
        return Part.notice(title, names.isEmpty ? .notice : .warning, "<p>\(text)</p>")
    }

    /// Who is present here and, as the home has told since the page was opened, not at school.
    private func announced(_ model: RegisterModel, _ words: AttendanceWords) -> HTML {
        guard !model.announced.isEmpty else { return .nothing }
        let names = model.announced.map(\.person.name.full).joined(separator: ", ")
        return Part.notice(words(.announcedSince), .warning, "<p>\(words(.announcedSinceText, ["names": names]))</p>")
    }

    /// Why the register cannot be saved.
    private func refusal(_ model: RegisterModel, _ visit: Visit, _ words: AttendanceWords) -> HTML {
        guard !model.state.mayWrite(visit.today, model.role) else { return .nothing }
        let (title, text) = refusal(model.state, visit.today, words)
        let kept: HTML? = model.isRefused && !model.typedExceptions.isEmpty ? "<p>\(words(.typedKept))</p>" : nil
        return Part.notice(title, .warning, "<p>\(text)</p>\(kept)")
    }

    /// The principal corrects what the log kept of a lesson that the timetable has no more.
    private func kept(_ model: RegisterModel, _ words: AttendanceWords) -> HTML {
        guard model.state.lesson.state == .kept else { return .nothing }
        return Part.notice(words(.gone), .notice, "<p>\(words(.keptOpen))</p>")
    }

    private func refusal(
        _ state: RegisterState, _ today: CivilDate, _ words: AttendanceWords
    ) -> (title: String, text: String) {
        let lesson = state.lesson
        switch lesson.state {
        case .cancelled: return (words(.cancelled), words(.cancelledText))
        case .gone: return (words(.gone), words(.goneText))
        case .anothers: return (words(.anothers), words(.anothersText))
        case .kept: return (words(.gone), words(.keptText))
        case .held: break
        }
        guard lesson.day > today else {
            return (words(.tooLate), words(.tooLateText, count: state.rules.correctionDays))
        }
        let when = "\(words.days.day(lesson.day)) \(words.days.atClock(lesson.time.begins))"
        let text = words(.notYetText, ["when": when])
        let moved = lesson.day == lesson.key.held ? "" : words(.moved, ["when": when]) + " "
        return (words(.notYet), moved + text)
    }

    /// A register that is only read.
    private func list(_ model: RegisterModel, _ words: AttendanceWords) -> HTML {
        guard model.state.saving != nil else { return .nothing }
        return Part.rows(
            model.state.lines.map { row($0.person, $0.entry?.standing ?? .present, model.state, words) })
    }

    private func row(
        _ person: Person, _ standing: Standing, _ state: RegisterState, _ words: AttendanceWords
    ) -> HTML {
        Part.row(
            person.name.full, lead: Part.avatar(person.name.full), note: standing.note,
            tail: tag(standing, state.codes, words))
    }

    /// "Poissa: sairaana" as a tag.
    func tag(_ standing: Standing, _ codes: [AbsenceCode], _ words: AttendanceWords) -> HTML {
        switch standing.mark {
        case .present: Part.tag(words(.present), .good)
        case .late:
            Part.tag(
                standing.minutes.map { words(.lateMinutes, ["minutes": String($0)]) } ?? words(.late), .notice,
                icon: .clock)
        case .absent:
            Part.tag(
                reason(standing, codes, words), standing.absenceClass == .unexplained ? .warning : .plain,
                icon: standing.absenceClass == .unexplained ? nil : .close)
        }
    }

    /// Why somebody is absent: the provider's own word, or the national class.
    func reason(_ standing: Standing, _ codes: [AbsenceCode], _ words: AttendanceWords) -> String {
        if let code = codes.first(where: { $0.id == standing.code }) { return code.title(in: words.language) }
        return words(standing.absenceClass ?? .unexplained)
    }
}
