import Accounts
import Base
import Web

/// What was typed into a form, judged field by field; without a form it is what the register has.
struct Typed {
    private let form: Form
    private(set) var errors: [FieldError] = []
    private let words: RegisterWords

    init(_ form: Form, _ words: RegisterWords) { (self.form, self.words) = (form, words) }

    subscript(name: String) -> String { form.text(name) }

    func error(_ name: String) -> String? { errors.first { $0.field == name }?.text }

    mutating func refuse(_ name: String?, _ key: RegisterText) {
        errors.append(FieldError(words(key), in: name))
    }

    /// A line of text; empty is an error when it must be there.
    mutating func line(_ name: String, isRequired: Bool = true, most: Int = 200) -> String {
        let text = form.text(name)
        if isRequired, text.isEmpty { refuse(name, .missingField) }
        if text.count > most || text.contains(where: \.isNewline) { refuse(name, .tooLong) }
        return text
    }

    /// A day; nil when nothing was typed.
    mutating func day(_ name: String, isRequired: Bool = false) -> CivilDate? {
        let text = form.text(name)
        guard !text.isEmpty else {
            if isRequired { refuse(name, .missingField) }
            return nil
        }
        guard let day = CivilDate(text), (1900...2200).contains(day.year) else {
            refuse(name, .noSuchDay)
            return nil
        }
        return day
    }

    /// From a first day to a last one; the end that is stored is the day after (OneRoster 1.2).
    mutating func period() -> (begins: CivilDate?, ends: CivilDate?) {
        let (begins, last) = (day("begins"), day("last"))
        if let begins, let last, last < begins { refuse("last", .endBeforeBegin) }
        return (begins, last?.adding(days: 1))
    }

    /// One of the values that were offered.
    mutating func choice<Value>(_ name: String, _ value: (String) -> Value?) -> Value? {
        let chosen = value(form.text(name))
        if chosen == nil { refuse(name, .nothingChosen) }
        return chosen
    }
}

extension Register {
    /// A page with one form: what it is about, what is wrong, the fields, and the way back.
    func formPage(
        _ title: String, _ scope: Scope, _ typed: Typed, to link: Link, back: (text: String, link: Link),
        lead: String? = nil, before: HTML = .nothing, fields: HTML, button: String, isDangerous: Bool = false,
        _ words: RegisterWords
    ) -> Page {
        let content: HTML = """
            \(Part.heading(title, over: back.text, back: back.link, lead: lead))
            \(Part.errorSummary(typed.errors, words.parts))
            \(before)
            \(Part.form(
                to: link,
                """
                \(fields)\(Part.acts([
                    Part.button(button, look: isDangerous ? .danger : .primary),
                    Part.linkButton(words(.cancel), to: back.link, look: .plain),
                ]))
                """))
            """
        return Page(title: title, content: content, place: scope.place, acting: scope.acting)
    }

    /// A field with what was typed and what is wrong with it.
    func field(
        _ label: RegisterText, _ name: String, _ typed: Typed, kind: Field.Kind = .text, value: String? = nil,
        hint: RegisterText? = nil, isRequired: Bool = true, width: Field.Width = .medium, _ words: RegisterWords
    ) -> Field {
        Field(
            words(label), name: name, kind: kind, value: value ?? typed[name], hint: hint.map { words($0) },
            error: typed.error(name), isRequired: isRequired, width: width)
    }

    func periodFields(_ typed: Typed, begins: CivilDate? = nil, _ words: RegisterWords) -> HTML {
        let first = typed["begins"].isEmpty ? begins?.description ?? "" : typed["begins"]
        return """
            \(Part.field(field(.firstDay, "begins", typed, kind: .date, value: first, isRequired: false, width: .short, words), words.parts))\
            \(Part.field(field(.lastDay, "last", typed, kind: .date, hint: .lastDayHint, isRequired: false, width: .short, words), words.parts))
            """
    }

    /// What an import may do to a row that it brought.
    func importNotice(_ source: String, _ words: RegisterWords) -> HTML {
        source == "oneroster"
            ? Part.notice(words(.importMayReset), .notice, "<p>\(words(.importMayResetText))</p>") : .nothing
    }
}
