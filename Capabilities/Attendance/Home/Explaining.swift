import Accounts
import Audit
import Base
import Directory
import Storage
import Timetable
import Web

/// An explanation that could not be written as it was typed.
struct ExplanationForm: Sendable {
    let day: CivilDate
    let note: String
    let error: String
}

extension Attendance {
    /// A home says why somebody was absent, of the lessons it was asked about. Said twice it is said once.
    func explain(_ write: PageWrite<Viewer>, as role: Role) throws -> Outcome {
        let visit = write.visit
        let ask = try HomeAsk(write.viewer, visit, as: role, in: write.writer)
        guard ask.mayAct, let day = CivilDate(visit.form.text("day")) else { throw Fault.missing }
        let chosen = AbsenceClass(rawValue: visit.form.text("reason"))
        guard let absenceClass = chosen, absenceClass.isAuthorised else {
            throw Fault(.invalid, log: "an absence explained by no reason")
        }
        let note = visit.form.line(Attendance.noteField(ask.person, day))
        guard note.count <= RegisterForm.longestNote else {
            let typed = ExplanationForm(day: day, note: note, error: words(visit)(.noteTooLong))
            return try refused(write, try HomeModel(ask, visit, explanation: typed, in: write.writer))
        }
        let lessons = visit.form.all("lesson").compactMap { ID<Lesson>($0) }
        let open = try write.writer.all(
            AttendanceEntry.supersede(
                unexplainedOf: ask.person, in: ask.provider.id, on: day, lessons: lessons, at: visit.now))
        let author = AttendanceEntry.Author(account: write.viewer.account, person: ask.author, role: role)
        let entries = open.map {
            $0.explained(absenceClass, note.isEmpty ? nil : note, .explanation, by: author, at: visit.now)
        }
        try AttendanceEntry.load(entries, in: ask.provider.id, write.writer)
        if let first = entries.first { try log("absence-explain", "attendance_entry", first.id.uuid, write, ask) }
        return .done("absence-explained", at: Attendance.back(visit, ask))
    }

    /// To where the home was asked: a desktop, or the page of absences.
    private static func back(_ visit: Visit, _ ask: HomeAsk) -> Link {
        switch visit.form.text("from") {
        case "family" where ask.role == .guardian: ActingPath.family()
        case "desktop": ask.acting
        default: ask.page
        }
    }

    /// The field of a note, its own among the questions of a page.
    static func noteField(_ person: ID<Person>, _ day: CivilDate) -> String { "note-\(person)-\(day)" }

    /// "Aino, ma 23.11. klo 8.15: miksi poissa?" with the answers on the spot.
    ///
    /// - Parameters:
    ///   - name: who it is about; nil asks the reader.
    ///   - showsLessons: whether subjects and times may be said.
    ///   - from: where the answer leads back to.
    ///   - typed: what was answered and could not be written.
    func question(
        _ absences: [Unexplained], _ name: PersonName?, showsLessons: Bool, to link: Link, from: String,
        typed: ExplanationForm? = nil, _ words: AttendanceWords
    ) -> HTML {
        guard let first = absences.first else { return .nothing }
        let times = absences.map { words.days.clock($0.begins) }.joined(separator: ", ")
        let day = words.days.day(first.day)
        let when = showsLessons ? words(.askedWhen, ["day": day, "times": times]) : day
        let what =
            name.map { words(.whyAbsent, ["name": $0.called, "when": when]) }
            ?? words(.whyOwn, ["when": when]).capitalizedFirst
        let subjects = absences.map(\.subject).reduce(into: [String]()) { all, subject in
            if !all.contains(subject) { all.append(subject) }
        }
        return Part.need(
            what, note: showsLessons ? subjects.joined(separator: ", ") : nil,
            who: name.map { Part.person($0.full) } ?? .nothing,
            acts: [], below: answers(absences, first, about: what, to: link, from: from, typed, words))
    }

    private func answers(
        _ absences: [Unexplained], _ first: Unexplained, about: String, to link: Link, from: String,
        _ typed: ExplanationForm?, _ words: AttendanceWords
    ) -> HTML {
        let note = Field(
            words(.homeMessage), name: Attendance.noteField(first.person, first.day), value: typed?.note ?? "",
            hint: words(.homeMessageHint), error: typed?.error, isRequired: false)
        let lessons = absences.map { Part.hidden(["lesson": $0.lesson.description]) }
        let content: HTML = """
            \(lessons)\(Part.disclosure(words(.addMessage), isOpen: typed != nil, Part.field(note, words.parts)))\
            \(Part.acts([
                Part.button(
                    words(.illness), look: .primary, name: "reason", value: AbsenceClass.illness.rawValue,
                    about: about),
                Part.button(words(.otherReason), name: "reason", value: AbsenceClass.other.rawValue, about: about),
            ]))
            """
        return Part.form(to: link, values: ["day": first.day.description, "from": from], content)
    }
}
