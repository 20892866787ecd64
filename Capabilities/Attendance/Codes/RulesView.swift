import Accounts
import Base
import Directory
import Web

extension Attendance {
    /// The provider's rules, and its own words under the national classes.
    func rulesPage(_ model: RulesModel, _ visit: Visit) -> Page {
        let words = words(visit)
        let done: AttendanceText? =
            switch visit.done {
            case "attendance-rules": .rulesSaved
            case "absence-code": .codeSaved
            case "absence-code-ended": .codeEnded
            default: nil
            }
        let content: HTML = """
            \(Part.errorSummary(model.form.errors, words.parts))
            \(Part.heading(words(.rulesTitle), lead: words(.rulesLead)))
            \(Part.section(words(.days), id: "days", days(model, words)))
            \(Part.section(words(.codes), id: "codes", codes(model, words)))
            """
        return Page(
            title: words(.rulesTitle), content: content, place: Place.desktop,
            acting: ActingPath.desktop(.administrator)(model.provider.slug), done: done.map { words($0) })
    }

    private func days(_ model: RulesModel, _ words: AttendanceWords) -> HTML {
        func field(_ label: AttendanceText, _ hint: AttendanceText, _ name: String, _ stands: Int) -> HTML {
            Part.field(
                Field(
                    words(label), name: name, kind: .number, value: model.form.value(name, String(stands)),
                    hint: words(hint), error: model.form.error(name), width: .short), words.parts)
        }
        return Part.card(
            nil,
            Part.form(
                to: AttendancePath.rules(model.provider.slug),
                """
                \(field(.correctionDays, .correctionHint, "correction", model.rules.correctionDays))\
                \(field(.noticeDays, .noticeHint, "notice", model.rules.noticeDays))\
                \(Part.acts([Part.button(words(.save), look: .primary)]))
                """))
    }

    private func codes(_ model: RulesModel, _ words: AttendanceWords) -> HTML {
        let rows = model.codes.filter { !$0.isEnded }.map { code in
            Part.row(
                "\(code.code) \(code.title(in: words.language))", note: words(code.absenceClass),
                tail: Part.action(
                    words(.codeEnd), to: AttendancePath.codeEnding(model.provider.slug, code.id), about: code.code))
        }
        let list = rows.isEmpty ? "<p>\(Part.quiet(words(.noCodes)))</p>" : Part.rows(rows)
        return "<p>\(words(.codesLead))</p>\(list)\(newCode(model, words))"
    }

    private func newCode(_ model: RulesModel, _ words: AttendanceWords) -> HTML {
        func field(_ label: AttendanceText, _ name: String, isRequired: Bool = true, width: Field.Width) -> HTML {
            Part.field(
                Field(
                    words(label), name: name, value: model.form.value(name, ""), error: model.form.error(name),
                    isRequired: isRequired, width: width), words.parts)
        }
        let absenceClass = Field(
            words(.codeClassLabel), name: "class", value: model.form.value("class", ""),
            error: model.form.error("class"))
        let classes = AbsenceClass.allCases.map { Choice(words($0), value: $0.rawValue) }
        return Part.card(
            words(.codeNew),
            Part.form(
                to: AttendancePath.codes(model.provider.slug),
                """
                \(field(.code, "code", width: .short))\(Part.select(absenceClass, classes, words.parts))\
                \(field(.titleFi, "title-fi", width: .medium))\(field(.titleSv, "title-sv", width: .medium))\
                \(field(.titleEn, "title-en", isRequired: false, width: .medium))\
                \(Part.acts([Part.button(words(.codeAdd))]))
                """))
    }
}
