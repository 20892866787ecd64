import Attendance
import Base
import Web

/// What was typed into a limit's form, judged; without a form it is what holds.
struct TypedLimit {
    static let amounts = 1...999
    static let mostLetters = 500

    private(set) var errors: [FieldError] = []
    /// nil when something is wrong.
    private(set) var limit: AbsenceLimit?
    private let kind: String
    private let amount: String
    private let alerts: Set<String>
    private let classes: Set<String>
    private let text: String

    init(of limit: AbsenceLimit?) {
        kind = (limit?.kind ?? .absenceHours).rawValue
        amount = limit.map { String($0.amount) } ?? ""
        alerts = Set((limit?.alerts ?? [.teacher]).map(\.rawValue))
        let counted = limit.flatMap { $0.kind == .absenceHours ? $0.classes : nil } ?? Set(AbsenceClass.summed)
        classes = Set(counted.map(\.rawValue))
        text = limit?.text ?? ""
    }

    /// The kind of a limit that is there stays what it is.
    init(_ form: Form, _ model: LimitsModel, _ words: TrailWords) {
        kind = model.limit?.kind.rawValue ?? form.text("kind")
        amount = form.text("amount")
        (alerts, classes) = (Set(form.all("alerts")), Set(form.all("classes")))
        text = form.text("step")
        let kind = AbsenceLimit.Kind(rawValue: kind)
        if kind == nil { refuse("kind", .nothingChosen, words) }
        let number = Int(amount).flatMap { TypedLimit.amounts.contains($0) ? $0 : nil }
        if number == nil { refuse("amount", .wrongAmount, words) }
        let whom = Set(alerts.compactMap(AbsenceLimit.Alerted.init(rawValue:)))
        if whom.isEmpty { refuse("alerts", .nobodyChosen, words) }
        let counted = Set(AbsenceClass.summed.filter { classes.contains($0.rawValue) })
        if kind == .absenceHours, counted.isEmpty { refuse("classes", .noClassChosen, words) }
        if text.count > TypedLimit.mostLetters { refuse("step", .tooLong, words) }
        guard let kind, let number else { return }
        let key = AbsenceLimit.Key(kind, number)
        if key != model.limit?.key, model.list[key] != nil { refuse("amount", .sameLimit, words) }
        guard errors.isEmpty else { return }
        limit = AbsenceLimit(
            kind: kind, amount: number, alerts: whom, classes: kind == .absenceHours ? counted : [.unexplained],
            text: text.isEmpty ? nil : text)
    }

    private mutating func refuse(_ name: String, _ key: TrailText, _ words: TrailWords) {
        errors.append(FieldError(words(key), in: name))
    }

    private func error(_ name: String) -> String? { errors.first { $0.field == name }?.text }

    /// The fields of the form with its button.
    func fields(isNew: Bool, _ words: TrailWords) -> HTML {
        func field(
            _ label: TrailText, _ name: String, _ kind: Field.Kind = .text, _ value: String = "",
            hint: TrailText? = nil, isRequired: Bool = true, width: Field.Width = .full
        ) -> Field {
            Field(
                words(label), name: name, kind: kind, value: value, hint: hint.map { words($0) }, error: error(name),
                isRequired: isRequired, width: width)
        }
        let kinds: [(AbsenceLimit.Kind, TrailText)] = [
            (.absenceHours, .kindHours), (.unexplainedDays, .kindDays),
        ]
        let kindField: HTML =
            isNew
            ? Part.choiceGroup(
                field(.kind, "kind", .text, kind), kinds.map { Choice(words($0.1), value: $0.0.rawValue) }, words.parts)
            : .nothing
        let classesField: HTML =
            isNew || kind == AbsenceLimit.Kind.absenceHours.rawValue
            ? Part.checkboxes(
                field(.classes, "classes", hint: .classesHint),
                AbsenceClass.summed.map { Choice(words.word($0), value: $0.rawValue) }, chosen: classes, words.parts)
            : .nothing
        let whom = AbsenceLimit.Alerted.allCases.map { Choice(words.word($0), value: $0.rawValue) }
        return """
            \(kindField)\
            \(Part.field(field(.amount, "amount", .number, amount, hint: .amountHint, width: .short), words.parts))\
            \(classesField)\
            \(Part.checkboxes(field(.whom, "alerts"), whom, chosen: alerts, words.parts))\
            \(Part.field(field(.text, "step", .lines, text, hint: .textHint, isRequired: false), words.parts))\
            \(Part.acts([Part.button(words(.saveLimit), look: .primary)]))
            """
    }
}
