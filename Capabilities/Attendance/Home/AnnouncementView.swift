import Base
import Web

extension Attendance {
    /// The form by which a home announces an absence.
    func announcement(_ model: HomeModel, _ words: AttendanceWords) -> HTML {
        let form = model.form
        func field(_ label: AttendanceText, _ name: String, _ kind: Field.Kind, _ value: String) -> Field {
            Field(words(label), name: name, kind: kind, value: value, error: form.error(name), width: .medium)
        }
        var (begins, ends) = (
            field(.partBegins, "begins", .time, form.begins), field(.partEnds, "ends", .time, form.ends)
        )
        (begins.isRequired, ends.isRequired) = (false, false)
        var note = field(.homeMessage, "note", .text, form.note)
        (note.isRequired, note.hint, note.width) = (false, words(.homeMessageHint), .full)
        let reasons = [
            Choice(words(.illness), value: AbsenceClass.illness.rawValue),
            Choice(words(.otherReason), value: AbsenceClass.other.rawValue, note: words(.otherReasonNote)),
        ]
        let isPart = !form.begins.isEmpty || !form.ends.isEmpty
        let content: HTML = """
            \(Part.choiceGroup(field(.announceWhy, "reason", .text, form.reason), reasons, words.parts))\
            \(Part.field(field(.firstDay, "first", .date, form.first), words.parts))\
            \(Part.field(field(.lastDay, "last", .date, form.last), words.parts))\
            \(Part.disclosure(words(.partOfDay), isOpen: isPart, """
                \(Part.field(begins, words.parts))\(Part.field(ends, words.parts))
                """))\
            \(Part.field(note, words.parts))\(Part.acts([
                Part.button(words(.announce), look: .primary),
                Part.linkButton(words(.applyLeave), to: model.ask.link(leave(model.ask.role)), look: .plain),
            ]))
            """
        return Part.section(
            words(.announceTitle), id: Attendance.announcing,
            Part.card(nil, Part.form(to: model.ask.link(AttendancePath.notices(model.ask.role)), content)))
    }
}
