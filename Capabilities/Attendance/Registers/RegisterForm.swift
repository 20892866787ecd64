import Base
import Directory
import Timetable
import Web

/// The fields of one pupil in the form of a register.
enum RegisterField {
    static func mark(_ person: ID<Person>) -> String { "mark-\(person)" }
    static func minutes(_ person: ID<Person>) -> String { "minutes-\(person)" }
    static func reason(_ person: ID<Person>) -> String { "reason-\(person)" }
    static func note(_ person: ID<Person>) -> String { "note-\(person)" }
    /// The standing with which the form was opened.
    static func was(_ person: ID<Person>) -> String { "was-\(person)" }
}

/// A register as it was typed, judged line by line.
struct RegisterForm: Sendable {
    /// One pupil as the form has it, right or wrong.
    struct Line: Sendable {
        var mark: Mark
        var minutes = ""
        var reason = ""
        var note = ""
        var was: Standing.Token
        var minutesError: String?
        var noteError: String?

        /// As the register stands.
        init(_ standing: Standing) {
            mark = standing.mark
            minutes = standing.minutes.map(String.init) ?? ""
            reason = standing.code?.description ?? standing.absenceClass?.rawValue ?? ""
            note = standing.note ?? ""
            was = standing.token
        }
    }

    private(set) var lines: [ID<Person>: Line] = [:]
    private(set) var typed: [ID<Person>: Standing] = [:]
    private(set) var errors: [FieldError] = []

    static let longestNote = 300

    /// The register as it stands, nothing typed.
    init(_ state: RegisterState) {
        for line in state.lines { lines[line.person.id] = Line(line.standing) }
    }

    /// What was sent; a pupil whom the form does not have is left as is.
    init(_ form: Form, _ state: RegisterState, _ words: AttendanceWords) {
        self.init(state)
        for line in state.lines { read(form, line, state, words) }
    }

    private mutating func read(
        _ form: Form, _ known: RegisterState.Line, _ state: RegisterState, _ words: AttendanceWords
    ) {
        let person = known.person.id
        guard let mark = Mark(rawValue: form.text(RegisterField.mark(person))) else { return }
        var line = Line(known.standing)
        line.mark = mark
        line.minutes = form.text(RegisterField.minutes(person))
        line.reason = form.text(RegisterField.reason(person))
        line.note = form.text(RegisterField.note(person)).split(whereSeparator: \.isNewline).joined(separator: " ")
        line.was = Standing.Token(form.text(RegisterField.was(person)))
        let (minutes, most) = (Int(line.minutes), state.lesson.time.ends - state.lesson.time.begins)
        let minutesWrong = words(.minutesWrong, ["most": String(most)])
        if mark == .late, !line.minutes.isEmpty, !(1...most).contains(minutes ?? 0) {
            line.minutesError = minutesWrong
            errors.append(
                FieldError("\(known.person.name.full): \(minutesWrong)", in: RegisterField.minutes(person)))
        }
        if line.note.count > Self.longestNote {
            line.noteError = words(.noteTooLong)
            errors.append(
                FieldError("\(known.person.name.full): \(words(.noteTooLong))", in: RegisterField.note(person)))
        }
        lines[person] = line
        typed[person] = line.standing(minutes, state.codes, known.standing)
    }
}

extension RegisterForm.Line {
    /// What the line says; a reason that nobody offers any more stays what it was.
    fileprivate func standing(_ minutes: Int?, _ codes: [AbsenceCode], _ known: Standing) -> Standing {
        let code = codes.first { $0.id.description == reason }
        let isKept = code == nil && reason == known.code?.description
        return Standing(
            mark, minutes: minutes,
            code?.absenceClass ?? (isKept ? known.absenceClass : AbsenceClass(rawValue: reason)),
            code: code?.id ?? (isKept ? known.code : nil), note: note.isEmpty ? nil : note)
    }
}
