import Base
import Directory
import Timetable
import Web

extension Attendance {
    /// The register as a form: everyone is present, one tap for each exception, saved once.
    func form(_ model: RegisterModel, _ words: AttendanceWords) -> HTML {
        let choices = [
            Choice(words(.present), value: Mark.present.rawValue, meaning: .good),
            Choice(words(.absent), value: Mark.absent.rawValue, meaning: .stop),
            Choice(words(.late), value: Mark.late.rawValue, meaning: .notice),
        ]
        let reasons = reasons(model.state, words)
        let counts = [
            MarkCount(words(.countPresent), value: Mark.present.rawValue),
            MarkCount(words(.countAbsent), value: Mark.absent.rawValue),
            MarkCount(words(.countLate), value: Mark.late.rawValue),
        ]
        return Part.marks(
            to: model.link, values: ["revision": revision(model)],
            model.state.lines.compactMap { known in
                model.form.lines[known.person.id].map {
                    row(known, $0, model.clashes[known.person.id], choices, reasons, words)
                }
            }, counts: counts, button: Part.button(words(.save), look: .primary), waiting: words(.waiting))
    }

    /// The revision with which the form was opened.
    private func revision(_ model: RegisterModel) -> String { String(model.opened ?? model.state.revision) }

    private func row(
        _ known: RegisterState.Line, _ line: RegisterForm.Line, _ clashes: [String], _ choices: [Choice],
        _ reasons: [Choice], _ words: AttendanceWords
    ) -> MarkRow {
        let (name, person) = (known.person.name.full, known.person.id)
        let mark = Field(name, name: RegisterField.mark(person), value: line.mark.rawValue)
        let isOpen = !line.minutes.isEmpty || !line.note.isEmpty || line.minutesError != nil || line.noteError != nil
        return MarkRow(
            name, tags: tags(known, clashes, words), note: homeNote(known, words), mark, choices,
            more: (words(.more), isOpen, more(known, line, reasons, words)))
    }

    /// Reason, minutes and note of one pupil, each with the mark that needs it, and the standing that the form was opened with.
    private func more(
        _ known: RegisterState.Line, _ line: RegisterForm.Line, _ reasons: [Choice], _ words: AttendanceWords
    ) -> HTML {
        let person = known.person.id
        let isOffered = line.reason.isEmpty || reasons.contains { $0.value == line.reason }
        let kept = isOffered ? [] : [Choice(words(known.standing.absenceClass ?? .other), value: line.reason)]
        let reason = Field(
            words(.reason), name: RegisterField.reason(person),
            value: line.reason.isEmpty ? AbsenceClass.unexplained.rawValue : line.reason, isRequired: false)
        let minutes = Field(
            words(.minutes), name: RegisterField.minutes(person), kind: .number, value: line.minutes,
            error: line.minutesError, isRequired: false, width: .short)
        let note = Field(
            words(.note), name: RegisterField.note(person), value: line.note, hint: words(.noteHint),
            error: line.noteError, isRequired: false)
        return """
            \(Part.hidden([RegisterField.was(person): line.was.description]))\
            \(Part.markFields(
                for: Mark.absent.rawValue, when: words(.ifAbsent), Part.select(reason, reasons + kept, words.parts)))\
            \(Part.markFields(for: Mark.late.rawValue, when: words(.ifLate), Part.field(minutes, words.parts)))\
            \(Part.field(note, words.parts))
            """
    }

    /// The national classes, each followed by the provider's own words under it.
    private func reasons(_ state: RegisterState, _ words: AttendanceWords) -> [Choice] {
        let order: [AbsenceClass] = [.unexplained, .illness, .other, .unauthorised, .school]
        return order.flatMap { absenceClass in
            [Choice(words(absenceClass), value: absenceClass.rawValue)]
                + state.codes.filter { $0.absenceClass == absenceClass }.map { code in
                    Choice("\(code.code) \(code.title(in: words.language))", value: code.id.description)
                }
        }
    }

    /// What is known already: announced, explained, or elsewhere at the same time.
    private func tags(_ known: RegisterState.Line, _ clashes: [String], _ words: AttendanceWords) -> [HTML] {
        var tags: [HTML] = []
        if let entry = known.entry, entry.isFromHome {
            tags.append(
                Part.tag(words(entry.standing.absenceClass == .illness ? .explainedIllness : .explainedOther), .notice))
        } else if let notice = known.notice {
            tags.append(Part.tag(announced(notice, words), .notice))
        }
        return tags
            + clashes.map { Part.tag(words(.sameTime, ["lesson": $0]), .plain, icon: .swap) }
    }

    /// "Ilmoitettu: sairaana", with the hours when it is not the whole day.
    private func announced(_ notice: AbsenceNotice, _ words: AttendanceWords) -> String {
        let what = words.announced(notice.absenceClass, notice.origin)
        guard let part = notice.part else { return what }
        let time = words.days.clock(part.lowerBound, to: part.upperBound)
        return words(.announcedPart, ["what": what, "time": time])
    }

    private func homeNote(_ known: RegisterState.Line, _ words: AttendanceWords) -> String? {
        let entry = known.entry.flatMap { $0.isFromHome ? $0.standing.note : nil }
        let announced = known.entry == nil && known.notice?.origin != .leave ? known.notice?.note : nil
        return (entry ?? announced).map { words(.homeNote, ["note": $0]) }
    }
}
