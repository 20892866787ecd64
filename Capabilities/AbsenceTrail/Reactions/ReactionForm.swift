import Attendance
import Base
import Directory
import Web

/// The short form of early intervention: what was done, how, when.
struct ReactionForm {
    /// Which limit of which term it is about.
    struct About: Hashable, Sendable {
        let limit: AbsenceLimit.Key
        let termBegins: CivilDate

        init(_ alert: Alert) { (limit, termBegins) = (alert.limit.key, alert.term.begins) }

        init?(_ form: Form) {
            guard let limit = AbsenceLimit.Key(form.text("limit")), let begins = CivilDate(form.text("term")) else {
                return nil
            }
            (self.limit, termBegins) = (limit, begins)
        }
    }

    let about: About
    let person: ID<Person>
    let link: Link

    /// The name of a field, its own among the forms of several pupils and limits on one page.
    static func name(_ name: String, _ about: About, _ person: ID<Person>) -> String {
        "\(name)-\(person)-\(about.limit)-\(about.termBegins)"
    }

    func part(_ typed: TypedReaction?, _ words: TrailWords) -> HTML {
        func field(
            _ label: TrailText, _ name: String, _ kind: Field.Kind = .text, value: String = "", hint: TrailText? = nil,
            width: Field.Width = .full
        ) -> Field {
            Field(
                words(label), name: ReactionForm.name(name, about, person), kind: kind, value: typed?[name] ?? value,
                hint: hint.map { words($0) }, error: typed?.error(name), width: width)
        }
        let steps = ReactionStep.allCases.map { Choice(words.word($0), value: $0.rawValue) }
        return Part.form(
            to: link,
            values: ["limit": about.limit.description, "term": about.termBegins.description],
            """
            \(Part.select(field(.step, "step"), steps, words.parts))\
            \(Part.field(field(.how, "how", .lines, hint: .howHint), words.parts))\
            \(Part.field(
                field(.reactedOn, "day", .date, value: words.days.today.description, width: .short), words.parts))\
            \(Part.acts([Part.button(words(.save), look: .primary)]))
            """)
    }
}

/// What was typed into the form, judged.
struct TypedReaction {
    static let mostLetters = 1000

    let about: ReactionForm.About
    private(set) var errors: [FieldError] = []
    private(set) var step: ReactionStep?
    private(set) var how = ""
    private(set) var day: CivilDate?
    private let form: Form
    private let person: ID<Person>

    subscript(name: String) -> String { form.text(ReactionForm.name(name, about, person)) }

    func error(_ name: String) -> String? {
        errors.first { $0.field == ReactionForm.name(name, about, person) }?.text
    }

    /// nil when the form does not say what it is about.
    init?(_ form: Form, of person: ID<Person>, today: CivilDate, _ words: TrailWords) {
        guard let about = ReactionForm.About(form) else { return nil }
        (self.about, self.form, self.person) = (about, form, person)
        step = ReactionStep(rawValue: self["step"])
        how = self["how"]
        day = CivilDate(self["day"])
        if step == nil { refuse("step", .missingStep, words) }
        if how.isEmpty { refuse("how", .missingHow, words) }
        if how.count > TypedReaction.mostLetters { refuse("how", .tooLong, words) }
        switch day {
        case nil: refuse("day", .noSuchDay, words)
        case let day? where day > today: refuse("day", .dayAhead, words)
        case let day? where day < about.termBegins: refuse("day", .dayBefore, words)
        default: break
        }
    }

    private mutating func refuse(_ name: String, _ key: TrailText, _ words: TrailWords) {
        errors.append(FieldError(words(key), in: ReactionForm.name(name, about, person)))
    }
}
